import { describe, expect, it } from 'vitest'
import { guessKind } from '#components/claims/guess-kind.ts'
import { quoteOfRange } from '#components/editor/selection-quote.ts'
import { findQuote } from '#lib/editor/find-quote.ts'
import { schema } from '#lib/editor/schema.ts'

function article(...blocks: { type: string; text: string }[]) {
  const text = (copy: string) => (copy === '' ? [] : [schema.text(copy)])
  return schema.node('doc', null, [
    schema.node('headline', null, text('Putin in Tehran')),
    schema.node('standfirst'),
    ...blocks.map(({ type, text: copy }) => schema.node(type, null, text(copy))),
  ])
}

/** The range of the nth place where words stand inside one text block. */
function rangeOf(doc: ReturnType<typeof article>, words: string, nth = 1) {
  const places: { from: number; to: number }[] = []
  doc.descendants((node, pos) => {
    if (!node.isText) return
    for (let at = node.text?.indexOf(words) ?? -1; at !== -1; at = node.text?.indexOf(words, at + 1) ?? -1)
      places.push({ from: pos + at, to: pos + at + words.length })
  })
  const place = places[nth - 1]
  if (!place) throw new Error(`"${words}" does not stand there ${nth} times`)
  return place
}

describe('a selection as a quote', () => {
  const doc = article({ type: 'paragraph', text: 'The trip was his second since Russian forces invaded Ukraine.' }, { type: 'note', text: 'Ask Kyiv.' })

  it('[WB-2a] is its words with the copy around them', () => {
    const { from, to } = rangeOf(doc, 'second since Russian forces')
    expect(quoteOfRange(doc, from, to)).toEqual({
      quote: 'second since Russian forces',
      prefix: 'tin in Tehran\n\nThe trip was his ',
      suffix: ' invaded Ukraine.',
    })
  })

  it('[WB-2a] leaves out white space at its ends', () => {
    const { from, to } = rangeOf(doc, ' second ')
    expect(quoteOfRange(doc, from, to)?.quote).toBe('second')
  })

  it('[WB-2a] spans several blocks', () => {
    const two = article({ type: 'paragraph', text: 'First half' }, { type: 'paragraph', text: 'second half' })
    expect(quoteOfRange(two, rangeOf(two, 'half').from, rangeOf(two, 'second').to)?.quote).toBe('half\nsecond')
  })

  it('[WB-2a] counts the place only when the surroundings do not tell it', () => {
    const twice = article({ type: 'paragraph', text: 'a war in spring and a war in autumn' })
    const { from, to } = rangeOf(twice, 'a war', 2)
    expect(quoteOfRange(twice, from, to)).not.toHaveProperty('occurrence')

    const same = article(...Array.from({ length: 5 }, () => ({ type: 'paragraph', text: 'He said no to the plan that they had made for the summer.' })))
    const third = rangeOf(same, 'to the plan', 3)
    const quote = quoteOfRange(same, third.from, third.to)
    expect(quote?.occurrence).toBe(3)
    expect(findQuote(same, { quote: '', ...quote })).toMatchObject({ kind: 'found', range: third })
  })

  it('[WB-2b] is nothing for white space or an editorial note', () => {
    const space = rangeOf(doc, ' ')
    const note = rangeOf(doc, 'Ask Kyiv')
    expect([quoteOfRange(doc, space.from, space.to), quoteOfRange(doc, note.from, note.to)]).toEqual([null, null])
  })
})

describe('the guessed kind', () => {
  it.each([
    ['"very, very positive approach"', 'quote'],
    ['“benefit the entire globe”', 'quote'],
    ['40 percent of exports', 'figure'],
    ['his second since Russian forces invaded Ukraine', 'figure'],
    ['invaded on 24 February 2022', 'date'],
    ['earlier in July', 'date'],
    ['accused of fraud', 'event'],
    ['Khamenei said that Russia would have been attacked', 'attribution'],
    ['Hossein Amirabdollahian', 'name'],
    ['the leaders met in Tehran', 'event'],
  ])('[WB-2c] of %j is %s', (words, kind) => {
    expect(guessKind(words)).toBe(kind)
  })
})
