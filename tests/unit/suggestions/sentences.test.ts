import { fc } from '#tests/support/property.ts'
import { expect, it } from 'vitest'
import { splitSentences } from '#lib/domain/suggestions/sentences.ts'

function sentencesOf(text: string): string[] {
  return splitSentences(text).map(({ from, to }) => text.slice(from, to))
}

it.each([
  ['an office after an abbreviation', ['It occurred days after U.S. President Joe Biden visited Israel.', 'He left on Friday.']],
  ['a full stop that ends both an abbreviation and a sentence', ['The vote was at 5 p.m.', 'The talks went on.']],
  ['a time inside a sentence', ['They met at 5 p.m. Moscow time and left at 9 a.m. on Friday.', 'It rained.']],
  ['initials', ['J. K. Rowling and George W. Bush spoke.', 'Nobody listened.']],
  ['titles', ['Mr. Smith met Gen. The and Dr. No. 2 there.', 'Sen. Warren did not.']],
  ['decimals and figures', ['It grew by 3.5 percent to $1,000.50 on Sept. 11.', '12 people died.']],
  ['a quotation that ends a sentence', ['He said: “We will not go.”', 'Then he went.']],
  ['straight marks that end one', ['He would "benefit the entire globe."', 'Putin left.']],
  ['a quotation that a word of saying follows', ['“Is it over?” he asked.', '“Stop!” Vladimir Putin said.', 'Nobody did.']],
  ['an ellipsis inside a sentence', ['They focus on regional security... and guarantee food security.', 'So they say.']],
  ['a no-break space', ['At the\u00a0U.S.\u00a0Embassy it was quiet.', 'At\u00a010\u00a0p.m. it was not.']],
  ['a new block without a full stop', ['Putin in Tehran', 'The trip was his second.']],
  ['what begins without a capital letter', ['He paid.', '20 drones came.', '«Non!» she said.']],
])('[CL-9a] %s', (_, wanted) => {
  const joined = wanted.join(' ').replace('Putin in Tehran ', 'Putin in Tehran\n')
  expect(sentencesOf(joined)).toEqual(wanted)
})

it('[CL-9a] every sign but white space lies in exactly one sentence, whatever the text is', () => {
  const piece = fc.constantFrom('U.S. ', 'He said. ', '“No.” ', 'p.m. ', 'J. ', '\n', '\u00a0', '... ', '3.5 ', 'Émile ', '?! ', "'90s ", '中文。', 'end')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('')
      const covered = Array.from({ length: text.length }, () => 0)
      for (const { from, to } of splitSentences(text)) for (let at = from; at < to; at += 1) covered[at] = (covered[at] ?? 0) + 1
      Array.from({ length: text.length }, (_, at) => at).forEach((at) => {
        if (/\S/.test(text[at] ?? '')) expect(covered[at]).toBe(1)
        else expect(covered[at]).toBeLessThanOrEqual(1)
      })
      for (const sentence of sentencesOf(text)) expect(sentence).toBe(sentence.trim())
    }),
  )
})
