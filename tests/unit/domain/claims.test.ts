import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { timeAfter } from '#lib/domain/after.ts'
import { claimSetHash, type ClaimSetMember } from '#lib/domain/claims/claim-set.ts'
import { freezeClaim } from '#lib/domain/claims/frozen.ts'
import { changeSince, confirmable, reopenedSince } from '#lib/domain/claims/reopened.ts'
import { claimState, countingVerdicts, isBlocking, isDecided, toConfirm, type ClaimFacts, type VerdictFact } from '#lib/domain/claims/state.ts'
import { CLAIM_STATES, VERDICTS } from '#lib/domain/claims/terms.ts'
import type { EvidenceFact } from '#lib/domain/claims/weighed.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'

const HERE = wordingHash('Five men came to the town.')
const THERE = wordingHash('Nine men came to the town.')

let ids = 0
function verdict(given: Partial<Omit<VerdictFact, 'at'>> & { at?: number } = {}): VerdictFact {
  const { at = (ids += 1), ...rest } = given
  return {
    id: `verdict-${ids}`,
    checkerId: 'cleo',
    verdict: 'verified',
    wording: 'Five men came to the town.',
    wordingHash: HERE,
    confirmsId: null,
    evidenceIds: [],
    againstIds: [],
    at: new Date(at),
    ...rest,
  }
}
const waiver = (hash: string, at: number) => ({ wordingHash: hash, evidenceIds: [], againstIds: [], at: new Date(at) })
function claim(given: Partial<ClaimFacts> = {}): ClaimFacts {
  return { wordingHash: HERE, detached: false, secondCheck: false, verdicts: [], standing: [], waivers: [], tasks: [], evidence: [], ...given }
}

const found = (id: string, given: Partial<EvidenceFact> = {}): EvidenceFact => ({ id, relation: 'supports', confidential: false, withdrawnAt: null, ...given })
const against = (id: string, given: Partial<EvidenceFact> = {}) => found(id, { relation: 'contradicts', ...given })
const GONE = { withdrawnAt: new Date(9) }

describe('a verdict and the evidence that comes and goes after it', () => {
  const on = (...evidenceIds: string[]) => verdict({ evidenceIds })
  const having = (againstIds: string[], given: Partial<VerdictFact> = {}) => verdict({ ...given, evidenceIds: againstIds, againstIds, at: (ids += 1) })
  const cases: [string, ClaimFacts, (typeof CLAIM_STATES)[number], ReturnType<typeof toConfirm>][] = [
    ['all that it was given on was changed', claim({ verdicts: [on('a')], evidence: [found('a', { saidIds: ['1', '2'] })] }), 'to_confirm', 'withdrawn'],
    ['the change was taken back', claim({ verdicts: [on('a')], evidence: [found('a', { saidIds: ['1', '2', '1'] })] }), 'verified', null],
    ['it was given after the change', claim({ verdicts: [on('2')], evidence: [found('a', { saidIds: ['1', '2'] })] }), 'verified', null],
    ['and was changed again', claim({ verdicts: [on('2')], evidence: [found('a', { saidIds: ['1', '2', '3'] })] }), 'to_confirm', 'withdrawn'],
    ['some of it was changed', claim({ verdicts: [on('a', 'b')], evidence: [found('a', { saidIds: ['1', '2'] }), found('b')] }), 'verified', null],
    [
      'confidential evidence was changed',
      claim({ verdicts: [on('a')], evidence: [found('a', { saidIds: ['1', '2'], confidential: true })] }),
      'to_confirm',
      'unseen',
    ],
    [
      'what was weighed against it was changed',
      claim({ verdicts: [having(['a'])], evidence: [against('a', { saidIds: ['1', '2'] })] }),
      'to_confirm',
      'against',
    ],
    ['its source holds no longer', claim({ verdicts: [verdict({ fallen: true })] }), 'to_confirm', 'source'],
    [
      'its source holds no longer, and another checker verified it',
      claim({ verdicts: [verdict({ fallen: true }), verdict({ checkerId: 'carl' })] }),
      'verified',
      null,
    ],
    [
      'its source holds no longer, and a second check is due from somebody',
      claim({ secondCheck: true, verdicts: [verdict({ fallen: true }), verdict({ checkerId: 'carl' })] }),
      'to_confirm',
      'source',
    ],
    ['it was confirmed since', claim({ verdicts: [verdict({ fallen: true }), verdict()] }), 'verified', null],
    [
      'its source holds no longer, and it was waived since',
      claim({ verdicts: [verdict({ fallen: true, at: 1 })], waivers: [waiver(HERE, 2)] }),
      'waived',
      null,
    ],
    ['evidence that supports it came', claim({ verdicts: [verdict()], evidence: [found('a')] }), 'verified', null],
    ['evidence against it stood already', claim({ verdicts: [having(['a'])], evidence: [against('a')] }), 'verified', null],
    ['evidence against it came', claim({ verdicts: [verdict()], evidence: [against('a')] }), 'to_confirm', 'against'],
    ['more came against it', claim({ verdicts: [having(['a'])], evidence: [against('a'), against('b')] }), 'to_confirm', 'against'],
    ['what came against it is withdrawn', claim({ verdicts: [verdict()], evidence: [against('a', GONE)] }), 'verified', null],
    ['what it was called for context is against it now', claim({ verdicts: [on('a')], evidence: [against('a')] }), 'to_confirm', 'against'],
    ['the checker confirmed', claim({ verdicts: [verdict(), having(['a'])], evidence: [against('a')] }), 'verified', null],
    ['another checker found the same', claim({ verdicts: [verdict(), having(['a'], { checkerId: 'dan' })], evidence: [against('a')] }), 'verified', null],
    [
      'another found otherwise',
      claim({ verdicts: [verdict(), having(['a'], { checkerId: 'dan', verdict: 'incorrect' })], evidence: [against('a')] }),
      'disputed',
      null,
    ],
    [
      'of two checks that are required only the second knew',
      claim({ secondCheck: true, verdicts: [verdict(), having(['a'], { checkerId: 'dan' })], evidence: [against('a')] }),
      'to_confirm',
      'against',
    ],
    [
      'of two one reader weighed what is confidential',
      claim({ secondCheck: true, verdicts: [verdict(), having(['a'], { checkerId: 'dan' })], evidence: [against('a', { confidential: true })] }),
      'verified',
      null,
    ],
    ['what came is confidential', claim({ verdicts: [verdict()], evidence: [against('a', { confidential: true })] }), 'to_confirm', 'unseen'],
    ['all that it was given on is withdrawn', claim({ verdicts: [on('a', 'b')], evidence: [found('a', GONE), found('b', GONE)] }), 'to_confirm', 'withdrawn'],
    ['all of it is, and other evidence came', claim({ verdicts: [on('a')], evidence: [found('a', GONE), found('b')] }), 'to_confirm', 'withdrawn'],
    ['some of it stands', claim({ verdicts: [on('a', 'b')], evidence: [found('a', GONE), found('b')] }), 'verified', null],
    ['it was given without any', claim({ verdicts: [verdict()], evidence: [found('a', GONE)] }), 'verified', null],
    [
      'confidential evidence was all it was given on',
      claim({ verdicts: [on('a')], evidence: [found('a', { ...GONE, confidential: true })] }),
      'to_confirm',
      'unseen',
    ],
    [
      'it is waived since',
      claim({ verdicts: [verdict({ at: 1 })], waivers: [{ ...waiver(HERE, 2), againstIds: ['a'] }], evidence: [against('a')] }),
      'waived',
      null,
    ],
    [
      'it was waived before that came',
      claim({ verdicts: [verdict({ at: 1 })], waivers: [waiver(HERE, 2)], evidence: [against('a')] }),
      'to_confirm',
      'against',
    ],
    [
      'it was waived before it was checked',
      claim({ verdicts: [verdict({ at: 3 })], waivers: [{ ...waiver(HERE, 2), againstIds: ['a'] }], evidence: [against('a')] }),
      'to_confirm',
      'against',
    ],
    ['it was waived unchecked, and then something came', claim({ waivers: [waiver(HERE, 2)], evidence: [against('a')] }), 'to_confirm', 'waiver'],
    [
      'it was waived unchecked by who could not read what is confidential',
      claim({ waivers: [waiver(HERE, 2)], evidence: [against('a', { confidential: true })] }),
      'to_confirm',
      'unseen',
    ],
    [
      'it was waived unchecked in view of it',
      claim({ waivers: [{ ...waiver(HERE, 2), againstIds: ['a'] }], evidence: [against('a', { confidential: true })] }),
      'waived',
      null,
    ],
    ['it was for other words', claim({ verdicts: [verdict({ wordingHash: THERE })], evidence: [against('a')] }), 'reopened', null],
  ]
  it.each(cases)('[CL-6p, CL-6q] when %s', (_when, facts, state, why) => {
    expect([claimState(facts), isBlocking(claimState(facts))]).toEqual([state, !['verified', 'waived'].includes(state)])
    if (why !== null || state === 'verified') expect(toConfirm(facts)).toBe(why)
  })

  it('[CL-6p] the reader of confidential evidence is told why', () => {
    const facts = claim({ verdicts: [verdict()], evidence: [against('a', { confidential: true })] })
    expect([toConfirm(facts), toConfirm(facts, () => true)]).toEqual(['unseen', 'against'])
  })

  it('[RE-4e] the hash that a sign-off names stays the same: what was signed is what is confirmed', () => {
    const before = { ...claim({ verdicts: [verdict({ at: 1 })] }), number: 1, kind: 'figure' } as const
    const hashes = [before, { ...before, evidence: [against('a')] }, { ...before, verdicts: [...before.verdicts, having(['a'])], evidence: [against('a')] }]
    expect(new Set(hashes.map((one) => claimSetHash([one]))).size).toBe(1)
  })
})

describe('the state of a claim', () => {
  const states: [string, ClaimFacts, (typeof CLAIM_STATES)[number]][] = [
    ['nobody was asked', claim(), 'open'],
    ['somebody was asked', claim({ tasks: [{ state: 'done' }, { state: 'open' }] }), 'assigned'],
    ['somebody is at it', claim({ tasks: [{ state: 'open' }, { state: 'in_checking' }] }), 'in_checking'],
    ['all who were asked are done without a verdict', claim({ tasks: [{ state: 'done' }, { state: 'cancelled' }] }), 'open'],
    ['it was verified', claim({ verdicts: [verdict()] }), 'verified'],
    ['the checker thought again', claim({ verdicts: [verdict(), verdict({ verdict: 'incorrect' })] }), 'incorrect'],
    ['it cannot be verified', claim({ verdicts: [verdict({ verdict: 'unverifiable' })] }), 'unverifiable'],
    ['it needs other words', claim({ verdicts: [verdict({ verdict: 'needs_wording' })] }), 'needs_wording'],
    ['evidence against it came after the verdict', claim({ verdicts: [verdict()], evidence: [against('a')] }), 'to_confirm'],
    ['the verdict was for other words', claim({ verdicts: [verdict({ wordingHash: THERE })] }), 'reopened'],
    ['the waiver was for other words', claim({ waivers: [waiver(THERE, 1)] }), 'reopened'],
    ['it is re-opened while somebody is at it', claim({ verdicts: [verdict({ wordingHash: THERE })], tasks: [{ state: 'in_checking' }] }), 'reopened'],
    ['it was waived', claim({ waivers: [waiver(HERE, 1)] }), 'waived'],
    ['it was found incorrect and then waived', claim({ verdicts: [verdict({ verdict: 'incorrect', at: 1 })], waivers: [waiver(HERE, 2)] }), 'waived'],
    ['it was waived and then found incorrect', claim({ verdicts: [verdict({ verdict: 'incorrect', at: 3 })], waivers: [waiver(HERE, 2)] }), 'incorrect'],
    ['it was waived and then verified', claim({ verdicts: [verdict({ at: 3 })], waivers: [waiver(HERE, 2)] }), 'verified'],
    [
      'it was waived and then verified once of twice',
      claim({ secondCheck: true, verdicts: [verdict({ at: 3 })], waivers: [waiver(HERE, 2)] }),
      'awaiting_second',
    ],
    [
      'it was waived and then found incorrect once of twice',
      claim({ secondCheck: true, verdicts: [verdict({ verdict: 'incorrect', at: 3 })], waivers: [waiver(HERE, 2)] }),
      'awaiting_second',
    ],
    ['it was verified once of twice and then waived', claim({ secondCheck: true, verdicts: [verdict({ at: 1 })], waivers: [waiver(HERE, 2)] }), 'waived'],
    ['two checkers differ', claim({ verdicts: [verdict(), verdict({ checkerId: 'carl', verdict: 'incorrect' })] }), 'disputed'],
    ['two checkers agree after all', claim({ verdicts: [verdict({ verdict: 'incorrect' }), verdict({ checkerId: 'carl' }), verdict()] }), 'verified'],
    ['the second check is missing', claim({ secondCheck: true, verdicts: [verdict()] }), 'awaiting_second'],
    ['one checker checked twice', claim({ secondCheck: true, verdicts: [verdict(), verdict()] }), 'awaiting_second'],
    ['both checks agree', claim({ secondCheck: true, verdicts: [verdict(), verdict({ checkerId: 'carl' })] }), 'verified'],
    ['the first of two checks found it wrong', claim({ secondCheck: true, verdicts: [verdict({ verdict: 'incorrect' })] }), 'awaiting_second'],
    [
      'only one of two checks was for these words',
      claim({ secondCheck: true, verdicts: [verdict(), verdict({ checkerId: 'carl', wordingHash: THERE })] }),
      'awaiting_second',
    ],
    ['its words are gone, whatever was decided', claim({ detached: true, verdicts: [verdict()], waivers: [waiver(HERE, 9)] }), 'detached'],
  ]

  it.each(states)('[CL-6] when %s', (_when, facts, state) => {
    expect(claimState(facts)).toBe(state)
  })

  it('[CL-6] is reached in each of its kinds by the cases above', () => {
    expect(new Set(states.map(([, , state]) => state))).toEqual(new Set(CLAIM_STATES))
  })

  it('[CL-6a] blocks unless it is verified or waived', () => {
    expect(CLAIM_STATES.filter((state) => !isBlocking(state))).toEqual(['verified', 'waived'])
  })

  it('[CL-3b] depends on what was decided for these words alone, whatever was decided for others in between', () => {
    const decision = fc.record({
      checkerId: fc.constantFrom('cleo', 'carl', 'cora'),
      verdict: fc.constantFrom(...VERDICTS),
      wordingHash: fc.constantFrom(HERE, THERE),
    })
    fc.assert(
      fc.property(fc.array(decision), fc.boolean(), (given, secondCheck) => {
        const verdicts = given.map(verdict)
        const here = verdicts.filter(({ wordingHash: hash }) => hash === HERE)
        fc.pre(here.length > 0)
        expect(claimState(claim({ verdicts, secondCheck }))).toBe(claimState(claim({ verdicts: here, secondCheck })))
      }),
    )
  })

  it('[CL-3] never lets a verdict for other words pass', () => {
    const elsewhere = fc.record({ checkerId: fc.constantFrom('cleo', 'carl'), verdict: fc.constantFrom(...VERDICTS), wordingHash: fc.constant(THERE) })
    fc.assert(
      fc.property(
        fc.array(elsewhere, { minLength: 1 }),
        fc.boolean(),
        (given, secondCheck) => claimState(claim({ verdicts: given.map(verdict), secondCheck })) === 'reopened',
      ),
    )
  })

  it('[CL-6c] counts the newest verdict of each checker, oldest first', () => {
    const [a, b, c] = [verdict(), verdict({ checkerId: 'carl' }), verdict({ verdict: 'incorrect' })]
    expect(countingVerdicts(claim({ verdicts: [a, b, c] }))).toEqual([b, c])
    expect(isDecided(claim({ verdicts: [verdict({ wordingHash: THERE })] }))).toBe(false)
  })
})

describe('what re-opened a claim', () => {
  const first = verdict({ id: 'first', wording: 'They agreed to work together on the programme.' })

  it('[CL-3d] is minor where no fact can be touched, material where one may be', () => {
    expect(reopenedSince([first], 'They agreed to work together on this programme.')).toMatchObject({ change: 'minor', reasons: [], verdictId: 'first' })
    expect(reopenedSince([first], 'They never agreed to work together on the programme.')).toMatchObject({ change: 'material', reasons: ['negation'] })
  })

  it('[CL-3c] is nothing where only typography differs, or nobody checked', () => {
    expect(reopenedSince([first], 'They agreed to  work together on the programme.')).toBeNull()
    expect(reopenedSince([], 'Anything.')).toBeNull()
  })

  it('[CL-3g] is measured from the check itself too, so that confirmed minor changes do not add up', () => {
    const check = verdict({ id: 'first', wording: 'The officials agreed to the plan of the allies.' })
    const second = verdict({ id: 'second', wording: 'These officials agree to the plan of the allies.', confirmsId: 'first' })
    const third = verdict({ id: 'third', wording: 'These officials agree to that plan of the allies.', confirmsId: 'second' })
    const wording = 'These officials agree to that plan of these allies.'
    expect(changeSince({ ...third, confirmsId: null }, [third], wording)).toMatchObject({ change: 'minor' })
    expect(reopenedSince([check, second, third], wording)).toMatchObject({ change: 'material', reasons: ['large'], verdictId: 'third' })
    expect(reopenedSince([check, second, third], wording)?.diff.filter(({ op }) => op !== 'same')).toEqual([
      { op: 'removed', text: 'the' },
      { op: 'added', text: 'these' },
    ])
  })

  it('[CL-3d] is confirmed for one’s own newest verdict only', () => {
    const carl = verdict({ id: 'carl', checkerId: 'carl' })
    expect(confirmable([first, carl], 'cleo')?.id).toBe('first')
    expect(confirmable([first, carl], 'cora')).toBeNull()
    expect(confirmable([], 'cleo')).toBeNull()
  })
})

describe('the claim-set hash', () => {
  const member = (given: Partial<ClaimSetMember> = {}): ClaimSetMember => ({ ...claim({ verdicts: [verdict()] }), number: 1, kind: 'figure', ...given })

  it('[RE-4e] is the same for the same claims in any order, and pinned', () => {
    const claims = [member(), member({ number: 2, kind: 'quote', verdicts: [], detached: true })]
    expect(claimSetHash(claims)).toBe(claimSetHash(claims.toReversed()))
    expect(claimSetHash([])).toBe('0a6885a29dcc1cfe2777103065fc9599fdbb86fa92e410650f902cf6d624170b')
    expect(claimSetHash(claims)).toBe('ab44ad18aa7cee8c4cb51d91e4f357702f2eadc546f571c46a0c26c3c8967bba')
  })

  it('[RE-4e] changes with kind, wording, verdict, waiver, detachment and number', () => {
    const changed = [
      member(),
      member({ kind: 'date' }),
      member({ wordingHash: THERE }),
      member({ verdicts: [] }),
      member({ verdicts: [], waivers: [waiver(HERE, 1)] }),
      member({ detached: true }),
      member({ number: 2 }),
    ]
    expect(new Set(changed.map((one) => claimSetHash([one]))).size).toBe(changed.length)
  })

  it('[RE-4e] does not change with what is only about the work', () => {
    expect(claimSetHash([member({ tasks: [{ state: 'open' }] })])).toBe(claimSetHash([member()]))
    expect(claimSetHash([member({ verdicts: [verdict(), verdict()] })])).toBe(claimSetHash([member()]))
  })

  it('[RE-6] freezes what counted, as it was', () => {
    const facts = claim({ verdicts: [verdict({ id: 'old', wordingHash: THERE }), verdict({ id: 'now', at: 0 })] })
    expect(freezeClaim({ id: 'claim', kind: 'figure', number: 3, wording: 'Five men came to the town.' }, facts)).toEqual({
      id: 'claim',
      number: 3,
      kind: 'figure',
      wording: 'Five men came to the town.',
      wordingHash: HERE,
      state: 'verified',
      waived: false,
      verdicts: [{ id: 'now', checkerId: 'cleo', verdict: 'verified', stillHolds: false, at: '1970-01-01T00:00:00.000Z' }],
    })
  })
})

describe('the time of an act', () => {
  it('[CL-6g] is after everything that it follows, whatever the clock says', () => {
    const now = new Date(1000)
    expect(timeAfter(now, [])).toEqual(now)
    expect(timeAfter(now, [new Date(10)])).toEqual(now)
    expect(timeAfter(now, [new Date(1000), new Date(5000)])).toEqual(new Date(5001))
  })
})
