/** CL-8i, CL-8o: which text of a source counts when a quote is compared with it, and whether it can clear one. */

interface Source {
  createdById: string
  /** Who brought it over from another article. */
  broughtById: string | null
  text: string | null
  excerpt: string | null
  relation: string
  /** That hold a text, newest first. */
  captures: readonly { id: string; pasted: boolean; requestedById: string }[]
}

/**
 * Why a source that has a quote as it stands clears nothing: it contradicts the claim; an author of the wording stands
 * for it; somebody typed it who may neither verify nor override; or it is an excerpt beside a source that nobody has seen.
 */
export const NO_CLEARANCES = ['contradicts', 'author', 'typed', 'excerpt'] as const
export type NoClearance = (typeof NO_CLEARANCES)[number]

export interface Typists {
  /** Who wrote part of the claim's wording, where that counts. */
  authorIds: readonly string[]
  /** Who may verify the claim or let a quote of it stand. */
  isTrusted: (userId: string) => boolean
}

interface Counting {
  /** null for what the evidence itself says. */
  captureId: string | null
  cannotClear: NoClearance | null
}

/**
 * The newest text that was captured, or pasted by somebody who is trusted and no author; else what the evidence itself
 * says if no author added it; else the newest of all.
 */
export function countingText(source: Source, typists: Typists): Counting {
  const counting = chosen(source, typists)
  return source.relation === 'contradicts' ? { ...counting, cannotClear: 'contradicts' } : counting
}

function chosen({ createdById, broughtById, text, excerpt, captures }: Source, { authorIds, isTrusted }: Typists): Counting {
  const isAuthor = (id: string | null) => id !== null && authorIds.includes(id)
  // Who brings evidence over stands for it as for their own.
  const isVouchedFor = (id: string) => isTrusted(id) || (broughtById !== null && isTrusted(broughtById))
  const addedByAuthor = isAuthor(createdById) || isAuthor(broughtById)
  const stands = captures.find(({ pasted, requestedById }) => !pasted || (!isAuthor(requestedById) && isVouchedFor(requestedById)))
  if (stands) return { captureId: stands.id, cannotClear: addedByAuthor && !stands.pasted ? 'author' : null }
  if (!addedByAuthor && text !== null) return { captureId: null, cannotClear: isVouchedFor(createdById) ? null : 'typed' }
  if (!addedByAuthor && excerpt !== null) return { captureId: null, cannotClear: 'excerpt' }
  const [newest] = captures
  if (newest) return { captureId: newest.id, cannotClear: isAuthor(newest.requestedById) ? 'author' : 'typed' }
  return { captureId: null, cannotClear: addedByAuthor ? 'author' : 'excerpt' }
}
