/** What goes into a document room and what comes out of it: the only interface between the pure engine and the world. */
import type { AppendResult, LogTail, NewUpdate } from './log.ts'
import type { Change } from './replica.ts'
import type { PresenceEntry, PresenceUser } from './presence.ts'

/** Given by whoever opens the socket; never used twice in a room. */
export type SocketId = number

/** Who is at a socket and what they may do; from the session and `can`, never from the client. */
export interface Member {
  userId: string
  sessionId: string | null
  user: PresenceUser
  canEdit: boolean
}

/** What the client was built for and holds; null where it does not say. */
export interface ClientVersion {
  schemaMajor: number | null
  epoch: number | null
}

/** A reply to `load` or `read`, with what else the room must know of the same moment or later. */
export interface RoomTail extends LogTail {
  /** For `load`: which user each Yjs client id is bound to. */
  owners: ReadonlyMap<number, string>
  /** The claim ids that the server issued for this article; null when they cannot have changed since the last reply. */
  claimIds: ReadonlySet<string> | null
}

export type RoomEvent =
  | { type: 'join'; socket: SocketId; member: Member; version: ClientVersion }
  | { type: 'leave'; socket: SocketId }
  | { type: 'frame'; socket: SocketId; bytes: Uint8Array }
  /** The member's rights or session facts changed. */
  | { type: 'rights'; socket: SocketId; member: Member }
  /** Answers to `load` and `read`: the tail, or null when there is no such document. */
  | { type: 'read'; tail: RoomTail | null }
  | { type: 'read-failed' }
  | { type: 'appended'; result: AppendResult }
  /** Whether the append was committed is not known. */
  | { type: 'append-failed' }
  /** Answers to `bind`: whose the client id is; null when it could not be bound now. */
  | { type: 'bound'; clientId: number; owner: string | null }
  /** Somebody says that the document's head is at least this. */
  | { type: 'wake'; head: number }
  /** The review state of the article changed, as everybody sees it or these users alone. */
  | { type: 'review'; only: readonly string[] | null }
  /** Presence of people on other nodes. */
  | { type: 'far-presence'; entries: readonly PresenceEntry[] }
  /** Another node opened this room and knows nobody yet. */
  | { type: 'presence-wanted' }
  | { type: 'tick' }

export type RoomEffect =
  | { type: 'send'; socket: SocketId; frame: Uint8Array }
  | { type: 'broadcast'; frame: Uint8Array; except: SocketId | null }
  | { type: 'close'; socket: SocketId; code: number; reason: string }
  /** Ask for the whole log; answered by `read` or `read-failed`. */
  | { type: 'load' }
  /** Ask for what follows `after`; answered by `read` or `read-failed`. */
  | { type: 'read'; epoch: number; after: number }
  /** Ask for a commit; answered by `appended` or `append-failed`. */
  | { type: 'append'; epoch: number; knownHead: number; updates: readonly NewUpdate[] }
  /** Bind a Yjs client id to who announced it, unless it is somebody's already; answered by `bound`. */
  | { type: 'bind'; clientId: number; userId: string }
  /** Keep a snapshot; not answered. */
  | { type: 'snapshot'; epoch: number; seq: number; state: Uint8Array }
  /** The room has applied everything up to this head, and some of it was new. */
  | { type: 'committed'; head: number }
  /** For the same room on other nodes. */
  | { type: 'presence'; entries: readonly PresenceEntry[] }
  /** One line for the security log. */
  | { type: 'security'; socket: SocketId; userId: string; event: SecurityEvent; detail: string }

export type SecurityEvent = 'malformed' | 'forbidden' | 'schema' | 'missing-predecessor' | 'foreign-client-id' | 'foreign-presence' | 'limit' | 'too-fast'

/** Whether a change leaves only what an honest client can have written; null when it does. */
export type CheckChange = (change: Change, claimIds: ReadonlySet<string>) => string | null
