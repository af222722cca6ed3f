import { describe, expect, it } from 'vitest'
import { compareQuote, compareUnpaired, type QuoteComparison } from '#lib/domain/quotes/compare-quote.ts'
import { compareCut } from '#lib/domain/quotes/cut-quotation.ts'
import { indexSource } from '#lib/domain/quotes/source-index.ts'
import { tokensOf } from '#lib/domain/quotes/tokens.ts'

const FILLER = 'The board met on Tuesday in the large hall of the old factory, and nobody who was there wanted to talk about the price. '

function result(source: string, whole: string, part: string, missing: 'opening' | 'closing' | null = null): QuoteComparison['result'] {
  const index = indexSource(FILLER.repeat(20) + source + FILLER.repeat(20))
  const before = tokensOf(whole.slice(0, whole.indexOf(part))).words.length
  const compare = (words: string) => (missing === null ? compareQuote(index, words) : compareUnpaired(index, words, missing))
  return compareCut(part, { words: whole, before }, { compare, missing }).result
}

const QUOTED = 'We will never sell the company to anyone who asks for it'
const SAID = 'Ms Berg: “We will sell the company to anyone who asks for it.” That was all. '

describe('a claim that holds a part of a quotation', () => {
  it.each(['never sell the company', 'never', 'will never sell', 'We will never', 'never sell the company to anyone who asks'])(
    '[CL-8u] is altered where the word that its source lacks is in it: %s',
    (part) => {
      expect(result(SAID, QUOTED, part)).toBe('altered')
    },
  )

  it.each(['sell the company', 'to anyone who asks for it', 'the company to', 'asks for it', 'sell the company to anyone who asks'])(
    '[CL-8u] is not where the word stands elsewhere: %s',
    (part) => {
      expect(result(SAID, QUOTED, part)).not.toBe('altered')
    },
  )

  it.each(['sell the company', 'We will'])('[CL-8u] is altered where a word of its source fell out at its edge: %s', (part) => {
    expect(result(`Ms Berg: “${QUOTED}.” That was all. `, QUOTED.replace('never ', ''), part)).toBe('altered')
  })

  it.each(['nobody', 'the company to nobody'])('[CL-8u] is altered where its last word is another: %s', (part) => {
    expect(result('Ms Berg: “We will sell the company to anyone.” That was all. ', 'We will sell the company to nobody', part)).toBe('altered')
  })

  it('[CL-8u] is altered where a few of its words stand elsewhere in the source too', () => {
    expect(result(`${SAID} I would never sell the company car. `, QUOTED, 'never sell the company')).toBe('altered')
  })

  it.each(['closing', 'opening'] as const)('[CL-8u] [CL-8n] is altered where the quotation has lost its %s mark', (missing) => {
    expect(result(SAID, QUOTED, 'never sell the company', missing)).toBe('altered')
  })

  it('[CL-8u] stands where it stands, whatever the source has of the rest', () => {
    const [first, second] = ['The plant stays open until the end of next year.', 'Nobody will lose their job before the summer comes.']
    for (const source of [`${first} ${FILLER}${FILLER}${second} `, `${first} `]) {
      expect(result(source, `${first} ${second}`, first)).toBe('exact')
    }
    expect(result(`${first} `, `${first} ${second}`, second)).toBe('not_found')
    expect(result(`${first} ${second} `, `${first} ${second}`, 'next year. Nobody will')).toBe('exact')
  })
})
