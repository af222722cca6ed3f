/** CL-8d: the wording with which a claim would quote its source word for word. */
import type { DiffPart } from '#lib/domain/claims/diff.ts'

interface Quoted {
  /** As it stands in the claim, marks left out. */
  quote: string
  /** From the source's words to the quote's. */
  diff: readonly DiffPart[]
}

/**
 * The claim's wording with the source's words in place of the quote's. null where that cannot be told: the quote does
 * not lie in the claim as a whole, it leaves something out of its source, or nothing would change.
 */
export function sourceWording(wording: string, { quote, diff }: Quoted): string | null {
  const said = sideOf(diff, 'removed')
  const at = wording.indexOf(quote)
  if (at < 0 || said === '' || /…|\.\.\.|\[/u.test(quote + said)) return null
  const [ending = ''] = /[.,;:!?]*$/u.exec(quote) ?? []
  const replaced = `${inCaseOf(quote, said.replace(/[.,;:!?]+$/u, ''))}${ending}`
  const changed = `${wording.slice(0, at)}${replaced}${wording.slice(at + quote.length)}`
  return changed === wording ? null : changed
}

/** What one of the two has, in words and single spaces. */
function sideOf(diff: readonly DiffPart[], op: 'removed' | 'added'): string {
  return diff
    .map((part, index) => {
      if (part.op === 'same' || part.op === op) return part.text
      // Two words that lose what stood between them would touch.
      const [before, behind] = [diff[index - 1]?.text ?? ' ', diff[index + 1]?.text ?? ' ']
      return /\s$/u.test(before) || /^\s/u.test(behind) || !/^\s|\s$/u.test(part.text) ? '' : ' '
    })
    .join('')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** A quotation that begins with a capital goes on doing so. */
function inCaseOf(quote: string, said: string): string {
  return /^\p{Lu}/u.test(quote) ? said.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : said
}
