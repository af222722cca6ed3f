import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { countSpoken, findSpoken, spokenKey, spokenText } from '#lib/domain/claims/spoken-words.ts'

/** What of the copy says the words. */
function said(words: string, copy: string): string | null {
  const place = findSpoken(spokenText(copy), words)
  return place && copy.slice(place.start, place.end)
}

const WORDS = 'the bridge cost 90 million dollars.'

describe('words that were not cleared', () => {
  it.each([
    'The bridge cost 90 million dollars',
    'the bridge cost 90 million dollars, he said',
    'the bridge cost 90 mill\u0456\u043en dollars',
    'The \u0412RIDG\u0395 cost 90 million dollars',
    'the bridge cost 90 million, dollars',
    'the bridge cost 90-million dollars',
    'the bridge cost 90\u2013million \u2014 dollars',
    'the “bridge cost” 90 million dollars',
    'the (bridge) cost 90 million … dollars!',
    'the bri\u00addge cost 9\u200b0 million dollars',
    'the bri-dge cost 90 mil lion dollars',
    'THE BRIDGE COST 90 MILLION DOLLARS',
    'the bridge cost 90million dollars',
    'the bridge cost 9O million dollars',
    'the bridge cost 90 milli0n dollars',
    'the bridge cost \u0669\u0660 million dollars',
    'the bridge cost \u096f\u0966 million dollars',
    'the bridge cost \u{1d7d7}\u{1d7d8} \u{1d426}illion dollars',
    'the bridge cost \uff19\uff10 million dollars',
    'the bri\u0301dge cost 90 million dollars',
    'the b\u0336r\u0336i\u0336d\u0336g\u0336e\u0336 cost 90 million dollars',
    'the bridge cost –90 million dollars',
    'the bridge cost 90\u00a0million\ndollars',
  ])('[RE-5e] are told however they are written: %j', (copy) => {
    expect(said(WORDS, `He wrote: ${copy} It stood.`)).toBe(copy.replace(/, he said$|!$/, ''))
  })

  it.each([
    'the bridge cost 9.0 million dollars',
    'the bridge cost .90 million dollars',
    'the bridge cost 90,5 million dollars',
    'the bridge cost 9 0 million dollars',
    'the bridge cost -90 million dollars',
    'the bridge cost \u221290 million dollars',
    'the bridge cost 190 million dollars',
    'the bridge cost 1,090 million dollars',
    'the bridge cost 90 000 million dollars',
    'the bridge cost $90 million dollars',
    'the bridge cost 90 million dollarss',
    'bathe bridge cost 90 million dollars',
    'the bridge cost some 90 million dollars',
    'the bridge cost ninety million dollars',
    'the bridge cost 90 million',
  ])('[RE-5e] are not other words, or other figures: %j', (copy) => {
    expect(said(WORDS, `He wrote: ${copy} It stood.`)).toBe(null)
  })

  it.each([
    ['it cost 90,000 dollars', 'It cost 90 000 dollars'],
    ['it cost 90,000 dollars', 'It cost 90\u202f000 dollars'],
    ['it cost 90,000 dollars', 'It cost 90000 dollars'],
    ['only 5 percent agreed', 'Only 5% agreed'],
    ['only 5 percent agreed', 'Only 5 per cent agreed'],
    ['it fell to -5 degrees', 'it fell to \u22125 degrees'],
    ['it fell to -5 degrees', 'it fell to –5 degrees'],
    ['it rose to 5,5 degrees', 'it rose to 5.5 degrees'],
    ['Мост стоил 90 миллионов', 'мост стоил 90 миллионов'],
    ['Мост стоил 90 миллионов', 'МОСТ СТОИЛ 90 МИЛЛИОНОВ'],
    ['NATO sold the drones', '\u039d\u0410T\u041e sold the drones'],
    ['桥花费了九千万', '桥花费了九千万'],
  ])('[RE-5e] are told in figures and in other alphabets: %j, %j', (words, copy) => {
    expect(said(words, `(${copy})`)).toBe(copy)
  })

  it.each([
    ['it cost 90,000 dollars', 'it cost 90.000 dollars'],
    ['it fell to 5 degrees', 'it fell to -5 degrees'],
    ['it fell to -5 degrees', 'it fell to 5 degrees'],
    ['it fell to –5 degrees', 'it fell to 5 degrees'],
    ['the talks ran for 1012 hours', 'the talks ran for 10–12 hours'],
  ])('[RE-5e] keep the signs of a figure: %j is not %j', (words, copy) => {
    expect(said(words, copy)).toBe(null)
  })

  it('[RE-5e] are counted between spaces, and by characters where a script has none', () => {
    expect(['90 percent', '90 percent agreed', '桥花费了九千万', 'Das kostete 90'].map(countSpoken)).toEqual([2, 3, 4, 3])
  })

  const WORD = fc.constantFrom('bridge', 'cost', 'Łódź', 'мост', '90', '9.0', '-5', '1,000', 'million', 'naïve', 'كلمة')
  const BETWEEN = fc.constantFrom(' ', ', ', '  ', ' – ', '; “', '” ', '\u00a0', '\n', ' \u200b')

  it('[RE-5e] are found in copy that has them, whatever parts them there, and say the same wherever they begin', () => {
    fc.assert(
      fc.property(fc.array(WORD, { minLength: 1, maxLength: 6 }), fc.array(BETWEEN, { minLength: 6, maxLength: 6 }), (words, between) => {
        // Groups of three digits after a space would be one figure.
        fc.pre(!/\d[ ,\u00a0]\d{3}/.test(words.join(' ')))
        const copy = words.map((word, index) => word + (between[index] ?? '')).join('')
        expect(spokenKey(copy)).toBe(spokenKey(words.join(' ')))
        expect(said(words.join(' '), `so: ${copy.toUpperCase()} !`)).not.toBe(null)
      }),
      { numRuns: 500 },
    )
  })

  it('[RE-5e] are looked for without a throw in any text, and stand where they are said to', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 }), (before, after) => {
        const place = findSpoken(spokenText(`${before} zzq yyq ${after}`), 'zzq yyq')
        if (place) expect(spokenKey(`${before} zzq yyq ${after}`.slice(place.start, place.end))).toBe('zzqyyq')
      }),
      { numRuns: 1000 },
    )
  })
})
