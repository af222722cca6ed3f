/**
 * Which claims pasted words were copied from, and where in the copy they now stand. The marks themselves do not come
 * along (see lib/editor/paste.ts); what is told from them is an offer to a person.
 */
import type { Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { copyOf } from '#lib/editor/copy-text.ts'
import { quoteOfRange } from './selection-quote.ts'

export interface CopiedClaim {
  id: string
  /** From the first word that carried its mark to the last, blocks joined by "\n". */
  words: string
}

/** The claims whose mark the slice carried, and carries no more as it is pasted. */
export function copiedClaims(slice: Slice, pasted: Slice): CopiedClaim[] {
  const stays = new Set(rangesOf(pasted).keys())
  return [...rangesOf(slice)].flatMap(([id, { from, to }]) => (stays.has(id) ? [] : [{ id, words: slice.content.textBetween(from, to, '\n', '\n').trim() }]))
}

function rangesOf({ content }: Slice): Map<string, { from: number; to: number }> {
  const ranges = new Map<string, { from: number; to: number }>()
  content.descendants((node, pos) => {
    for (const mark of node.marks) {
      const id: unknown = mark.attrs.id
      if (mark.type.name === 'claim' && typeof id === 'string') ranges.set(id, { from: ranges.get(id)?.from ?? pos, to: pos + node.nodeSize })
    }
  })
  return ranges
}

export interface PastedWords {
  sourceClaimId: string
  quote: string
  prefix: string
  suffix: string
}

/** In what the transaction put into the document; words that the document did not take as they were are left out. */
export function pastedWords({ doc, mapping }: Transaction, copied: readonly CopiedClaim[]): PastedWords[] {
  let [from, to] = [Infinity, -Infinity]
  for (const [index, map] of mapping.maps.entries()) {
    const rest = mapping.slice(index + 1)
    map.forEach((_oldStart, _oldEnd, start, end) => {
      from = Math.min(from, rest.map(start, -1))
      to = Math.max(to, rest.map(end, 1))
    })
  }
  if (from >= to) return []
  const copy = copyOf(doc)
  const [start, end] = [copy.offsetOf(from), copy.offsetOf(to)]
  return copied.flatMap(({ id, words }) => {
    const at = words === '' ? -1 : copy.text.indexOf(words, start)
    if (at === -1 || at + words.length > end) return []
    const found = quoteOfRange(doc, copy.posOfStart(at), copy.posOfEnd(at + words.length))
    return found ? [{ sourceClaimId: id, quote: found.quote, prefix: found.prefix, suffix: found.suffix }] : []
  })
}
