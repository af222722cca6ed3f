/** Who wrote the characters that stand somewhere: read from the shared text itself, where every one names its maker. */
import type * as Y from 'yjs'
import type { DocRange } from './anchors.ts'
import { readDocument } from './read.ts'

/**
 * The Yjs client ids under which the characters in the range were written, each with its highest clock there. What
 * was deleted there is not seen, nor who deleted it; formatting is not writing.
 */
export function writersIn(ydoc: Y.Doc, range: DocRange): Map<number, number> {
  const writers = new Map<number, number>()
  for (const block of readDocument(ydoc).blocks) {
    for (const { ytext, offset, length } of block.segments) {
      const start = block.pos + offset
      if (start >= range.to || start + length <= range.from) continue
      for (const { client, clock, from, to } of writtenPieces(ytext)) {
        if (start + from >= range.to || start + to <= range.from) continue
        const last = clock + Math.min(to, range.to - start) - from - 1
        writers.set(client, Math.max(writers.get(client) ?? 0, last))
      }
    }
  }
  return writers
}

function* writtenPieces(ytext: Y.XmlText): Generator<{ client: number; clock: number; from: number; to: number }> {
  let from = 0
  for (let item = ytext._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    yield { client: item.id.client, clock: item.id.clock, from, to: from + item.length }
    from += item.length
  }
}
