/** UI-22: the Englishes in which dates are written. The words are the same in all of them. */
export const ENGLISHES = ['en', 'en-GB'] as const
export type English = (typeof ENGLISHES)[number]

/** Where the month comes first. */
const MONTH_FIRST = new Set(['en', 'en-us', 'en-ph', 'en-ca'])

/** The reader's own, by what their browser asks for (`Accept-Language`): the English that it likes best; else the American. */
export function englishOf(acceptLanguage: string | null): English {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const weight = params.find((param) => param.startsWith('q='))
      return { tag, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ tag, weight }) => weight > 0 && (tag === 'en' || tag.startsWith('en-')))
    .toSorted((a, b) => b.weight - a.weight)
  const [best] = wanted
  return best === undefined || MONTH_FIRST.has(best.tag) ? 'en' : 'en-GB'
}
