/** Who sits at the newsroom's desks while things break, each with the browser's own session. */
import { setTimeout as sleep } from 'node:timers/promises'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { createCollabSession, type CollabSession } from '#lib/client/collab/session.ts'
import { encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { openRaw } from '#tests/collab/support/clients.ts'
import { addParagraph } from '#tests/collab/support/newsroom.ts'
import type { Change, Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import { ORIGIN } from './world/node.ts'

/** A person with a cookie that the program takes. */
export interface SignedIn {
  userId: string
  sessionId: string
  name: string
  cookie: string
}

export interface Office {
  articleId: string
  ledger: Ledger
  /** Of a change that was told Saved, where it is told. */
  onSaved: (browser: Browser, newest: Change) => void
}

export interface BrowserOptions {
  office: Office
  person: SignedIn
  url: string
  /** Something of the document or of the people in it has come. */
  onContent?: () => void
}

/** The first byte of a y-websocket message. */
const SYNC_MESSAGE = 0
const PRESENCE_MESSAGE = 1

const ENDED: readonly string[] = ['reload-needed', 'forbidden', 'signed-out']

/** One tab: the product's session, and a record of every change made in it. */
export class Browser {
  readonly session: CollabSession
  readonly person: SignedIn
  private readonly office: Office
  private readonly changes: Change[] = []
  private covered = 0

  constructor({ office, person, url, onContent }: BrowserOptions) {
    this.office = office
    this.person = person
    class SignedInSocket extends WebSocket {
      constructor(address: string | URL) {
        super(address, { headers: { cookie: person.cookie, origin: ORIGIN } })
        // The provider asks for ArrayBuffers.
        this.on('message', (data: ArrayBuffer) => {
          const [kind] = new Uint8Array(data)
          if (kind === SYNC_MESSAGE || kind === PRESENCE_MESSAGE) onContent?.()
        })
      }
    }
    this.session = createCollabSession({
      articleId: office.articleId,
      userId: person.userId,
      epoch: 1,
      url,
      probe: () => Promise.resolve('unreachable'),
      // Typed for the browser's class, of which `ws` implements what is used.
      webSocket: SignedInSocket as unknown as typeof globalThis.WebSocket,
    })
    this.session.doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) this.changes.push(office.ledger.record(person.userId, update))
    })
    this.session.subscribe(() => this.noteSaved())
  }

  get isSynced(): boolean {
    const { synced, link } = this.session.getSnapshot()
    return synced && link === 'connected'
  }

  get isSaved(): boolean {
    return this.session.getSnapshot().unsaved === 0
  }

  /** Why the browser gave up; null while it has not. */
  get end(): string | null {
    const { saved } = this.session.getSnapshot()
    return ENDED.includes(saved.kind) ? JSON.stringify(saved) : null
  }

  write(text: string, random: Random): void {
    const word = `[${text}]`
    const before = this.changes.length
    if (random.chance(0.04)) addParagraph(this.session.doc, word)
    else {
      const place = random.pick(placesIn(this.session.doc))
      place.text.insert(place.index, word, {})
    }
    const added = this.changes[before]
    if (added !== undefined) this.office.ledger.words.set(word, { text: word, added, removed: null })
  }

  /** Deletes one of its own words that still stand. */
  erase(random: Random): void {
    const own = [...this.office.ledger.words.values()].filter(({ added, removed }) => removed === null && this.changes.includes(added))
    if (own.length === 0) return
    const word = random.pick(own)
    const before = this.changes.length
    for (const text of textsIn(this.session.doc)) {
      const index = plain(text).indexOf(word.text)
      if (index >= 0) text.delete(index, word.text.length)
    }
    word.removed = this.changes[before] ?? null
  }

  embolden(random: Random): void {
    const text = random.pick(textsIn(this.session.doc))
    if (text.length < 2) return
    const from = random.below(text.length - 1)
    text.format(from, 1 + random.below(text.length - from), { bold: random.chance(0.5) ? {} : null })
  }

  leave(): void {
    this.session.destroy()
  }

  private noteSaved(): void {
    const { unsaved } = this.session.getSnapshot()
    const covered = this.changes.length - unsaved
    if (covered <= this.covered) return
    for (const change of this.changes.slice(this.covered, covered)) change.saved = true
    this.covered = covered
    const newest = this.changes[covered - 1]
    if (newest !== undefined) this.office.onSaved(this, newest)
  }
}

/** Types a few times a second until it is told to stop. */
export async function typeUntil(browser: Browser, { name, random, signal }: { name: string; random: Random; signal: AbortSignal }): Promise<void> {
  for (let count = 0; !signal.aborted;) {
    await sleep(random.between(50, 250))
    if (signal.aborted) return
    if (!browser.session.getSnapshot().synced || browser.end !== null) continue
    const what = random.next()
    if (what < 0.75) browser.write(`${name}.${count++}`, random)
    else if (what < 0.9) browser.erase(random)
    else browser.embolden(random)
  }
}

const TAB_PATIENCE_MS = 6_000

/** Opens, writes one word, and is gone in the instant Saved appears: nobody sends the word a second time. */
export async function visit({
  office,
  person,
  url,
  word,
  random,
}: {
  office: Office
  person: SignedIn
  url: string
  word: string
  random: Random
}): Promise<void> {
  let hasWritten = false
  await new Promise<void>((resolve) => {
    const browser = new Browser({
      office: {
        ...office,
        onSaved: (tab, change) => {
          office.onSaved(tab, change)
          leave()
        },
      },
      person,
      url,
    })
    const timer = setTimeout(leave, TAB_PATIENCE_MS)
    browser.session.subscribe(() => {
      if (!browser.session.getSnapshot().synced || hasWritten) return
      hasWritten = true
      browser.write(word, random)
    })

    function leave(): void {
      clearTimeout(timer)
      browser.leave()
      resolve()
    }
  })
}

const ANSWER_MS = 1_500

/** A reader's own program tries to write, plainly or hidden in the answer to the server's question. */
export async function intrude(options: { office: Office; person: SignedIn; url: string; watching: Y.Doc; word: string; hidden: boolean }): Promise<void> {
  const { office, person, url, watching, word, hidden } = options
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(watching))
  const before = Y.encodeStateVector(doc)
  addParagraph(doc, `[${word}]`)
  const socket = await openRaw(`${url}/${office.articleId}`, { cookie: person.cookie, origin: ORIGIN }).catch(() => null)
  if (socket === null) return
  socket.send(encodeSync(hidden ? SYNC.step2 : SYNC.update, Y.encodeStateAsUpdate(doc, before)))
  socket.send(encodeNotice({ type: 'mark', n: 1 }))
  await Promise.race([socket.closed, sleep(ANSWER_MS)])
  if (socket.notices.some((notice) => notice.type === 'saved')) office.ledger.see('told-too-much', `a reader was told Saved for ${word}`)
  socket.ws.terminate()
}

function textsIn(doc: Y.Doc): Y.XmlText[] {
  return doc
    .getXmlFragment('content')
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement && node.nodeName === 'paragraph' ? node.toArray() : []))
    .filter((node) => node instanceof Y.XmlText)
}

/** Where a word may be written: before or after another one, never inside. */
function placesIn(doc: Y.Doc): { text: Y.XmlText; index: number }[] {
  return textsIn(doc).flatMap((text) => [{ text, index: 0 }, ...[...plain(text).matchAll(/\]/g)].map(({ index }) => ({ text, index: index + 1 }))])
}

function plain(text: Y.XmlText): string {
  // yjs types a delta as any.
  return (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : ' ')).join('')
}
