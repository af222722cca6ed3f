/**
 * A person at the socket without a browser: the standard y-websocket provider with a session's cookie.
 * It says when the server has acknowledged its last change, as the browser's "Saved" does.
 */
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const STET_MESSAGE = 8

export interface Writer {
  doc: Y.Doc
  /** Replaces the first place where `before` stands, inside one text. */
  replace(before: string, after: string): void
  /** Resolves when a commit covers everything written so far; rejects when it is refused. */
  saved(): Promise<void>
  close(): void
}

export async function openWriter(baseURL: string, articleId: string, cookie: string): Promise<Writer> {
  const origin = new URL(baseURL).origin
  class SignedInSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie, origin } })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${baseURL.replace(/^http/, 'ws')}/collab`, articleId, doc, {
    // The ws package's class has the same shape as the browser's, but not the same declared type.
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  const waiting = new Map<number, { resolve: () => void; reject: (reason: Error) => void }>()
  let lastMark = 0
  provider.messageHandlers[STET_MESSAGE] = (_encoder, decoder) => {
    const message = JSON.parse(decoding.readVarString(decoder)) as { type: string; n?: number; reason?: string }
    const waiter = message.n === undefined ? undefined : waiting.get(message.n)
    if (message.type === 'saved') waiter?.resolve()
    if (message.type === 'refused') waiter?.reject(new Error(`refused: ${message.reason}`))
  }
  await new Promise<void>((resolve) => {
    provider.on('sync', (isSynced: boolean) => {
      if (isSynced) resolve()
    })
  })
  return {
    doc,
    replace(before, after) {
      const text = findText(doc.getXmlFragment('content'), before)
      if (text === null) throw new Error(`"${before}" does not stand in one text of the document.`)
      const plain = text
        .toDelta()
        .map((part: { insert: unknown }) => (typeof part.insert === 'string' ? part.insert : '\uFFFC'))
        .join('')
      const at = plain.indexOf(before)
      const [kept, removed, added] = smallestChange(before, after)
      doc.transact(() => {
        const attributes = attributesAt(text, at + kept)
        if (removed > 0) text.delete(at + kept, removed)
        if (added.length > 0) text.insert(at + kept, added, attributes)
      })
    },
    saved() {
      const n = ++lastMark
      const promise = new Promise<void>((resolve, reject) => waiting.set(n, { resolve, reject }))
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, STET_MESSAGE)
      encoding.writeVarString(encoder, JSON.stringify({ type: 'mark', n }))
      provider.ws?.send(encoding.toUint8Array(encoder))
      return promise
    },
    close() {
      provider.destroy()
      doc.destroy()
    },
  }
}

function findText(parent: Y.XmlFragment | Y.XmlElement, wanted: string): Y.XmlText | null {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) {
      const plain = child
        .toDelta()
        .map((part: { insert: unknown }) => (typeof part.insert === 'string' ? part.insert : '\uFFFC'))
        .join('')
      if (plain.includes(wanted)) return child
    } else if (child instanceof Y.XmlElement) {
      const found = findText(child, wanted)
      if (found !== null) return found
    }
  }
  return null
}

/** The formatting of the character at an index, as an editor continues it. */
function attributesAt(text: Y.XmlText, index: number): Record<string, unknown> {
  let position = 0
  for (const part of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    const length = typeof part.insert === 'string' ? part.insert.length : 1
    if (index < position + length) return part.attributes ?? {}
    position += length
  }
  return {}
}

/** [length of the common start, length removed, text added]. */
function smallestChange(before: string, after: string): [number, number, string] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return [start, before.length - start - end, after.slice(start, after.length - end)]
}
