import type { Node } from '@tiptap/pm/model'
import { NEIGHBOURING } from '#lib/domain/claims/terms.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'

/** Ids of the claims that overlap a claim or stand near enough to become one with it, the nearest first. */
export function claimsNear(doc: Node, claimId: string): string[] {
  const anchors = claimAnchors(doc)
  const own = anchors.get(claimId)
  if (!own) return []
  const copy = copyOf(doc)
  const near = [...anchors.values()].flatMap((other) => {
    if (other.id === claimId) return []
    const [left, right] = other.from < own.from ? [other, own] : [own, other]
    const gap = left.to >= right.from ? 0 : copy.text.slice(copy.offsetOf(left.to), copy.offsetOf(right.from)).trim().length
    return gap <= NEIGHBOURING ? [{ id: other.id, gap }] : []
  })
  return near.toSorted((a, b) => a.gap - b.gap).map(({ id }) => id)
}
