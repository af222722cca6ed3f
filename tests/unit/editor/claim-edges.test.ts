import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
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
    const { reattached } = healClaims(ydoc, [{ id: 'c1', wording: 'did n\u0336o\u0336t\u0336 agree to the' }])
    expect(reattached).toEqual(['c1'])
    expect(
      healClaims(ydocOf(article(p('They did not agree to the second draft'))), [{ id: 'c1', wording: 'did n\u0336o\u0336t\u0336 agree to the' }]).detached,
    ).toEqual(['c1'])
  })
})
