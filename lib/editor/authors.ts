/** Who wrote the characters that stand somewhere: read from the shared text itself, where every one names its maker. */
import type * as Y from 'yjs'
import type { DocRange } from './anchors.ts'
import { readDocument } from './read.ts'

/**
 * The Yjs client ids under which the characters in the range were written. What was deleted there is not seen,
 * nor who deleted it; formatting is not writing.
 */
export function clientsIn(ydoc: Y.Doc, range: DocRange): Set<number> {
  const clients = new Set<number>()
  for (const block of readDocument(ydoc).blocks) {
    for (const { ytext, offset, length } of block.segments) {
      const start = block.pos + offset
      if (start >= range.to || start + length <= range.from) continue
      for (const piece of writtenPieces(ytext)) {
        if (start + piece.from < range.to && start + piece.to > range.from) clients.add(piece.client)
      }
    }
  }
  return clients
}

function* writtenPieces(ytext: Y.XmlText): Generator<{ client: number; from: number; to: number }> {
  let from = 0
  for (let item = ytext._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    yield { client: item.id.client, from, to: from + item.length }
    from += item.length
  }
}
