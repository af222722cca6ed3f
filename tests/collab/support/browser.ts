/** The browser's own session, opened in Node by somebody who is signed in. */
import { WebSocket } from 'ws'
import { createCollabSession, type CollabSession } from '#lib/client/collab/session.ts'
import type { Person } from './newsroom.ts'
import { ORIGIN } from './server.ts'

interface SessionOptions {
  epoch?: number
  /** What the API says when the WebSocket does not open. */
  probe?: 'ok' | 'unreachable'
  /** Where the real program answers instead of a test's server: its own cookie. */
  cookie?: string
  /** From `renewed` of the session before. */
  unsent?: Uint8Array
}

export function openSession(
  url: string,
  articleId: string,
  person: Person,
  { epoch = 1, probe = 'unreachable', cookie = `session=${person.sessionId}`, unsent }: SessionOptions = {},
): CollabSession {
  class SignedIn extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie, origin: ORIGIN } })
    }
  }
  return createCollabSession({
    articleId,
    userId: person.userId,
    epoch,
    url,
    ...(unsent === undefined ? {} : { unsent }),
    probe: () => Promise.resolve(probe),
    // Typed for the browser's class, of which `ws` implements what is used.
    webSocket: SignedIn as unknown as typeof globalThis.WebSocket,
  })
}
