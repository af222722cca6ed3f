/** Why a socket was closed. y-websocket treats 4400–4499 as final and comes back after every other code. */
export const CLOSE = {
  textFrame: 1003,
  tooBig: 1009,
  /** The node is stopping; another one, or the same one restarted, will take the client. */
  restart: 1012,
  tryAgain: 1013,
  malformed: 4400,
  signedOut: 4401,
  /** No right to the document, or no such document: the same answer, so that ids cannot be probed. */
  forbidden: 4403,
  /** Another user's Yjs client id, or an older epoch of the document. */
  conflict: 4409,
  limit: 4413,
  /** The client was built for another schema major. */
  clientTooOld: 4426,
  tooFast: 4429,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]

/** Goes with `conflict`, and tells a client that a fresh client id mends it. */
export const FOREIGN_CLIENT_ID = 'This edit was written under a client id that belongs to someone else.'
