/** Where an excerpt stands in its source, whatever typography and line breaks either has. */
export interface Stretch {
  start: number
  end: number
}

const ALIKE = [`'‘’‚‛′`, `"“”„‟«»″`, `-‐‑‒–—−`]
const LONGEST = 10_000

/** What an ellipsis in an excerpt may leave out, in characters. */
const GAP = 2000

/** The first place, as offsets into `text`; null when it is not there. */
export function findExcerpt(text: string, excerpt: string): Stretch | null {
  const [first, ...others] = excerpt
    .slice(0, LONGEST)
    .split(/…|\.\.\.|\[…\]|\[\.\.\.\]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(pattern)
  if (first === undefined) return null
  for (const { index, 0: words } of text.matchAll(first)) {
    const end = followed(text, index + words.length, others)
    if (end !== null) return { start: index, end }
  }
  return null
}

/** Where the last of the parts ends when each stands soon after the one before. */
function followed(text: string, from: number, parts: readonly RegExp[]): number | null {
  let end = from
  for (const part of parts) {
    part.lastIndex = 0
    const found = part.exec(text.slice(end, end + GAP))
    if (!found) return null
    end += found.index + found[0].length
  }
  return end
}

function pattern(part: string): RegExp {
  const words = part.split(/\s+/u).map((word) =>
    Array.from(word, (sign) => {
      const alike = ALIKE.find((group) => group.includes(sign))
      return alike ? `[${alike.replace('-', String.raw`\-`)}]` : sign.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`)
    }).join(''),
  )
  return new RegExp(words.join(String.raw`\s+`), 'giu')
}
