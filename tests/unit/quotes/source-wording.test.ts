import { expect, it } from 'vitest'
import { compareQuote } from '#lib/domain/quotes/compare-quote.ts'
import { sourceWording } from '#lib/domain/quotes/source-wording.ts'
import { indexSource } from '#lib/domain/quotes/source-index.ts'

const SOURCE = 'He told us: not all problems have been solved, but it is encouraging that progress has been made, and he left.'

function proposed(wording: string, quote: string): string | null {
  return sourceWording(wording, { quote, ...compareQuote(indexSource(SOURCE), quote) })
}

it('[CL-8x] the claim says what its source has, and what stands around the quotation stays', () => {
  const quote = "Not all difficulties have been handled, but it's encouraging that progress has been made."
  expect(proposed(`Putin stated, "${quote}"`, quote)).toBe(
    'Putin stated, "Not all problems have been solved, but it is encouraging that progress has been made."',
  )
})

it('[CL-8x] nothing is proposed of a quotation beyond the claim, that leaves something out, or that stands', () => {
  const quote = 'Not all difficulties have been handled'
  expect(proposed('difficulties have been', quote)).toBeNull()
  expect(proposed('“Not all problems … that progress”', 'Not all problems … that progress')).toBeNull()
  expect(proposed('“not all problems have been solved”', 'not all problems have been solved')).toBeNull()
})
