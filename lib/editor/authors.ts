/** Who wrote the characters that stand somewhere: read from the shared text itself, where every one names its maker. */
import * as Y from 'yjs'
import type { DocRange } from './anchors.ts'
import { readDocument, type TextBlock } from './read.ts'

/**
 * The Yjs client ids under which the characters in the range were written, each with its highest clock there. What
 * was deleted there is not seen, nor who deleted it; formatting is not writing.
 */
export function writersIn(ydoc: Y.Doc, range: DocRange): Map<number, number> {
  const writers = new Map<number, number>()
  for (const { client, to } of piecesOf(readDocument(ydoc).blocks, range)) writers.set(client, Math.max(writers.get(client) ?? 0, to - 1))
  return writers
}

/** The characters that stand in the range, as the Yjs clients and clocks that name them, in order. */
export function* piecesOf(blocks: readonly TextBlock[], range: DocRange): Generator<ClockRange> {
  for (const block of blocks) {
    for (const { ytext, offset, length } of block.segments) {
      const start = block.pos + offset
      if (start >= range.to || start + length <= range.from) continue
      for (const { client, clock, from, to } of writtenPieces(ytext)) {
        const [first, last] = [Math.max(from, range.from - start), Math.min(to, range.to - start)]
        if (first < last) yield { client, from: clock + first - from, to: clock + last - from }
      }
    }
  }
}

function* writtenPieces(ytext: Y.XmlText): Generator<{ client: number; clock: number; from: number; to: number }> {
  let from = 0
  for (let item = ytext._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    yield { client: item.id.client, clock: item.id.clock, from, to: from + item.length }
    from += item.length
  }
}

/** Clocks `[from, to)` of a Yjs client. */
export interface ClockRange {
  client: number
  from: number
  to: number
}

/**
 * What was deleted in the blocks that a range touches and between them. The shared text keeps the place of what is
 * gone, not what it was: formatting that was taken off is in it too.
 */
export function deletedAround(ydoc: Y.Doc, range: DocRange): ClockRange[] {
  const touched = readDocument(ydoc).blocks.filter(({ pos, text }) => pos <= range.to && pos + text.length >= range.from)
  const gone: ClockRange[] = []
  for (const stretch of stretchesOf(touched)) {
    for (const item of itemsOf(stretch)) if (item.deleted) gone.push({ client: item.id.client, from: item.id.clock, to: item.id.clock + item.length })
  }
  return gone
}

/** Neighbouring items of one Yjs type, `last` included; null goes to the end. */
interface Stretch {
  first: Y.Item | null
  last: Y.Item | null
}

/** The texts and their elements whole; of what holds several of these, the stretch from the first to the last. */
function stretchesOf(blocks: readonly TextBlock[]): Stretch[] {
  const texts = blocks.flatMap(({ segments }) => segments.map(({ ytext }) => ytext))
  const elements = new Set(texts.map(({ parent }) => parent).filter((parent) => parent instanceof Y.XmlElement))
  const spans = new Map<object, Stretch>()
  for (const element of elements) {
    for (let item = element._item; item?.parent instanceof Y.AbstractType; item = item.parent._item) {
      spans.set(item.parent, { first: spans.get(item.parent)?.first ?? item, last: item })
    }
  }
  return [...[...texts, ...elements].map(({ _start }) => ({ first: _start, last: null })), ...spans.values()]
}

function* itemsOf({ first, last }: Stretch): Generator<Y.Item> {
  for (let item = first; item !== null; item = item === last ? null : item.right) yield item
}
