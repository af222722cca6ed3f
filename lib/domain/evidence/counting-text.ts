/** CL-8i: which text of a source counts when a quote is compared with it. */

interface Source {
  createdById: string
  /** Who brought it over from another article. */
  broughtById: string | null
  text: string | null
  excerpt: string | null
  /** That hold a text, newest first. */
  captures: readonly { id: string; pasted: boolean; requestedById: string }[]
}

/**
 * The newest text that no author of the claim's wording pasted, else what the evidence itself says if somebody else
 * added it, else the newest of all. `byAuthor` when an author stands for it: by the paste, or by adding the evidence.
 */
export function countingText(
  { createdById, broughtById, text, excerpt, captures }: Source,
  authorIds: readonly string[],
): { captureId: string | null; byAuthor: boolean } {
  const addedByAuthor = authorIds.includes(createdById) || (broughtById !== null && authorIds.includes(broughtById))
  const ofOthers = captures.find(({ pasted, requestedById }) => !pasted || !authorIds.includes(requestedById))
  if (ofOthers) return { captureId: ofOthers.id, byAuthor: addedByAuthor && !ofOthers.pasted }
  if (!addedByAuthor && (text ?? excerpt) !== null) return { captureId: null, byAuthor: false }
  const [newest] = captures
  return { captureId: newest?.id ?? null, byAuthor: newest !== undefined || addedByAuthor }
}
