import { describe, expect, it } from 'vitest'
import { hasWords, standingFindings } from '#lib/domain/claims/standing-findings.ts'
import type { VerdictValue } from '#lib/domain/claims/terms.ts'

const WORDS = 'the bridge cost 90 million dollars'

const place = (id: string, wording: string, given: { stands?: boolean; kinIds?: string[] } = {}) => ({
  id,
  wording,
  wordingHash: wording,
  stands: true,
  kinIds: [],
  ...given,
})
const given = (claimId: string, wording: string, { verdict = 'incorrect' as VerdictValue, checkerId = 'carl', at = 1, id = 'found' } = {}) => ({
  id,
  claimId,
  checkerId,
  verdict,
  wording,
  wordingHash: wording,
  confirmsId: null,
  evidenceIds: [],
  againstIds: [],
  at: new Date(at),
})

describe('[CL-6u] words that were found wrong', () => {
  it.each([
    ['more words before them', `On Monday, ${WORDS}`, true],
    ['more words around, other capitals and signs', `It was told: “The bridge – cost 90 million dollars”, he said.`, true],
    ['an invisible sign, and a letter of another alphabet', 'So the br\u200bidge c\u043est 90 million dollars', true],
    ['another figure', 'On Monday the bridge cost 40 million dollars', false],
    ['the sign of a figure', 'On Monday the bridge cost -90 million dollars', false],
    ['a word among them', 'On Monday the bridge cost some 90 million dollars', false],
    ['some of them', 'the bridge cost 90 million', false],
    ['a longer word', `${WORDS}worth`, false],
  ])('stand or not in %s', (_, wording, stand) => {
    expect(hasWords(wording, WORDS)).toBe(stand)
    expect(standingFindings([place('a', wording)], [given('a', WORDS)]).get('a')).toEqual(stand ? ['found'] : [])
  })

  it('speak against a claim tagged anew over them once their own is gone, or on other words', () => {
    const anew = place('b', `On Monday, ${WORDS}`)
    const on = (own: ReturnType<typeof place>) => standingFindings([own, anew], [given('a', WORDS)]).get('b')
    expect(on(place('a', WORDS))).toEqual([])
    expect(on(place('a', WORDS, { stands: false }))).toEqual(['found'])
    expect(on(place('a', 'the bridge cost 40 million dollars'))).toEqual(['found'])
  })

  it('do not where one or two words say the same of something else; they do in what their claim became part of or was split into', () => {
    const gone = place('a', '90 percent', { stands: false })
    expect(standingFindings([gone, place('b', 'Some 90 percent agreed')], [given('a', '90 percent')]).get('b')).toEqual([])
    const into = { ...gone, kinIds: ['b'] }
    expect(standingFindings([into, place('b', 'Some 90 percent agreed')], [given('a', '90 percent')]).get('b')).toEqual(['found'])
    expect(standingFindings([gone, place('b', 'Some 90 percent agreed', { kinIds: ['a'] })], [given('a', '90 percent')]).get('b')).toEqual(['found'])
  })

  it('are answered where the words that their checker proposed stand, and not by others', () => {
    const words = `${WORDS}, the ministry says`
    const on = (wording: string, accepted: { proposerId: string; words: string; at: Date }) =>
      standingFindings([place('a', wording)], [given('a', WORDS, { verdict: 'needs_wording' })], [accepted]).get('a')
    const theirs = { proposerId: 'carl', words, at: new Date(1) }
    expect(on(words, theirs)).toEqual([])
    expect(on(`On Monday, ${words}`, theirs)).toEqual([])
    expect(on(`${WORDS}, he says`, theirs)).toEqual(['found'])
    expect(on(words, { ...theirs, proposerId: 'cleo' })).toEqual(['found'])
    expect(on(words, { ...theirs, at: new Date(0) })).toEqual(['found'])
    expect(on(words, { ...theirs, words: 'the ministry says' })).toEqual(['found'])
  })

  it('are cleared by their checker, with these words or more, and by nobody else', () => {
    const wide = `On Monday, ${WORDS}`
    const after = (verdict: ReturnType<typeof given>) => standingFindings([place('a', `${wide}.`)], [given('a', WORDS), verdict]).get('a')
    expect(after(given('a', wide, { verdict: 'verified', id: 'later', at: 2 }))).toEqual([])
    expect(after(given('a', WORDS, { verdict: 'verified', id: 'later', at: 2 }))).toEqual([])
    expect(after(given('a', WORDS, { verdict: 'verified', id: 'before', at: 0 }))).toEqual(['found'])
    expect(after(given('a', 'the bridge cost', { verdict: 'verified', id: 'later', at: 2 }))).toEqual(['found'])
    expect(after(given('a', wide, { verdict: 'verified', checkerId: 'cleo', id: 'later', at: 2 }))).toEqual(['found'])
  })
})
