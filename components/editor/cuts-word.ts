import type { Node } from '@tiptap/pm/model'
import type { DocRange } from '#lib/editor/anchors.ts'

/** Whether it begins or ends inside a word. */
export function cutsWord(doc: Node, { from, to }: DocRange): boolean {
  return from < to && (isInWord(doc, from) || isInWord(doc, to))
}

function isInWord(doc: Node, at: number): boolean {
  const $at = doc.resolve(at)
  if (!$at.parent.isTextblock || at === $at.start() || at === $at.end()) return false
  return /[\p{L}\p{N}]$/u.test(doc.textBetween($at.start(), at)) && /^[\p{L}\p{N}]/u.test(doc.textBetween(at, $at.end()))
}
