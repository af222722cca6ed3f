import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { copyNotes } from '#lib/domain/suggestions/copy-notes.ts'
import { coverage } from '#lib/domain/suggestions/coverage.ts'
import { openSuggestions, suggest } from '#lib/domain/suggestions/suggest.ts'
import type { Reason } from '#lib/domain/suggestions/words.ts'

const DEMO = readFileSync(new URL('../../../prisma/seed/article.txt', import.meta.url), 'utf8')

interface Proposed {
  words: string
  reasons: readonly Reason[]
}

function proposedIn(text: string): Proposed[] {
  return openSuggestions(suggest(text), []).map(({ from, to, reasons }) => ({ words: text.slice(from, to), reasons }))
}

describe('suggestions', () => {
  it.each<[Reason, string]>([
    ['figure', 'Turkey sold 20 drones'],
    ['figure', 'The rate is at $3.5bn'],
    ['date', 'Talks began on Friday'],
    ['date', 'The war began in 2014'],
    ['ordinal', 'The trip was his second'],
    ['attribution', 'According to Ankara the deal holds'],
    ['superlative', 'Ukraine is the largest exporter'],
    ['absolute', 'They are always good friends'],
    ['comparison', 'Exports are lower than before'],
    ['causal', 'The deal failed because of Ankara'],
    ['allegation', 'The minister was accused of theft'],
    ['event', 'Putin visited Tehran'],
  ])('[CL-9b] names %s as a reason', (reason, words) => {
    const [only, ...rest] = proposedIn(`${words}.`)
    expect(rest).toEqual([])
    expect(only?.words).toBe(words)
    expect(only?.reasons).toContain(reason)
  })

  it('[CL-9b] asks for nothing where nothing is stated', () => {
    expect(proposedIn('What a day. Come in. The sky is blue.')).toEqual([])
  })

  it('[CL-9b] does not take a word for another that ends like it', () => {
    expect(proposedIn('The west has an interest in the forest. They need a red bed.')).toEqual([])
  })

  it('[CL-9c] proposes a quotation by itself, and with its speaker when that is all the sentence says', () => {
    expect(proposedIn('Putin stated, “Not all is done.” Iran has backed a “strong and free” Russia.')).toEqual([
      { words: 'Putin stated, “Not all is done.”', reasons: ['quote', 'attribution'] },
      { words: '“strong and free”', reasons: ['quote'] },
      { words: 'Iran has backed a “strong and free” Russia', reasons: ['event'] },
    ])
  })

  it.each<[string, readonly Reason[]]>([
    ['“We have won the war,” Putin said on Tuesday', ['quote', 'date', 'attribution']],
    ['On Friday, the minister said “we sold 40,000 tonnes of grain to Egypt”', ['quote', 'date', 'attribution']],
    ['“It is the largest deal that any of us in this hall has ever been asked to sign,” he added twice', ['quote', 'figure', 'attribution']],
    ['“We won. We took 40 towns in 2022,” Putin said', ['quote', 'attribution']],
  ])('[CL-9c] proposes a quotation and a sentence that is nearly the same words once: %s', (words, reasons) => {
    expect(proposedIn(`${words}. What a day.`)).toEqual([{ words, reasons }])
  })

  it('[CL-9c] proposes the sentence beside its quotation where it states more', () => {
    expect(proposedIn('“We won. We took 40 towns,” said Putin, who invaded Ukraine in 2022.').map(({ words }) => words)).toEqual([
      '“We won. We took 40 towns,”',
      '“We won. We took 40 towns,” said Putin, who invaded Ukraine in 2022',
    ])
  })

  it('[CL-9c] proposes what stands in a quotation over paragraphs by its sentences, too', () => {
    const words = proposedIn('Putin said: “We won.\n\n“We took 40 towns. They lost.” What a day.').map((proposed) => proposed.words)
    expect(words).toContain('“We took 40 towns')
  })

  it('[CL-9c] leaves a single word at a distance alone', () => {
    expect(proposedIn('The “deal” is here.')).toEqual([])
  })

  it('[CL-9c] keeps offsets where no-break spaces and signs that grow in lower case stand', () => {
    const text = 'İstanbul\u00a0is quiet. Turkey\u00a0sold 20\u00a0drones.'
    expect(proposedIn(text)).toEqual([{ words: 'Turkey\u00a0sold 20\u00a0drones', reasons: ['figure', 'event'] }])
  })

  it('[CL-9d] finds at least nineteen on the demo article, quotes and figures first', () => {
    const proposed = proposedIn(DEMO)
    expect(proposed.length).toBeGreaterThanOrEqual(19)
    const first = proposed.map(({ reasons }) => reasons[0])
    const ranks = first.map((reason) => (reason === 'quote' ? 0 : reason === 'figure' ? 1 : 2))
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(first.filter((reason) => reason === 'quote')).toHaveLength(7)
    expect(new Set(proposed.map(({ words }) => words)).size).toBe(proposed.length)
    expect(proposed.map(({ words }) => words)).toContain('The trip was his second since Russian forces invaded Ukraine earlier this year')
  })

  it('[CL-9d] asks no more for what lies under a claim, and goes on with the rest of the sentence', () => {
    const text = 'Iran has backed a “strong and free” Russia.'
    const at = text.indexOf('“')
    const open = openSuggestions(suggest(text), [{ from: at, to: text.indexOf('”') + 1 }])
    expect(open.map(({ from, to }) => text.slice(from, to))).toEqual(['Iran has backed a “strong and free” Russia'])
    expect(openSuggestions(suggest(text), [{ from: 0, to: text.length }])).toEqual([])
  })

  it('[CL-9d] a quotation tagged without its marks is tagged', () => {
    const text = 'He hailed the “very, very positive approach.”'
    const [from, to] = [text.indexOf('very'), text.indexOf('.”')]
    expect(openSuggestions(suggest(text), [{ from, to }]).flatMap(({ reasons }) => reasons)).not.toContain('quote')
    expect(openSuggestions(suggest(text), [{ from: from + 6, to }]).flatMap(({ reasons }) => reasons)).toContain('quote')
  })
})

describe('notes on the copy as a whole', () => {
  function notesOn(text: string) {
    return copyNotes(text).map(({ code, about, places }) => ({ code, about, places: places.map(({ from, to }) => text.slice(from, to)) }))
  }

  it('[CL-9e] says that relative dates hang in the air without a dateline', () => {
    expect(notesOn('Talks were held last week.')).toEqual([{ code: 'no_dateline', about: 'last week', places: ['last week'] }])
    expect(notesOn('TEHRAN, July 19 (Reuters) - Talks were held last week.')).toEqual([])
    expect(notesOn('ISTANBUL — Talks were held last week.')).toEqual([])
    expect(notesOn('Talks were held last week, on 12 July.')).toEqual([])
    expect(notesOn('LAGOS, Tuesday — Police arrested nobody last week.')).toEqual([])
  })

  it('[CL-9e] shows a fact that is told in two ways', () => {
    expect(notesOn('The blast killed 20 people. Later it was said that it killed thirteen people.')).toEqual([
      { code: 'told_two_ways', about: 'people', places: ['20 people', 'thirteen people'] },
    ])
    expect(notesOn('The blast killed 1,000 people. It killed 1000 people, and 30 people were saved.')).toEqual([])
    expect(notesOn('Hossein Amirabdollahian came. Then Amirabdolahian left.')).toEqual([
      { code: 'told_two_ways', about: 'Amirabdollahian', places: ['Amirabdollahian', 'Amirabdolahian'] },
    ])
    expect(notesOn('Russia and Russian officials, Libya and Libyans.')).toEqual([])
  })

  it.each([
    ['12 people died in the fire. Later it said that the fire killed 14 people.', 'people', ['12 people', '14 people']],
    ['Twelve people died. Fourteen people died, officials said.', 'people', ['Twelve people', 'Fourteen people']],
    ['The storm injured 3 fishermen. In all 5 fishermen were wounded.', null, []],
    ['The budget is 3 million euros, officials said. The budget was 4 million euros.', 'euros', ['3 million euros', '4 million euros']],
    ['The budget is 3 million euros. The debt is 4 million euros.', null, []],
    ['Maria Lopez, 34, came. Lopez, 36, left.', 'Lopez', ['Lopez, 34', 'Lopez, 36']],
    ['Maria Lopez (34) came. Lopez, 34, left. On May 3, 12 men came, on May 4, 13.', null, []],
  ])('[CL-9e] of what befell people, amounts and ages: %s', (text, about, places) => {
    expect(notesOn(text).filter(({ code }) => code === 'told_two_ways')).toEqual(about === null ? [] : [{ code: 'told_two_ways', about, places }])
  })

  it('[CL-9e] takes no word of grammar for a thing that is counted', () => {
    expect(notesOn('Version 0 has been seen. Version 1 has been seen. Of all 20 said so, of all 30 said so. Room 4 was lit, room 5 was lit.')).toEqual([])
  })

  it('[CL-9e] says once what is told in many ways, with each way once', () => {
    expect(notesOn('It killed 20 people. It killed 30 people. It killed 40 people. It killed 20 people, and 30 people were hurt.')).toEqual([
      { code: 'told_two_ways', about: 'people', places: ['20 people', '30 people', '40 people'] },
    ])
  })

  it('[CL-9e] takes no word for a name that only begins a sentence', () => {
    expect(notesOn('Third paragraph: he said, “It is a deal, and it will hold.”')).toEqual([])
    expect(notesOn('Smoke was there. “It burned all night,” he said. Neighbours said, “We saw the smoke.”')).toEqual([])
    expect(notesOn('Nobody came. Villagers said, “We saw it all.” The villagers left.')).toEqual([])
  })

  it('[CL-9e] names a person who is quoted and never introduced', () => {
    expect(notesOn('Erdogan said, “It is a deal.” Vladimir Putin said, “It is not.” Later Putin said, “Well.”')).toEqual([
      { code: 'never_introduced', about: 'Erdogan', places: ['Erdogan'] },
    ])
    for (const text of [
      'France said, “No deal today.”',
      'Reuters said, “No deal today.”',
      'Johnson, a farmer from Kent, said, “No deal today.”',
      'The rate fell. Figures are the highest ever. “It was the worst of all,” he said.',
    ])
      expect(notesOn(text).filter(({ code }) => code === 'never_introduced')).toEqual([])
  })

  it('[CL-9e] on the demo article: no dateline, and Erdogan', () => {
    expect(notesOn(DEMO).map(({ code, about }) => `${code} ${about}`)).toEqual(['no_dateline earlier this year', 'never_introduced Erdogan'])
  })
})

it('[CL-9f] coverage counts the sentences that carry a claim and lists the others', () => {
  const text = 'One thing was said. Another was done.\nA third.'
  expect(coverage(text, [{ from: 4, to: 9 }])).toEqual({
    sentences: 3,
    tagged: 1,
    untagged: [
      { from: 20, to: 37 },
      { from: 38, to: 46 },
    ],
  })
})
