import type { Editor } from '@tiptap/core'
import { replacementBetween } from '#lib/domain/claims/replacement.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import type { WordingProposalDto } from '#lib/api/schemas/wording-proposals.ts'

/**
 * Puts the words back that an accepted proposal replaced, as an edit of one's own. The editor's undo cannot: the server
 * wrote them. False where the claim says something else by now, or is formatted in a way that says something.
 */
export function takeBack({ state, view }: Editor, claimId: string, { before, after }: Pick<WordingProposalDto, 'before' | 'after'>): boolean {
  const anchor = claimAnchors(state.doc).get(claimId)
  if (!anchor || normaliseWording(anchor.wording) !== normaliseWording(after)) return false
  const copy = copyOf(state.doc)
  const [start, end] = [copy.offsetOf(anchor.from), copy.offsetOf(anchor.to)]
  const change = replacementBetween(anchor.wording, before)
  if (!change || copy.text.slice(start, end) !== anchor.wording) return false
  const [from, to] = [copy.posOfStart(start + change.from), copy.posOfEnd(start + change.to)]
  const marks = state.doc.nodeAt(Math.min(from, anchor.to - 1))?.marks ?? []
  view.dispatch(change.text === '' ? state.tr.delete(from, to) : state.tr.replaceWith(Math.min(from, to), to, state.schema.text(change.text, marks)))
  return true
}
