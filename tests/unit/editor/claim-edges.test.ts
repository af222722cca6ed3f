import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { normaliseWording, wordingHash } from '#lib/domain/claims/wording.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { healClaims } from '#lib/editor/claim-marks.ts'
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import { findQuote, readContext } from '#lib/editor/find-quote.ts'
import { docToJson } from '#lib/editor/ydoc.ts'
import { article, block, claim, p, t, ydocOf, ytextAt } from './documents.ts'

const c1 = claim('c1')

/** The claim as its row knows it at this moment. */
function rowOf(ydoc: Y.Doc, earlier: KnownClaim['earlier'] = []): KnownClaim {
  const anchor = claimAnchors(ydoc).get('c1')
  if (!anchor) throw new Error('the claim stands nowhere')
  return { id: 'c1', ...readContext(ydoc, anchor), earlier }
}

/** Replaces words as an editor does: what is typed carries a mark only where both sides of it do. */
function retype(ydoc: Y.Doc, before: string, after: string, marked = false): void {
  const found = findQuote(ydoc, { quote: before })
  if (found.kind !== 'found') throw new Error(`${before}: ${found.kind}`)
  const text = ytextAt(ydoc, 2)
  const at = text
    .toString()
    .replaceAll(/<[^>]*>/g, '')
    .indexOf(before)
  text.delete(at, before.length)
  if (after !== '') text.insert(at, after, marked ? undefined : Object.fromEntries(Object.keys(text.getAttributes()).map((name) => [name, null])))
  if (after !== '' && !marked) text.format(at, after.length, Object.fromEntries(namesIn(text).map((name) => [name, null])))
}

function namesIn(text: Y.XmlText): string[] {
  const delta: { attributes?: object }[] = text.toDelta()
  return delta.flatMap(({ attributes }) => Object.keys(attributes ?? {}))
}

function healed(ydoc: Y.Doc, known: KnownClaim): string | undefined {
  healClaims(ydoc, [known])
  expect(healClaims(ydoc, [known]).update).toBe(null)
  return claimAnchors(ydoc).get('c1')?.wording
}

const killed = () => ydocOf(article(p('Officials say shelling ', t('killed 12', c1), ' people in May.')))

describe('the edges of a claim', () => {
  it('[CL-4] [DO-8f] take the rest of a word that is typed on to them', () => {
    const ydoc = killed()
    const known = rowOf(ydoc)
    retype(ydoc, ' people', '0 people')
    expect(healed(ydoc, known)).toBe('killed 120')
  })

  it('[CL-4] [DO-8f] take a sign that belongs to the figure, and not the next word', () => {
    const percent = killed()
    const known = rowOf(percent)
    retype(percent, ' people', '.5% of people')
    expect(healed(percent, known)).toBe('killed 12.5%')
    const next = killed()
    retype(next, ' people', ' or more people')
    expect(healed(next, known)).toBe('killed 12')
  })

  it('[CL-4] [DO-8f] stay inside a word where they were put inside one', () => {
    const ydoc = ydocOf(article(p('The ', t('anti-tank', c1), 'missile was sold.')))
    const known = rowOf(ydoc)
    retype(ydoc, 'missile', 'missiles')
    expect(healed(ydoc, known)).toBe('anti-tank')
  })

  it('[CL-4] [DO-8g] take what is typed over their last or first words', () => {
    const last = killed()
    const known = rowOf(last)
    retype(last, '12', '13')
    expect(healed(last, known)).toBe('killed 13')
    const first = killed()
    retype(first, 'killed', 'wounded')
    expect(healed(first, known)).toBe('wounded 12')
  })

  it('[CL-4] [DO-8g] take what is typed over words on both sides of them', () => {
    const right = killed()
    const known = rowOf(right)
    retype(right, '12 people', 'dozens of men')
    expect(healed(right, known)).toBe('killed dozens of men')
    const left = killed()
    retype(left, 'shelling killed', 'a raid wounded')
    expect(healed(left, known)).toBe('a raid wounded 12')
  })

  it('[CL-4] [DO-8g] take nothing when words at an edge are deleted only', () => {
    const ydoc = killed()
    const known = rowOf(ydoc)
    retype(ydoc, '12 ', '')
    expect(healed(ydoc, known)).toBe('killed ')
  })

  describe('while somebody types inside the claim and somebody else beside it', () => {
    const COPY = 'The army killed 12 rebels in the north on Friday and left.'
    const CLAIM = 'in the north on Friday'
    const AT = COPY.indexOf(CLAIM)
    const END = AT + CLAIM.length

    it('[CL-4] [DO-8g] take nothing of what is typed away from them', () => {
      const typed = (inside: number, beside: number): string | undefined => {
        const ydoc = ydocOf(article(p(COPY.slice(0, AT), t(CLAIM, c1), COPY.slice(END))))
        const known = rowOf(ydoc)
        const text = ytextAt(ydoc, 2)
        // The later place first, so that the earlier one stays where it is.
        for (const at of [inside, beside].toSorted((a, b) => b - a)) {
          if (at === inside) text.insert(at, ' far')
          else text.insert(at, ' armed', {})
        }
        return healed(ydoc, known)
      }
      // After a word of the claim, and after one of the copy beside it that is not the last before an edge.
      const spaces = (from: number, to: number): number[] => [...COPY.matchAll(/ /g)].map(({ index }) => index).filter((at) => at > from && at < to)
      for (const inside of spaces(AT, END)) {
        for (const beside of [...spaces(-1, AT - 1), ...spaces(END, COPY.length)])
          expect(typed(inside, beside), `${inside} and ${beside}`).toBe(`${CLAIM.slice(0, inside - AT)} far${CLAIM.slice(inside - AT)}`)
      }
    })

    it('[CL-4] [DO-8g] take nothing where words are replaced within, and others beside', () => {
      const ydoc = ydocOf(article(p(COPY.slice(0, AT), t(CLAIM, c1), COPY.slice(END))))
      const known = rowOf(ydoc)
      retype(ydoc, 'the', 'a', true)
      retype(ydoc, 'killed 12', 'killed 12 armed')
      expect(healed(ydoc, known)).toBe('in a north on Friday')
      retype(ydoc, 'on Fri', 'on Satur', true)
      retype(ydoc, 'and left', 'and then left')
      expect(healed(ydoc, known)).toBe('in a north on Saturday')
    })

    it('[CL-4] [DO-8g] take what is typed over them all the same', () => {
      const ydoc = ydocOf(article(p(COPY.slice(0, AT), t(CLAIM, c1), COPY.slice(END))))
      const known = rowOf(ydoc)
      retype(ydoc, 'in the', 'near the')
      retype(ydoc, 'The army', 'The armed army')
      expect(healed(ydoc, known)).toBe('near the north on Friday')
    })
  })

  it('[CL-4c] [DO-8g] leave outside what is typed before or after their own words, when these stand again', () => {
    const left = ydocOf(article(p('They say alpha ', t('beta gamma delta epsilon', c1), ' zeta eta theta.')))
    const known = rowOf(left)
    retype(left, 'alpha beta', 'omega beta')
    expect(healed(left, known)).toBe('beta gamma delta epsilon')
    const right = killed()
    const before = rowOf(right)
    retype(right, '12 people', '12 men')
    expect(healed(right, before)).toBe('killed 12')
    const figure = killed()
    const whole = rowOf(figure)
    retype(figure, '12 people', '120 people')
    expect(healed(figure, whole)).toBe('killed 120')
  })

  it('[CL-4c] [DO-8f] do not return to an earlier wording inside a longer word or figure', () => {
    const ydoc = killed()
    const before = rowOf(ydoc)
    retype(ydoc, '12 ', ' ')
    healClaims(ydoc, [before])
    const between = rowOf(ydoc, [{ wording: before.wording, prefix: before.prefix ?? '', suffix: before.suffix ?? '' }])
    retype(ydoc, 'people', '120 people')
    expect(healed(ydoc, between)).not.toBe('killed 12')
  })

  it('[CL-4] [DO-8f] take nothing of the words that a claim is pasted beside, but what makes its figure another one', () => {
    const moved = (there: [string, string], wording: string) => {
      const from = ydocOf(article(p('He met leaders and then ', t(wording, c1), ' as everyone recalls.'), p('In all, 185 in the town.')))
      const to = ydocOf(article(p('He met leaders and then  as everyone recalls.'), p(there[0], t(wording, c1), there[1])))
      return healed(to, rowOf(from))
    }
    expect(moved(['In all, 185', ' in the town.'], 'he said “we will go” in 2024')).toBe('he said “we will go” in 2024')
    expect(moved(['In all, people', 'went in the town.'], 'he said that they can go')).toBe('he said that they can go')
    expect(moved(['In all, 185', 'people in the town.'], '12 went and killed 12')).toBe('18512 went and killed 12')
    expect(moved(['In all, ', '0 in the town.'], 'they killed 12')).toBe('they killed 120')
  })

  it('[CL-4] [DO-8h] return to an earlier wording that is typed back beside what is left', () => {
    const ydoc = killed()
    const before = rowOf(ydoc)
    retype(ydoc, 'killed ', '')
    const between = rowOf(ydoc)
    expect(between.wording).toBe('12')
    retype(ydoc, 'shelling ', 'shelling killed ')
    expect(healed(ydoc, { ...between, earlier: [{ wording: before.wording, prefix: before.prefix ?? '', suffix: before.suffix ?? '' }] })).toBe('killed 12')
  })

  it('[CL-4] [DO-8h] give up words that came in by typing over the edge, when the old words are back in their old place', () => {
    const ydoc = killed()
    const before = rowOf(ydoc)
    retype(ydoc, 'shelling killed', 'a raid wounded')
    healed(ydoc, before)
    const between = rowOf(ydoc)
    expect(between.wording).toBe('a raid wounded 12')
    retype(ydoc, 'a raid wounded', 'shelling killed', true)
    expect(healed(ydoc, { ...between, earlier: [{ wording: before.wording, prefix: before.prefix ?? '', suffix: before.suffix ?? '' }] })).toBe('killed 12')
  })

  it('[CL-4] [DO-8h] give up such words with the notes in between', () => {
    const head = (...marks: ReturnType<typeof claim>[]) => p('Officials say shelling ', t('killed 12', c1), t(' people in May.', ...marks))
    const ydoc = ydocOf(article(head(c1), block('note', t('Ask the army', c1)), p(t('A raid', c1))))
    const earlier = { wording: 'killed 12', prefix: 'Officials say shelling ', suffix: ' people in May.' }
    expect(healed(ydoc, { id: 'c1', wording: 'wounded 12', prefix: '', suffix: '', earlier: [earlier] })).toBe('killed 12')
    expect(docToJson(ydoc)).toEqual(article(head(), block('note', 'Ask the army'), p('A raid')))
  })

  it('[CL-4] [DO-8h] do not return to words that a person has since cut off', () => {
    const ydoc = killed()
    expect(healed(ydoc, { ...rowOf(ydoc), earlier: [] })).toBe('killed 12')
  })
})

describe('a figure at the edge of a claim', () => {
  const paragraph = (before: string, wording: string, after: string) => ydocOf(article(p(before, t(wording, c1), after)))

  /** What the claim says once the copy beside it has changed and it was healed. */
  function beside([before, wording, after]: [string, string, string], now: { before?: string; after?: string }, back = false) {
    const known = rowOf(paragraph(before, wording, after))
    const ydoc = paragraph(now.before ?? before, wording, now.after ?? after)
    const said = healed(ydoc, known)
    if (back) expect(healed(paragraph(before, wording, after), { ...rowOf(ydoc), earlier: [{ ...known, prefix: before, suffix: after }] })).toBe(wording)
    return said
  }

  const COST: [string, string, string] = ['Well, ', 'the bridge cost 91', ' dollars, he said.']
  const AFTER = [
    '0',
    '\u20600',
    '\u200b0',
    '\u00ad0',
    '\u200b\u2060\ufeff000',
    '\u180e0',
    '\ufe0f0',
    '\u{e0020}0',
    `${'\u200b'.repeat(300)}000`,
    ' 000',
    '\u00a0000',
    '\u2009000',
    '\u202f000',
    '\u3000000',
    '  000',
    '\u200b 000',
    ' \u2060000',
    '\n000',
    ' 000 000',
    ',000',
    '.000',
    "'000",
    '’000',
    '-50',
    '–50',
    '−50',
    '\u201050',
    '\u201150',
    '-\u200b50',
    '-$95',
    '~50',
    '..50',
    '…50',
    '×10',
    ' × 10',
    '*10',
    '÷2',
    '/2',
    '⁄2',
    '\u22152',
    '·5',
    '.5',
    ',5',
    ':30',
    '٫5',
    '。5',
    '_5',
    '^2',
    '²',
    '+',
    '+5',
    ' + 5',
    '=5',
    '<',
    '>95',
    ' ± 5',
    '½',
    ' ½',
    ' 1/2',
    ' 1⁄2',
    '%',
    ' %',
    '‰',
    ' percent',
    ' per cent',
    '-percent',
    '°',
    '€',
    'k',
    'K',
    'm',
    'th',
    'st\u200bx',
    ' million',
    '-million',
    ' thousand',
    ' dozen',
    ' bn',
    ' 000.50',
    '\u0336',
    '\u20dd',
  ]
  it.each(AFTER)('[CL-4c] [DO-8k] belongs to the claim with what goes on with it: 91%j', (typed) => {
    const said = beside(COST, { after: typed + COST[2] }, true)
    expect(normaliseWording(said ?? '')).toBe(normaliseWording(`the bridge cost 91${typed}`))
    expect(wordingHash(said ?? '')).not.toBe(wordingHash('the bridge cost 91'))
  })

  const PEOPLE: [string, string, string] = ['Well, of them ', '91 people died', ' in May.']
  const BEFORE = [
    '1',
    '1\u200b',
    '1\u2060',
    '1\u00ad',
    '1.',
    '1,',
    "1'",
    '1’',
    '1:',
    '1/',
    '1⁄',
    '1·',
    '.',
    ',',
    '·',
    '1 ',
    '1\u00a0',
    '1\u202f',
    '1\n',
    '2-',
    '2–',
    '2−',
    '2\u2011',
    '2-\u200b',
    '~',
    '2~',
    '-',
    '–',
    '−',
    '+',
    '±',
    '± ',
    '<',
    '< ',
    '>',
    '‹',
    '〈',
    '≠',
    '≠ ',
    '≤',
    '≈',
    '=',
    '¬',
    '#',
    '№',
    '€',
    '$',
    '£',
    '× ',
    '2 × ',
    '2×',
    '2^',
    '√',
    'minus ',
    '-$',
  ]
  it.each(BEFORE)('[CL-4c] [DO-8k] belongs to the claim with what comes before it: %j91', (typed) => {
    const said = beside(PEOPLE, { before: PEOPLE[0] + typed }, true)
    expect(normaliseWording(said ?? '')).toBe(normaliseWording(`${typed}91 people died`))
    expect(wordingHash(said ?? '')).not.toBe(wordingHash('91 people died'))
  })

  it.each([' 000', '\u2060000', '–50'])('[CL-4c] [DO-8k] belongs to a claim that is a figure alone, on both sides: %j', (typed) => {
    expect(beside(['It cost ', '91', ' dollars.'], { before: 'It cost <', after: `${typed} dollars.` })).toBe(`<91${typed}`)
  })

  it.each([
    ' of it',
    ', he said',
    '. In',
    '; 200 people',
    ' 20 people',
    ' 2000 people',
    ' (200 of them)',
    ' – 200 people',
    '—200 people',
    ' | 50',
    ' and 50',
    ': 50 of',
    '!',
    '?',
    '”',
    ')',
    ' 12. May',
    ' millions',
    '\u200b',
    '\u2060 of it',
    ' hundredfold',
  ])('[DO-8k] leaves ordinary copy after it alone: 91%j', (typed) => {
    expect(beside(COST, { after: typed + COST[2] })).toBe(COST[1])
  })

  it.each(['In all ', 'In 2019, ', 'In 2019 ', 'Then – ', 'Then—', '“', '(', 'No more: ', 'At 12. ', 'Of 2000 ', '…', '...', '\u200b', 'a | '])(
    '[DO-8k] leaves ordinary copy before it alone: %j91',
    (typed) => {
      expect(beside(PEOPLE, { before: PEOPLE[0] + typed })).toBe(PEOPLE[1])
    },
  )

  it('[DO-8k] tells a year from the digits of a group, unless noughts follow', () => {
    const year: [string, string, string] = ['They came ', 'back in 2019', ' to stay.']
    expect(beside(year, { after: ' 200 people came' })).toBe(year[1])
    expect(beside(year, { after: ' 000 people came' })).toBe('back in 2019 000')
    expect(beside(['In ', '200 people', ' came.'], { before: 'In 2019 ' })).toBe('200 people')
    expect(beside(['In ', '200 people', ' came.'], { before: 'In 19 ' })).toBe('19 200 people')
  })

  it.each(['ed', '\u200bed', '\u2060ed', '\u00aded', '\u200b\u200ded'])(
    '[CL-4c] [DO-8k] a word takes its letters from behind invisible characters: kill%j',
    (typed) => {
      expect(
        normaliseWording(beside(['They ', 'did kill', ' men.'], { after: `${typed} men.` }) ?? '').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''),
      ).toBe('did killed')
    },
  )

  it('[CL-4c] [DO-8k] in the middle of which a claim was put is judged with what stood beside it then', () => {
    const cases: [from: string, to: string, said: string][] = [
      [' 000 dollars', ' 000 dollars now', 'it cost 91'],
      [' 000 dollars', '\u00a0000 dollars', 'it cost 91'],
      [' 000 dollars', ' 000 000 dollars', 'it cost 91 000 000'],
      [' 000 dollars', ' 500 dollars', 'it cost 91 500'],
      [' 000 dollars', ' dollars', 'it cost 91 dollars'],
      ['-95 dollars', '-99 dollars', 'it cost 91-99'],
      ['-95 dollars', '\u200b-95 dollars', 'it cost 91'],
      [' million dollars', ' billion dollars', 'it cost 91 billion'],
      [' million dollars', ' dollars', 'it cost 91 dollars'],
      ['% of all', ' of all', 'it cost 91 of'],
    ]
    for (const [from, to, said] of cases) expect(beside(['So ', 'it cost 91', from], { after: to }), `${from} ${to}`).toBe(said)
    expect(beside(['Some <', '91 men', ' came'], { before: 'Some ' })).toBe('Some 91 men')
    expect(beside(['Some <', '91 men', ' came'], { before: 'Quite some <' })).toBe('91 men')
    expect(beside(['Some 12 ', '500 men', ' came'], { before: 'Some 13 ' })).toBe('13 500 men')
  })

  it('[CL-4c] [DO-8k] is whole also where the mark was taken off, or carried away, in the same stroke', () => {
    const known = rowOf(paragraph(...COST))
    expect(healed(ydocOf(article(p('Well, the bridge cost 91 000 dollars, he said.'))), known)).toBe('the bridge cost 91 000')
    expect(healed(ydocOf(article(p('Well, the bridge cost 910 dollars, he said.'))), known)).toBe('the bridge cost 910')
  })

  it('[CL-4c] [DO-8k] is seen behind a space that the mark was put on by hand', () => {
    const known = rowOf(paragraph(...COST))
    const ydoc = ydocOf(article(p('Well, ', t('the bridge cost 91 ', c1), '000 dollars, he said.')))
    expect(healed(ydoc, known)).toBe('the bridge cost 91 000')
  })

  it('[DO-8k] is not read across paragraphs', () => {
    const known = rowOf(ydocOf(article(p('So ', t('it cost 91', c1)), p('They paid.'))))
    expect(healed(ydocOf(article(p('So ', t('it cost 91', c1)), p('000 was paid.'))), known)).toBe('it cost 91')
  })

  it.each([
    ['', 'killed 12', '1<,', 'killed 121<'],
    ['–/1', 'cost 91', '', '–/1cost 91'],
    ['1%000', 'cost 91', '', '1%000cost 91'],
    ['', '9 in 91', 'a–1a', '9 in 91a–1a'],
    ['', '91 men', '000~', '91 men000~'],
    ['a1,', '-91', '', 'a1,-91'],
  ])('[CL-4c] [DO-8k] takes in one pass all that goes on with what it took: "%s" %s "%s"', (before, wording, after, whole) => {
    expect(healed(paragraph(`So ${before}`, wording, `${after} it was.`), rowOf(paragraph('So ', wording, ' it was.')))).toBe(whole)
  })

  it('[DO-8k] heals once, whatever stands beside it, and keeps the words of the claim', () => {
    const sign = fc.constantFrom(
      '1',
      '000',
      ' ',
      '\u00a0',
      '-',
      '–',
      '.',
      ',',
      '<',
      '×',
      '%',
      '\u200b',
      '\u2060',
      'a',
      ' million',
      '/',
      '~',
      '(',
      '|',
      '½',
      '\u202e',
      '\u0336',
      'minus ',
    )
    const signs = fc.array(sign, { maxLength: 4 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        signs,
        signs,
        signs,
        signs,
        fc.constantFrom('91', 'cost 91', '91 men', '9 in 91', '-91', '9.1%'),
        (before, after, nowBefore, nowAfter, wording) => {
          const known = rowOf(paragraph(`So ${before}`, wording, `${after} it was.`))
          const ydoc = paragraph(`So ${nowBefore}`, wording, `${nowAfter} it was.`)
          expect(healed(ydoc, known)).toContain(wording)
          // What the pass then knows leads to no further change.
          expect(healClaims(ydoc, [rowOf(ydoc)]).update).toBe(null)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a wording with formatting that tells', () => {
  it('[CL-3] [DO-6d] writes out what is struck through, raised or lowered', () => {
    const struck = ydocOf(
      article(p(t('did ', c1), t('not', c1, 'strike'), t(' agree to cut 10', c1), t('6', c1, 'superscript'), t(' t of CO', c1), t('2', c1, 'subscript'))),
    )
    expect(claimAnchors(struck).get('c1')?.wording).toBe('did n\u0336o\u0336t\u0336 agree to cut 10⁶ t of CO₂')
    const plain = ydocOf(article(p(t('did not agree', c1, 'bold'))))
    expect(claimAnchors(plain).get('c1')?.wording).toBe('did not agree')
  })

  it('[CL-3] [DO-6d] is found and healed like any other', () => {
    const ydoc = ydocOf(article(p('They did ', t('not', 'strike'), ' agree to the second draft')))
    expect(findQuote(ydoc, { quote: 'did not agree' })).toMatchObject({ kind: 'found', wording: 'did n\u0336o\u0336t\u0336 agree' })
    const found = findQuote(ydoc, { quote: 'did not agree to the' })
    if (found.kind !== 'found') throw new Error('not there')
    expect(healClaims(ydoc, [{ id: 'c1', ...readContext(ydoc, found.range) }]).reattached).toEqual(['c1'])
    const plain = ydocOf(article(p('They did not agree to the second draft')))
    expect(healClaims(plain, [{ id: 'c1', wording: found.wording }]).detached).toEqual(['c1'])
  })
})
