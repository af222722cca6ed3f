/**
 * The making of a long text, key by key: the published editing trace of a paper (259,778 edits) where it is at hand,
 * else a made-up one. Lines become paragraphs, so that an edit is what the editor would send: a letter typed or
 * deleted, a paragraph split or joined.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { z } from 'zod'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { emptyDoc, initialState } from '#lib/editor/ydoc.ts'
import { seeded } from './random.ts'

const TRACE = path.resolve(import.meta.dirname, '../../../shared/traces/automerge-paper.json.gz')

/** Position, letters deleted there, letters put in. */
type Patch = [number, number, string]

const traceSchema = z.object({ txns: z.array(z.object({ patches: z.array(z.tuple([z.number(), z.number(), z.string()])) })) })

export interface History {
  source: string
  first: Uint8Array
  client: number
  /** Lazily: nobody needs all of them at once. */
  updates: () => Generator<Uint8Array>
  length: number
}

export function readHistory({ most }: { most: number }): History {
  const places = [process.env.STET_BENCH_TRACE, TRACE].filter((place) => place !== undefined)
  const file = places.find((place) => existsSync(place))
  const edits = (file === undefined ? madeUp(most) : traced(file)).slice(0, most)
  const first = initialState(emptyDoc({ headline: 'A paper' }))
  const client = 4_000
  return { source: file === undefined ? 'made up' : path.basename(file), first, client, length: edits.length, updates: () => updatesOf(first, client, edits) }
}

function traced(file: string): Patch[][] {
  return traceSchema.parse(JSON.parse(gunzipSync(readFileSync(file)).toString())).txns.map(({ patches }) => patches)
}

/** Mostly typing on at the end, with corrections. */
function madeUp(count: number): Patch[][] {
  const random = seeded(7)
  let length = 0
  return Array.from({ length: count }, () => {
    const deletes = length > 0 && random() < 0.1
    const at = random() < 0.9 ? Math.max(0, length - 1) : Math.floor(random() * Math.max(0, length - 1))
    length += deletes ? -1 : 1
    return [deletes ? [at, 1, ''] : [at, 0, random() < 0.01 ? '\n' : 'e']] satisfies Patch[]
  })
}

function* updatesOf(first: Uint8Array, client: number, edits: readonly Patch[][]): Generator<Uint8Array> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, first)
  doc.clientID = client
  let update: Uint8Array | null = null
  doc.on('update', (bytes: Uint8Array) => (update = bytes))
  const paper = new Paper(doc)
  if (update !== null) yield update
  for (const patches of edits) {
    update = null
    doc.transact(() => patches.forEach((patch) => paper.apply(patch)))
    if (update !== null) yield update
  }
  doc.destroy()
}

interface Line {
  element: Y.XmlElement
  text: Y.XmlText
  length: number
}

class Paper {
  private readonly root: Y.XmlFragment
  private readonly lines: Line[] = []
  /** Blocks before the first line: headline and standfirst. */
  private readonly head: number

  constructor(doc: Y.Doc) {
    this.root = doc.getXmlFragment(FRAGMENT)
    this.head = this.root.length - 1
    const element = this.root.get(this.head)
    if (!(element instanceof Y.XmlElement)) throw new Error('the document has no paragraph')
    const text = new Y.XmlText()
    element.insert(0, [text])
    this.lines.push({ element, text, length: 0 })
  }

  apply([at, deleted, inserted]: Patch): void {
    for (let i = 0; i < deleted; i++) this.delete(at)
    let place = at
    for (const [index, part] of inserted.split('\n').entries()) {
      if (index > 0) this.split(place++)
      this.insert(place, part)
      place += part.length
    }
  }

  private insert(at: number, letters: string): void {
    if (letters === '') return
    const { line, offset } = this.find(at)
    line.text.insert(offset, letters)
    line.length += letters.length
  }

  private delete(at: number): void {
    const { line, offset, index } = this.find(at)
    if (offset < line.length) {
      line.text.delete(offset, 1)
      line.length -= 1
      return
    }
    const next = this.lines[index + 1]
    if (next === undefined) return
    if (next.length > 0) line.text.insert(line.length, next.text.toJSON())
    line.length += next.length
    this.root.delete(this.head + index + 1)
    this.lines.splice(index + 1, 1)
  }

  private split(at: number): void {
    const { line, offset, index } = this.find(at)
    const tail = line.text.toJSON().slice(offset)
    if (tail !== '') line.text.delete(offset, tail.length)
    const element = new Y.XmlElement('paragraph')
    const text = new Y.XmlText(tail)
    element.insert(0, [text])
    this.root.insert(this.head + index + 1, [element])
    this.lines.splice(index + 1, 0, { element, text, length: tail.length })
    line.length -= tail.length
  }

  private find(at: number): { line: Line; offset: number; index: number } {
    let left = at
    for (const [index, line] of this.lines.entries()) {
      if (left <= line.length) return { line, offset: left, index }
      left -= line.length + 1
    }
    throw new Error(`no place ${at} in the text`)
  }
}
