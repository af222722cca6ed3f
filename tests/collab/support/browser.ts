/** The browser's own session, opened in Node by somebody who is signed in. */
import { WebSocket } from 'ws'
import { createCollabSession, type CollabSession } from '#lib/client/collab/session.ts'
import type { Person } from './newsroom.ts'
import { ORIGIN } from './server.ts'

export function openSession(url: string, articleId: string, person: Person, { epoch = 1 }: { epoch?: number } = {}): CollabSession {
  class SignedIn extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie: `session=${person.sessionId}`, origin: ORIGIN } })
    }
  }
  return createCollabSession({
    articleId,
    userId: person.userId,
    epoch,
    url,
    probe: () => Promise.resolve('unreachable'),
    // Typed for the browser's class, of which `ws` implements what is used.
    webSocket: SignedIn as unknown as typeof globalThis.WebSocket,
  })
}
