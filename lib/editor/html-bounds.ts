/** How intricate HTML may be that is read on the server, where all wait for it. */

/** Elements within each other, as browsers bound them too. */
const DEEPEST = 256
/** Elements that a parser would make, with those that it makes again in each block for formatting that was never closed. */
const MOST_ELEMENTS = 200_000

/** Of these one beside another closes the one before, or nothing is ever within them. */
const SELF_CLOSING = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot option optgroup rp rt'.split(' '),
)
/** What is opened again after a block that cut through it. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '))

/**
 * Whether a parser can take it apart in a moment, judged by its tags alone, in one pass: deep nesting takes time that
 * grows with its square, and formatting that is never closed is made anew in every block.
 */
export function isReadable(html: string): boolean {
  let [depth, formatting, elements] = [0, 0, 0]
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][^\s/>]*)/giu)) {
    const tag = name.toLowerCase()
    if (slash === '/') {
      if (!SELF_CLOSING.has(tag)) depth = Math.max(0, depth - 1)
      if (FORMATTING.has(tag)) formatting = Math.max(0, formatting - 1)
      continue
    }
    elements += 1 + formatting
    if (!SELF_CLOSING.has(tag)) depth += 1
    if (FORMATTING.has(tag)) formatting += 1
    if (depth > DEEPEST || elements > MOST_ELEMENTS) return false
  }
  return true
}
