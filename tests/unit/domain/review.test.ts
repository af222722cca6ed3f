import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { refuseMove, settleStage } from '#lib/domain/articles/settle-stage.ts'
import { isPublic, STAGES } from '#lib/domain/articles/stages.ts'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { afterBreakGlass, blockersBefore, evaluateGate, type GateFacts } from '#lib/domain/gate/gate.ts'
import { signOffInvolvement, wroteWording } from '#lib/domain/review/four-eyes.ts'
import { SIGN_OFF_KINDS } from '#lib/domain/review/sign-off-kinds.ts'
import { newestSignOffs, requiredSignOffs, staleness } from '#lib/domain/review/sign-offs.ts'

const CONTENT = 'c'.repeat(64)
const CLAIMS = 'd'.repeat(64)

/** Ready to publish, unless told otherwise. */
function facts(given: Partial<GateFacts> = {}): GateFacts {
  return {
    articleId: 'article',
    stage: 'checking',
    headline: 'Grain deal nears',
    contentHash: CONTENT,
    claimSetHash: CLAIMS,
    lastRemovalAt: null,
    legalFlag: false,
    fourEyes: true,
    claims: [{ id: 'one', number: 1, wording: 'Five men', state: 'verified' }],
    strayWords: [],
    turnedText: [],
    unclearedPastes: [],
    alteredQuotes: [],
    openQueries: [],
    signOffs: [signed('fact_check', 'cleo'), signed('final', 'pia')],
    copyAuthorIds: ['rita'],
    checkerIds: ['cleo'],
    ...given,
  }
}
function signed(kind: (typeof SIGN_OFF_KINDS)[number], userId: string, hashes: { contentHash?: string; claimSetHash?: string } = {}) {
  return { id: `${kind}-${userId}`, kind, userId, contentHash: CONTENT, claimSetHash: CLAIMS, createdAt: new Date(1000), ...hashes }
}
const codes = (given: Partial<GateFacts>) => evaluateGate(facts(given)).map(({ code }) => code)

describe('the gate', () => {
  it('[RE-5] lets pass what is checked and signed', () => {
    expect(codes({})).toEqual([])
    expect(codes({ claims: [] })).toEqual([])
  })

  it('[RE-5] has a blocker of its own, with a sentence and a link to the claim, for every state that blocks', () => {
    for (const state of CLAIM_STATES) {
      const blockers = evaluateGate(facts({ claims: [{ id: 'one', number: 7, wording: 'Five men', state }] }))
      const passes = state === 'verified' || state === 'waived'
      expect(blockers).toEqual(
        passes
          ? []
          : [
              {
                code: `claim-${state.replace('_', '-')}`,
                message: expect.stringMatching(/^Claim 7 \(“Five men”\) .+\.$/),
                href: '/articles/article?claim=one',
                signOff: null,
              },
            ],
      )
    }
  })

  it.each([
    ['against', 'has evidence against it that came after its verdict: a checker looks at it and confirms the verdict, or gives another.'],
    ['source', 'rests on a verdict that was brought over and holds no longer where it came from: a checker confirms the verdict, or gives another.'],
    ['withdrawn', 'was verified on evidence that has all been withdrawn or changed since: a checker confirms the verdict, or gives another.'],
    ['unseen', 'has to be confirmed: a checker looks at it once more.'],
  ] as const)('[CL-6p, CL-6q] says what happened to a verdict that has to be confirmed: %s', (toConfirm, sentence) => {
    const claims = [{ id: 'one', number: 4, wording: 'Five men', state: 'to_confirm' as const, toConfirm }]
    expect(evaluateGate(facts({ claims })).map(({ message }) => message)).toEqual([`Claim 4 (“Five men”) ${sentence}`])
  })

  it('[CL-3m] names a claim that passes, where something else goes with its words', () => {
    for (const state of ['verified', 'waived'] as const) {
      const claims = [{ id: 'one', number: 4, wording: 'Five men', state, isBesideChanged: true }]
      expect(evaluateGate(facts({ claims }))).toMatchObject([{ code: 'claim-beside-changed', message: expect.stringMatching(`than when it was ${state}`) }])
    }
  })

  it('[RE-5c] names every open claim, by number, before the sign-offs', () => {
    const claims = [1, 2, 3].map((number) => ({ id: `claim-${number}`, number, wording: 'w', state: 'open' as const }))
    expect(evaluateGate(facts({ claims, signOffs: [] })).map(({ href }) => href)).toEqual([
      '/articles/article?claim=claim-1',
      '/articles/article?claim=claim-2',
      '/articles/article?claim=claim-3',
      '/articles/article/review#sign-off-fact_check',
      '/articles/article/review#sign-off-final',
    ])
  })

  it('[RE-5c] shows a long wording in one short line', () => {
    const [blocker] = evaluateGate(facts({ claims: [{ id: 'one', number: 1, wording: `Two\nblocks ${'and 😀 more '.repeat(40)}`, state: 'open' }] }))
    expect(blocker?.message).toMatch(/^Claim 1 \(“Two blocks and 😀 more .{20,60}…”\) is open/u)
  })

  it.each([
    ['“We did it,” she said', '‘We did it,’ she said'],
    ['He called it "the end" of "it all"', 'He called it ‘the end’ of ‘it all’'],
  ])('[RE-5c] shows quotations inside its own marks with single ones: %s', (wording, shown) => {
    const [blocker] = evaluateGate(facts({ claims: [{ id: 'one', number: 1, wording, state: 'open' }] }))
    expect(blocker?.message.startsWith(`Claim 1 (“${shown}”) is open`)).toBe(true)
  })

  it('[RE-5c] keeps words from right to left from turning the sentence around them', () => {
    const [hebrew, english] = evaluateGate(
      facts({ claims: ['המהירות עלתה', 'Speed rose'].map((wording, index) => ({ id: `c${index}`, number: index + 1, wording, state: 'open' as const })) }),
    )
    expect(hebrew?.message).toMatch(/^Claim 1 \(“\u2068המהירות עלתה\u2069”\) is open/u)
    expect(english?.message).toMatch(/^Claim 2 \(“Speed rose”\) is open/u)
  })

  it('[RE-4] a sign-off for another copy or other claims blocks like none', () => {
    expect(codes({ signOffs: [signed('fact_check', 'cleo', { contentHash: 'e' }), signed('final', 'pia')] })).toEqual(['sign-off-stale'])
    expect(codes({ signOffs: [signed('fact_check', 'cleo'), signed('final', 'pia', { claimSetHash: 'e' })] })).toEqual(['sign-off-stale'])
    expect(codes({ signOffs: [signed('desk', 'ed')] })).toEqual(['sign-off-missing', 'sign-off-missing'])
  })

  it('[RE-4d] asks for legal when the article is flagged, and for nothing but fact-check and final else', () => {
    expect(codes({ legalFlag: true })).toEqual(['sign-off-missing'])
    expect(codes({ legalFlag: true, signOffs: [...facts().signOffs, signed('legal', 'lea')] })).toEqual([])
    expect(requiredSignOffs({ legalFlag: false })).toEqual(['fact_check', 'final'])
  })

  it('[RE-2c] does not count a sign-off of somebody who wrote or checked, unless the desk works without four eyes', () => {
    expect(codes({ copyAuthorIds: ['rita', 'cleo'] })).toEqual(['four-eyes'])
    expect(codes({ copyAuthorIds: ['rita', 'pia'] })).toEqual(['four-eyes'])
    expect(codes({ checkerIds: ['cleo', 'pia'] })).toEqual(['four-eyes'])
    expect(codes({ copyAuthorIds: ['rita', 'pia', 'cleo'], checkerIds: ['pia'], fourEyes: false })).toEqual([])
  })

  it('[RE-5d] wants a headline, and nothing of a withdrawn article', () => {
    expect(codes({ headline: ' \n' })).toEqual(['headline-missing'])
    expect(codes({ stage: 'withdrawn', headline: '', signOffs: [], legalFlag: true })).toEqual(['withdrawn'])
  })

  it('[RE-2e] glass that is broken lifts the four eyes and the final sign-off, and nothing else', () => {
    const open = facts({
      claims: [{ id: 'one', number: 1, wording: 'w', state: 'open' }],
      copyAuthorIds: ['cleo'],
      signOffs: [signed('fact_check', 'cleo')],
      legalFlag: true,
    })
    expect(evaluateGate(open).map(({ code, signOff }) => [code, signOff])).toEqual([
      ['claim-open', null],
      ['four-eyes', 'fact_check'],
      ['sign-off-missing', 'legal'],
      ['sign-off-missing', 'final'],
    ])
    expect(afterBreakGlass(evaluateGate(open)).map(({ code, signOff }) => [code, signOff])).toEqual([
      ['claim-open', null],
      ['sign-off-missing', 'legal'],
    ])
  })

  it('[RE-4c] the fact-check waits for the claims, final for everything but itself, desk and legal for nothing', () => {
    const blockers = evaluateGate(facts({ claims: [{ id: 'one', number: 1, wording: 'w', state: 'open' }], signOffs: [] }))
    const before = SIGN_OFF_KINDS.map((kind) => [kind, blockersBefore(kind, blockers).map(({ code, signOff }) => signOff ?? code)])
    expect(before).toEqual([
      ['desk', []],
      ['fact_check', ['claim-open']],
      ['legal', []],
      ['final', ['claim-open', 'fact_check']],
    ])
  })
})

describe('sign-offs', () => {
  it('[RE-4] are stale by what changed', () => {
    const given = { contentHash: CONTENT, claimSetHash: CLAIMS, createdAt: new Date(1000) }
    const present = { contentHash: CONTENT, claimSetHash: CLAIMS, lastRemovalAt: null }
    expect(staleness(given, present)).toBeNull()
    expect(staleness({ ...given, contentHash: 'e' }, present)).toBe('content')
    expect(staleness({ ...given, claimSetHash: 'e' }, present)).toBe('claims')
  })

  it('[RE-4f] hold no longer once a claim has left the article, whatever the hash of the claims says', () => {
    const given = { contentHash: CONTENT, claimSetHash: CLAIMS, createdAt: new Date(1000) }
    const left = (at: number) => staleness(given, { contentHash: CONTENT, claimSetHash: CLAIMS, lastRemovalAt: new Date(at) })
    expect([left(999), left(1000), left(1001)]).toEqual([null, 'claims', 'claims'])
  })

  it('[RE-4] of one kind: the newest counts', () => {
    const [old, fresh, other] = [signed('final', 'old'), signed('final', 'fresh'), signed('desk', 'ed')]
    expect(newestSignOffs([old, other, fresh])).toEqual([fresh, other])
  })
})

describe('four eyes', () => {
  it('[RE-2] keep a writer from verifying, where the desk has them', () => {
    expect(wroteWording({ fourEyes: true, userId: 'rita', wordingAuthorIds: ['rita'] })).toBe(true)
    expect(wroteWording({ fourEyes: true, userId: 'cleo', wordingAuthorIds: ['rita'] })).toBe(false)
    expect(wroteWording({ fourEyes: false, userId: 'rita', wordingAuthorIds: ['rita'] })).toBe(false)
  })

  it('[RE-2c] say what part somebody has', () => {
    const people = { copyAuthorIds: ['rita'], checkerIds: ['cleo'] }
    const asked = (kind: (typeof SIGN_OFF_KINDS)[number], userId: string, fourEyes = true) => signOffInvolvement({ ...people, kind, userId, fourEyes })
    expect(SIGN_OFF_KINDS.map((kind) => asked(kind, 'rita'))).toEqual([null, 'wrote', null, 'wrote'])
    expect(SIGN_OFF_KINDS.map((kind) => asked(kind, 'cleo'))).toEqual([null, null, null, 'checked'])
    expect(asked('final', 'rita', false)).toBeNull()
  })
})

describe('the stage', () => {
  const states = fc.array(fc.record({ state: fc.constantFrom(...CLAIM_STATES) }), { maxLength: 4 })

  it('[RE-3a] of what readers have never follows from facts', () => {
    for (const stage of STAGES.filter(isPublic))
      fc.assert(fc.property(states, fc.boolean(), (claims, approved) => settleStage({ stage, claims, approved }) === stage))
  })

  it('[RE-3] is approved exactly while nothing is open, in every stage before publication', () => {
    for (const stage of STAGES.filter((one) => !isPublic(one))) {
      fc.assert(
        fc.property(states, fc.boolean(), (claims, approved) => {
          const settled = settleStage({ stage, claims, approved })
          return (settled === 'approved' || settled === 'scheduled') === approved
        }),
      )
    }
  })

  it('[RE-3] settles: asked again with the same facts it does not move', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STAGES), states, fc.boolean(), (stage, claims, approved) => {
        const once = settleStage({ stage, claims, approved })
        expect(settleStage({ stage: once, claims, approved })).toBe(once)
      }),
    )
  })

  it('[RE-3] is ready when no claim blocks any more, and checking again when one does', () => {
    const [clear, blocked] = [[{ state: 'verified' as const }], [{ state: 'verified' as const }, { state: 'reopened' as const }]]
    expect(settleStage({ stage: 'checking', claims: clear, approved: false })).toBe('ready')
    expect(settleStage({ stage: 'ready', claims: blocked, approved: false })).toBe('checking')
    expect(settleStage({ stage: 'approved', claims: clear, approved: false })).toBe('ready')
    expect(settleStage({ stage: 'draft', claims: clear, approved: false })).toBe('draft')
    expect(settleStage({ stage: 'checking', claims: [], approved: false })).toBe('checking')
    expect(settleStage({ stage: 'scheduled', claims: clear, approved: true })).toBe('scheduled')
  })

  it('[RE-3a] is moved by people before publication only, and to ready only when nothing is open', () => {
    expect(refuseMove('checking', { stage: 'draft', claims: [] })).toBeNull()
    expect(refuseMove('ready', { stage: 'checking', claims: [{ state: 'waived' }] })).toBeNull()
    expect(refuseMove('ready', { stage: 'checking', claims: [{ state: 'open' }] })).toContain('still open')
    for (const stage of STAGES.filter(isPublic)) expect(refuseMove('draft', { stage, claims: [] })).not.toBeNull()
  })
})
