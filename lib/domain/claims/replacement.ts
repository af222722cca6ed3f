/** A proposed wording as one replacement inside the claim: what both begin with and both end with stays. */

export interface WordingReplacement {
  /** Of the present wording, `[from, to)` gives way to `text`. */
  from: number
  to: number
  text: string
}

/** Null when they are the same. Words are not cut: the replacement begins and ends where a word does. */
export function replacementBetween(present: string, proposed: string): WordingReplacement | null {
  if (present === proposed) return null
  const most = Math.min(present.length, proposed.length)
  let start = 0
  while (start < most && present[start] === proposed[start]) start += 1
  let end = 0
  while (end < most - start && present.at(-1 - end) === proposed.at(-1 - end)) end += 1
  while (start > 0 && (isInWord(present, start) || isInWord(proposed, start))) start -= 1
  while (end > 0 && (isInWord(present, present.length - end) || isInWord(proposed, proposed.length - end))) end -= 1
  return { from: start, to: present.length - end, text: proposed.slice(start, proposed.length - end) }
}

const PART = /[\p{L}\p{M}\p{N}\u0336\udc00-\udfff]/u

function isInWord(text: string, at: number): boolean {
  const [before, after] = [text[at - 1], text[at]]
  return before !== undefined && after !== undefined && (PART.test(before) || /[\ud800-\udbff]/.test(before)) && PART.test(after)
}
