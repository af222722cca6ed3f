/**
 * Every bound that the collaboration server holds a client to (CO-8), and how long it waits before it looks, tries
 * or gives up. Each is set by the environment variable of the same name in capitals: `socketsPerUser` by
 * `STET_LIMIT_SOCKETS_PER_USER`.
 */
export interface CollabLimits {
  /** Bytes of one WebSocket frame; larger ones close with 1009. */
  frameBytes: number
  /** Fragments of one WebSocket message. */
  frameFragments: number
  /** Messages a socket may send a second, averaged over ten seconds; more closes with 4429. */
  messagesPerSecond: number
  /** Full-state requests (sync step 1) a socket may make a minute; more closes with 4429. */
  syncRequestsPerMinute: number
  /** Refused updates a socket may send a minute before it is closed with 4413. */
  refusalsPerMinute: number
  /** Bytes that may wait unread in a socket's send buffer; more closes with 4413. */
  sendBufferBytes: number
  /** Open sockets a user may have on this node; one more is answered 429 before the upgrade. */
  socketsPerUser: number
  /** Bytes of a document's state and tail together; an update that would exceed it is refused. */
  documentBytes: number
  /** Nesting of elements in the document, and of values in an attribute. */
  documentDepth: number
  /** Structs that one update may carry. */
  structsPerUpdate: number
  /** Yjs client ids, new to the document, that one update may bind to its sender. */
  clientIdsPerUpdate: number
  /** Yjs client ids that a user may announce in a document a minute, on one node; one more is not shown to others. */
  clientIdsPerMinute: number
  /** Yjs client ids that a user may bind in a document by announcing them; beyond it they are bound at the first edit. */
  clientIdsPerUser: number
  /** Clock length that one deleted or collected struct may claim: these carry no bytes to check it against. */
  deletedLength: number
  /** Edits that may wait for a commit in one document; beyond it writers are told to come back. */
  queuedEdits: number
  /** Bytes that may wait for a commit in one document. */
  queuedBytes: number
  /** Queued edits that share one commit. */
  batchEdits: number
  /** Frames a socket may send before its document is loaded. */
  earlyFrames: number
  /** Committed updates after which a new snapshot is written. */
  snapshotEvery: number
  /** Entries read from one presence message. */
  presenceEntries: number
  /** Bytes of the cursor a client may publish, as JSON. */
  cursorBytes: number
  /** Between two looks at the heads of the open documents, for what no notice told of. */
  pollMs: number
  /** Between two looks at what the people at open sockets may do. */
  rightsMs: number
  /** What is in the document waits on its way to a person whose right to it was last confirmed longer ago than this. */
  rightsStaleMs: number
  /** Before the first repetition of a question that the database did not answer; doubled at each failure. */
  retryMinMs: number
  retryMaxMs: number
  /** After so long without an edit a document is held in memory once, not twice. */
  candidateIdleMs: number
  /** The database cancels a statement of ours after so long; what it has cancelled was not committed. */
  statementMs: number
  /** A reply of the database is given up after so long: longer than the statement may take, for a link that swallows everything. */
  replyMs: number
  /** A connection to the database that does not come is given up after so long. */
  connectMs: number
  /** Between two questions whether the connection that listens is alive, and how long the answer may take. */
  listenProbeMs: number
  listenReplyMs: number
  /** Between two pings of a socket; one that has not answered the last is cut. */
  pingMs: number
}

export const DEFAULT_LIMITS: CollabLimits = {
  frameBytes: 2 * 1024 * 1024,
  frameFragments: 64,
  messagesPerSecond: 200,
  syncRequestsPerMinute: 30,
  refusalsPerMinute: 30,
  sendBufferBytes: 8 * 1024 * 1024,
  socketsPerUser: 40,
  documentBytes: 32 * 1024 * 1024,
  documentDepth: 32,
  structsPerUpdate: 20_000,
  clientIdsPerUpdate: 100,
  clientIdsPerMinute: 60,
  clientIdsPerUser: 5_000,
  deletedLength: 4_000_000,
  queuedEdits: 5_000,
  queuedBytes: 16 * 1024 * 1024,
  batchEdits: 200,
  earlyFrames: 200,
  snapshotEvery: 500,
  presenceEntries: 1_000,
  cursorBytes: 1_024,
  pollMs: 1_000,
  rightsMs: 1_000,
  rightsStaleMs: 1_500,
  retryMinMs: 50,
  retryMaxMs: 2_000,
  candidateIdleMs: 30_000,
  statementMs: 5_000,
  replyMs: 6_000,
  connectMs: 5_000,
  listenProbeMs: 4_000,
  listenReplyMs: 3_000,
  pingMs: 15_000,
}
