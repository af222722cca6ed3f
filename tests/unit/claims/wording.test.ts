import { createHash } from 'node:crypto'
import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { diffText, tokenize } from '#lib/domain/claims/diff.ts'
import { quotedSpans } from '#lib/domain/claims/quoted-spans.ts'
import { compareWording, normaliseWording, wordingHash } from '#lib/domain/claims/wording.ts'

describe('the normalised wording', () => {
  it('[CL-3] [DO-6a] has straight quotation marks, single spaces and composed letters', () => {
    const cases: [string, string][] = [
      ['  Iran’s “independent and strong” Russia ', 'Iran\'s "independent and strong" Russia'],
      ['„Guten Tag“, sagte er', '"Guten Tag", sagte er'],
      ['« bonjour »', '"bonjour"'],
      ['‹oui›', "'oui'"],
      ['his\u00a0second\n\ntrip\u2009since\u202f2022', 'his second trip since 2022'],
      ['Erdog\u0306an', 'Erdo\u011fan'],
      ['Erdog\u00ad\u0306an', 'Erdo\u011fan'],
      ['nego\u00adtia\u00ad\u00adtions\u00ad', 'negotiations'],
      ['1\u00ad5 and 1\u00ad\u00ad5', '1\u00ad5 and 1\u00ad\u00ad5'],
    ]
    expect(cases.map(([text]) => normaliseWording(text))).toEqual(cases.map(([, normal]) => normal))
  })

  it('[CL-3] [DO-6a] keeps case, dashes, ellipses and the joiners that Persian is written with', () => {
    const kept = ['NATO and Nato', '10–12', '10-12', 'security... and', 'security… and', 'می‌خواهم', 'nego\u200btiations', '\u2060no', 'a \ufeffb\ufeff']
    expect(kept.map(normaliseWording)).toEqual(kept)
  })

  it('[CL-3] [DO-6a] is settled: normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseWording(normaliseWording(text))).toBe(normaliseWording(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('[CL-3] [DO-6a] is hashed behind its version', () => {
    const expected = createHash('sha256').update('stet-wording-v1\nIran\'s "very, very positive approach"').digest('hex')
    expect(wordingHash('Iran’s “very, very\u00a0positive approach”')).toBe(expected)
  })
})

describe('a change of typography', () => {
  it('[CL-3] [DO-6a] is no change', () => {
    const before = 'Erdogan hailed what he termed Russia\'s "very, very positive approach" during last week\'s grain negotiations.'
    const after = 'Erdogan hailed what he termed Russia’s “very, very\u00a0positive approach”\nduring last week’s  grain negotiations. '
    expect(compareWording(before, after)).toEqual({ kind: 'same' })
  })
})

describe('a minor change', () => {
  const cases: [string, string][] = [
    ['second since Russian forces invaded Ukraine', 'second since Russian forces have invaded Ukraine'],
    ['has also sold powerful drones to Ukrainian soldiers', 'also sold the powerful drones to the Ukrainian soldiers'],
    ['the ministry agreed with its allies in the long talks', 'the ministry agree with its allies in the long talks'],
    ['Ukraine organised its defence in the centre of the town', 'Ukraine organized its defense in the center of the town'],
    ['The trip was seen as a sign of isolation in the region', 'This trip was seen as a sign of isolation in the region'],
    ['Putin met with Iranian and Turkish leaders to discuss Syria', 'Putin met Iranian and Turkish leaders to discuss Syria'],
    ['confronted Russia in Syria, and in Libya', 'confronted Russia in Syria and in Libya'],
  ]
  it.each(cases)('[CL-3] [DO-6b] may touch articles, past and spelling: %s', (before, after) => {
    expect(compareWording(before, after)).toMatchObject({ kind: 'minor', reasons: [] })
    expect(compareWording(after, before)).toMatchObject({ kind: 'minor', reasons: [] })
  })
})

describe('a material change', () => {
  const cases: [reason: string, before: string, after: string][] = [
    ['number', 'The trip was his second since Russian forces invaded', 'The trip was his third since Russian forces invaded'],
    ['number', 'visited an airfield at least twice to view the drones', 'visited an airfield at least once to view the drones'],
    ['number', 'export 20 million tonnes of grain from the ports', 'export 22 million tonnes of grain from the ports'],
    ['number', 'export 20 million tonnes of grain from the ports', 'export 20 billion tonnes of grain from the ports'],
    ['number', 'paid $1,000 for each of the drones', 'paid €1,000 for each of the drones'],
    ['number', 'paid 1,000 for each of the drones', 'paid 1.000 for each of the drones'],
    ['number', 'inflation rose 3.5% over the year', 'inflation rose 3.5 over the year'],
    ['number', 'the line is 5 km long and was built by hand', 'the line is 5 miles long and was built by hand'],
    ['number', 'temperatures of -5 degrees in the city at night', 'temperatures of 5 degrees in the city at night'],
    ['number', 'the talks ran for 10–12 hours in the palace', 'the talks ran for 10-12 hours in the palace'],
    ['number', 'enriched to sixty-seven per cent in the plant', 'enriched to sixty-eight per cent in the plant'],
    ['number', 'turnout rose by 5 percent in the north of the land', 'turnout rose by .5 percent in the north of the land'],
    ['number', 'turnout rose by 5 percent in the north of the land', 'turnout rose by ,5 percent in the north of the land'],
    ['number', 'turnout rose by . 5 percent in the north of the land', 'turnout rose by .5 percent in the north of the land'],
    ['number', 'turnout rose by 5 percent in the north of the land', 'turnout rose by ·5 percent in the north of the land'],
    ['number', 'turnout rose by 5 percent in the north of the land', 'turnout rose by :5 percent in the north of the land'],
    ['number', 'they built 5 schools and 15, 20 roads in all', 'they built 5 schools and 15 20 roads in all'],
    ['number', 'the score was 3: 2 in the end of the game', 'the score was 3 2 in the end of the game'],
    ['number', 'flew the F-16, and the older jet too', 'flew the F-16 and the older jet too'],
    ['number', 'they paid for (5) of the boats in the port', 'they paid for 5 of the boats in the port'],
    ['number', 'the town held 15 boats in the old harbour', 'the town held 1\u00ad5 boats in the old harbour'],
    ['invisible', 'the town held 15 boats in the old harbour', 'the town held 15\u00ad boats in the old harbour'],
    ['number', 'the 21st visit of its kind to the region', 'the 22nd visit of its kind to the region'],
    ['name', 'echoing the justification given by Vladimir Putin', 'echoing the justification given by Dmitry Medvedev'],
    ['name', 'Putin met with the leaders to discuss the plan', 'Erdogan met with the leaders to discuss the plan'],
    ['name', 'to discuss a plan to export grain from the ports', 'to discuss a UN-backed plan to export grain from the ports'],
    ['name', 'the trip to Tehran was his longest abroad', 'the trip to Ankara was his longest abroad'],
    ['name', 'met al-Assad in the capital for long talks', 'met al-Sisi in the capital for long talks'],
    ['name', 'promised that he would assist with the agreement', 'promised that she would assist with the agreement'],
    ['name', 'يدعم الرئيس الروسي الاتفاق النووي في المنطقة', 'يدعم الرئيس التركي الاتفاق النووي في المنطقة'],
    ['name', 'met Jones, Smith and the others in the old palace', 'met Jones Smith and the others in the old palace'],
    ['number', 'the rebels held the town through the long night', 'the rebel held the town through the long night'],
    ['number', 'its allies signed in the palace of the old town', 'its ally signed in the palace of the old town'],
    ['negation', 'sold drones to soldiers and imposed penalties', 'sold drones to soldiers and never imposed penalties'],
    ['negation', 'difficulties have been handled in the talks', "difficulties haven't been handled in the talks"],
    ['negation', 'sold drones while imposing penalties on trade', 'sold drones without imposing penalties on trade'],
    ['negation', 'officials confirm the visit to the airfield took place', 'officials deny the visit to the airfield took place'],
    ['negation', 'a legal shipment of drones to the front', 'an illegal shipment of drones to the front'],
    ['negation', 'the plan was related to the sanctions regime', 'the plan was non-related to the sanctions regime'],
    ['quote', 'the West opposes an "independent and strong" state', 'the West opposes an "independent and mighty" state'],
    ['quote', 'the West opposes an "independent and strong" state', 'the West opposes an independent and strong state'],
    ['quote', 'praised what was "moved forward" in the talks', 'praised what was "moved … forward" in the talks'],
    ['quote', 'a deal would "benefit the globe and', 'a deal would "help the globe and'],
    ['quote', 'entire globe will gain," the minister said', 'entire world will gain," the minister said'],
    ['quote', "called it a 'special operation' in the east", "called it a 'military operation' in the east"],
    ['qualifier', 'the shelling of the depot in the port', 'the alleged shelling of the depot in the port'],
    ['qualifier', 'nearly all difficulties have been handled in the talks', 'all difficulties have been handled in the talks'],
    ['qualifier', 'shortly after the deal was signed in the palace', 'shortly before the deal was signed in the palace'],
    ['sense', 'in the attack on the depot nine days ago soldiers were killed', 'in the attack on the depot nine days ago soldiers were injured'],
    ['qualifier', 'it was the largest shipment of grain from the port', 'it was the smallest shipment of grain from the port'],
    ['sense', 'the minister told the paper on the record of the talks', 'the minister told the paper off the record of the talks'],
    ['qualifier', 'signed the treaty early in the summer of the year', 'signed the treaty late in the summer of the year'],
    ['order', 'the police shot protesters in the square at night', 'the protesters shot police in the square at night'],
    ['sense', 'the rebels killing in the square of the town', 'the rebels killed in the square of the town'],
    ['sense', 'the general killed in the square of the old town', 'the general was killed in the square of the old town'],
    ['sense', 'sent grain to the port and to the town', 'sent grain to the port or to the town'],
    ['mark', 'the deal is signed and holds in the port', 'the deal is signed and holds in the port?'],
    ['number', 'the news of the day in the old harbour', 'the new of the day in the old harbour'],
    ['struck', 'the grave news of the day in the harbour', 'the gr\u0336a\u0336v\u0336e\u0336 news of the day in the harbour'],
    ['large', 'the trip had symbolic significance', 'the trip underlined growing isolation'],
    ['large', 'an opponent of the deal', ''],
  ]
  it.each(['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u202e', '\u034f', '\ufe0f', '\u{e0041}'])(
    '[CL-3] [DO-6b] (invisible) an invisible character between letters, words or at the edge must be looked at again: %j',
    (sign) => {
      const text = 'difficulties that have been handled in the long talks of the week'
      for (const after of [text.replace('handled', `hand${sign}led`), text.replace(' in ', ` ${sign}in `), `${text}${sign}`]) {
        expect(compareWording(text, after)).toMatchObject({ kind: 'material', reasons: expect.arrayContaining(['invisible']) })
        expect(wordingHash(after)).not.toBe(wordingHash(text))
      }
    },
  )

  it.each(cases)('[CL-3] [DO-6b] (%s) must be checked again: %s', (reason, before, after) => {
    const there = compareWording(before, after)
    const back = compareWording(after, before)
    expect(there.kind).toBe('material')
    expect(there).toHaveProperty('reasons', expect.arrayContaining([reason]))
    expect(back).toHaveProperty('reasons', expect.arrayContaining([reason]))
  })

  it('[CL-3] [DO-6b] is every change that adds, drops or alters a figure, wherever it stands', () => {
    const words = fc.array(fc.constantFrom('grain', 'the', 'deal', 'with', 'talks', 'sold', ',', 'port'), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(9999), fc.nat(9999), (text, place, one, other) => {
        fc.pre(one !== other)
        const at = place % (text.length + 1)
        const figure = (value: number) => text.map(String).toSpliced(at, 0, String(value)).join(' ')
        expect(compareWording(figure(one), figure(other)).kind).toBe('material')
        expect(compareWording(figure(one), text.join(' ')).kind).toBe('material')
      }),
    )
  })

  it('[CL-3] [DO-6b] is every sign that is put at a digit, or taken from it', () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(5), fc.constantFrom(...Array.from('.,;:!?()[]…·-–+~<\'"')), (value, place, sign) => {
        const [figure, at] = [String(value), Math.min(place, String(value).length)]
        const said = (number: string) => `the builders sent ${number} old boats to the harbour in the north of the land`
        const signed = said(figure.slice(0, at) + sign + figure.slice(at))
        expect(compareWording(said(figure), signed)).toHaveProperty('reasons', expect.arrayContaining(['number']))
        expect(compareWording(signed, said(figure))).toHaveProperty('reasons', expect.arrayContaining(['number']))
      }),
    )
  })

  it('[CL-3] [DO-6b] is every change inside quotation marks', () => {
    const words = fc.array(fc.constantFrom('grain', 'the', 'deal', 'with', 'talks', 'sold', 'port'), { minLength: 3, maxLength: 9 })
    fc.assert(
      fc.property(words, fc.nat(), (text, place) => {
        const at = place % text.length
        const said = (copy: readonly string[]) => `He told the house "${copy.join(' ')}" in a long and rather dull speech of the kind that one hears there`
        expect(compareWording(said(text), said(text.map(String).with(at, 'harbour')))).toHaveProperty('reasons', expect.arrayContaining(['quote']))
      }),
    )
  })
})

describe('the word diff', () => {
  it('[CL-3] [DO-6c] shows whole words and whole figures, with neighbouring changes as one', () => {
    expect(diffText('sold 1,000 drones to soldiers', 'sold 1,200 armed drones to soldiers')).toEqual([
      { op: 'same', text: 'sold ' },
      { op: 'removed', text: '1,000' },
      { op: 'added', text: '1,200 armed' },
      { op: 'same', text: ' drones to soldiers' },
    ])
    expect(diffText('the old plan', 'the new idea')).toEqual([
      { op: 'same', text: 'the ' },
      { op: 'removed', text: 'old plan' },
      { op: 'added', text: 'new idea' },
    ])
  })

  it('[CL-3] [DO-6c] gives back both texts', () => {
    const words = fc.array(fc.constantFrom('grain', ' ', 'Iran', '"', '1,000', '.', 'deal', '  ', '–', '😀'), { maxLength: 20 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffText(before, after)
        const joined = (dropped: string) =>
          parts
            .filter(({ op }) => op !== dropped)
            .map(({ text }) => text)
            .join('')
        expect([joined('added'), joined('removed')]).toEqual([before, after])
      }),
      { numRuns: 500 },
    )
  })

  it('[CL-3] [DO-6c] cuts a text without losing a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(
          tokenize(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text)
      }),
      { numRuns: 300 },
    )
  })
})

describe('quotation marks', () => {
  const inside = (text: string) => quotedSpans(text).map(({ from, to }) => text.slice(from, to))

  it('[CL-3] [DO-6b] are told from apostrophes', () => {
    expect(inside("last week's talks about the '90s and the workers' rights")).toEqual([])
    expect(inside("he called it a 'peace plan' then")).toEqual(["'peace plan'"])
    expect(inside('"We said \'no\' twice," she said')).toEqual(['"We said \'no\' twice,"', "'no'"])
  })

  it('[CL-3] [DO-6b] that the claim cut in two still quote what is left of them', () => {
    expect(inside('would "benefit the entire globe')).toEqual(['"benefit the entire globe'])
    expect(inside('entire globe." He left')).toEqual(['entire globe."'])
  })
})
