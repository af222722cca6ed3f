/**
 * A stretch of a claim given other words, as one edit of the shared text. What stood on the words stays on those that
 * take their place: their formatting, the claim, and other claims and comments that lie around them or on all of them.
 */
import type * as Y from 'yjs'
import { claimAttribute } from './claim-marks.ts'
import { copyOf } from './copy-text.ts'
import { deltaOf, markNameOf } from './read.ts'
import { anchorsOver, runsOf } from './restore-text.ts'
import { updateOf } from './update-of.ts'

export interface Replacement {
  /** Offsets into the copy's text, within one block. */
  start: number
  end: number
  text: string
  /** What is put at its very edge belongs to it too. */
  claimId: string
}

/** Answers the update, or null when the stretch does not lie in one block, or nothing would change. */
export function replaceWords(ydoc: Y.Doc, { start, end, text, claimId }: Replacement): Uint8Array | null {
  const block = copyOf(ydoc).blocks.find((one) => one.start <= start && one.end >= end)
  if (!block) return null
  const [from, to] = [start - block.start, end - block.start]
  const touched = block.segments.filter(({ offset, length }) => offset < to && offset + length > from)
  const beside = block.segments.find(({ offset, length }) => offset <= from && offset + length >= from)
  const target = touched[0] ?? beside
  if (!target) return null
  return updateOf(ydoc, 'replace-words', () => {
    const at = Math.max(0, from - target.offset)
    const attributes = attributesFor(target.ytext, { from: at, to: Math.min(target.length, to - target.offset), claimId })
    // From the end, so that what comes before keeps its place.
    for (const { ytext, offset, length } of touched.toReversed()) {
      const begin = Math.max(0, from - offset)
      ytext.delete(begin, Math.min(length, to - offset) - begin)
    }
    if (text !== '') target.ytext.insert(at, text, attributes)
  })
}

function attributesFor(ytext: Y.XmlText, { from, to, claimId }: { from: number; to: number; claimId: string }): Record<string, unknown> {
  const runs = runsOf(deltaOf(ytext).map(({ text, attributes }) => ({ text: text ?? '\0', attributes: Object.fromEntries(attributes) })))
  const first = runs.find((run) => run.from <= from && run.to > from)
  const like = to > from ? first : (runs.findLast((run) => run.to >= from && run.from < from) ?? first)
  const formatting = Object.entries(like?.attributes ?? {}).filter(([name]) => markNameOf(name) !== 'claim' && markNameOf(name) !== 'comment')
  return { ...Object.fromEntries(formatting), ...anchorsOver(runs, from, to), [claimAttribute(claimId)]: { id: claimId } }
}
