/** Honest clients (y-websocket's own provider) and a raw socket for everything else. */
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { encodeNotice, MESSAGE, type ServerNotice } from '#lib/collab/messages.ts'
import type { Person } from './newsroom.ts'
import { ORIGIN } from './server.ts'

export interface Tab {
  doc: Y.Doc
  provider: WebsocketProvider
  notices: ServerNotice[]
  closed: { code: number; reason: string }[]
  /** Says "everything up to n" and waits for the answer. */
  mark: (n: number) => Promise<ServerNotice>
  leave: () => void
}

/** Opens a document as the browser does; resolves when it has the server's state. */
export async function openTab(url: string, articleId: string, person: Person, clientId?: number): Promise<Tab> {
  const tab = startTab(url, articleId, person, clientId)
  await waitFor(() => tab.provider.synced)
  return tab
}

export function startTab(url: string, articleId: string, person: Person, clientId?: number): Tab {
  const doc = new Y.Doc()
  if (clientId !== undefined) doc.clientID = clientId
  const notices: ServerNotice[] = []
  const closed: { code: number; reason: string }[] = []
  class SignedIn extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie: `session=${person.sessionId}`, origin: ORIGIN } })
    }
  }
  const provider = new WebsocketProvider(url, articleId, doc, {
    // The provider is typed for the browser's class, of which `ws` implements what it uses.
    WebSocketPolyfill: SignedIn as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200,
  })
  provider.messageHandlers[MESSAGE.stet] = (_encoder, decoder) => {
    notices.push(JSON.parse(decoding.readVarString(decoder)))
  }
  provider.on('closed', (event) => closed.push(event))
  return {
    doc,
    provider,
    notices,
    closed,
    async mark(n) {
      const isAnswer = (notice: ServerNotice): boolean => (notice.type === 'saved' || notice.type === 'refused') && notice.n === n
      provider.ws?.send(encodeNotice({ type: 'mark', n }))
      await waitFor(() => notices.some(isAnswer))
      const answer = notices.find(isAnswer)
      if (answer === undefined) throw new Error('unreachable')
      return answer
    },
    leave() {
      provider.destroy()
      doc.destroy()
    },
  }
}

export interface RawSocket {
  ws: WebSocket
  frames: Uint8Array[]
  notices: ServerNotice[]
  send: (frame: Uint8Array | string) => void
  /** Resolves with the close code. */
  closed: Promise<number>
}

/** Resolves when open; rejects with the HTTP status when the upgrade was refused. */
export async function openRaw(url: string, headers: Record<string, string>): Promise<RawSocket> {
  const ws = new WebSocket(url, { headers })
  const frames: Uint8Array[] = []
  const notices: ServerNotice[] = []
  ws.on('message', (data: Uint8Array) => {
    frames.push(data)
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) === MESSAGE.stet) notices.push(JSON.parse(decoding.readVarString(decoder)))
  })
  const closed = new Promise<number>((resolve) => ws.on('close', (code) => resolve(code)))
  await new Promise<void>((resolve, reject) => {
    ws.on('open', () => resolve())
    ws.on('unexpected-response', (_request, response) => reject(new Error(String(response.statusCode))))
    ws.on('error', reject)
  })
  return { ws, frames, notices, closed, send: (frame) => ws.send(frame) }
}

export function headersOf(person: Person): Record<string, string> {
  return { cookie: `session=${person.sessionId}`, origin: ORIGIN }
}

/** Polls until it holds; fails loudly after ten seconds. */
export async function waitFor(holds: () => boolean | Promise<boolean>, what = 'something to hold', timeoutMs = 10_000): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
