import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { DECISIONS_NEEDED, DECISIONS_OF_A_KIND, learnOrder, placesInOrder, type Proposed, type RememberedDecision } from '#lib/domain/suggestions/desk-order.ts'
import { fitLogistic, logOdds } from '#lib/domain/suggestions/logistic.ts'
import { REASONS } from '#lib/domain/suggestions/words.ts'

const proposed: fc.Arbitrary<Proposed> = fc.record({
  wording: fc
    .array(fc.constantFrom('Turkey', 'sold', '20', 'drones', '“all”', 'to', 'Kyiv', 'in', '2022', ''), { maxLength: 40 })
    .map((words) => words.join(' ')),
  reasons: fc.uniqueArray(fc.constantFrom(...REASONS), { minLength: 1, maxLength: 5 }),
})

const kind = fc.constantFrom<RememberedDecision['decision']>('accepted', 'dismissed', 'restored')

function remembered(what: readonly { of: Proposed; decision: RememberedDecision['decision'] }[]): RememberedDecision[] {
  return what.map(({ of, decision }, index) => ({ ...of, decision, articleId: 'article', wordingHash: String(index) }))
}

const history = fc.array(fc.record({ of: proposed, decision: kind }), { minLength: 330, maxLength: 450 }).map(remembered)

/** Half accepted, half dismissed, as `accepts` has it. */
function desk(count: number, accepts: (index: number) => boolean): RememberedDecision[] {
  return remembered(
    Array.from({ length: count }, (_, index) => ({
      of: { wording: `Words number ${index}`, reasons: [REASONS[index % REASONS.length] ?? 'event'] },
      decision: accepts(index) ? 'accepted' : 'dismissed',
    })),
  )
}

describe('the order', () => {
  it('[CL-9i] is a permutation: nothing is hidden, nothing added, and the same decisions give the same', () => {
    fc.assert(
      fc.property(history, fc.array(proposed, { maxLength: 30 }), (decisions, suggestions) => {
        const order = learnOrder(decisions)
        if (!order) return
        const places = placesInOrder(order, suggestions)
        expect(places.toSorted((a, b) => a - b)).toEqual([...suggestions.keys()])
        expect(placesInOrder(learnOrder(structuredClone(decisions)) ?? expect.fail('not learnt'), suggestions)).toEqual(places)
        expect(order.model.weights.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('[CL-9i] learns what the desk likes, whatever it is, also when one in ten decisions says otherwise', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REASONS),
        fc.array(proposed, { minLength: 400, maxLength: 600 }),
        fc.uniqueArray(fc.constantFrom(...REASONS), { minLength: REASONS.length, maxLength: REASONS.length }),
        (liked, seen, shuffled) => {
          const decisions = remembered(
            seen.map((of, index) => ({ of, decision: of.reasons.includes(liked) !== (index % 10 === 0) ? 'accepted' : 'dismissed' })),
          )
          const order = learnOrder(decisions)
          fc.pre(order !== null && seen.filter(({ reasons }) => reasons.includes(liked)).length >= 40)
          const suggestions = shuffled.map((reason) => ({ wording: 'Turkey sold drones', reasons: [reason] }))
          const [first] = order ? placesInOrder(order, suggestions) : []
          expect(suggestions[first ?? -1]?.reasons).toEqual([liked])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('[CL-9i] leaves suggestions that are alike in the order of the rules', () => {
    const order = learnOrder(desk(300, (index) => index % 2 === 0)) ?? expect.fail('not learnt')
    const alike = ['It fell here', 'It rose there', 'They met again'].map((wording) => ({ wording, reasons: ['event'] }))
    expect(placesInOrder(order, alike)).toEqual([0, 1, 2])
  })
})

describe('what counts', () => {
  it('[CL-9i] learns nothing from fewer than 200 decisions, or from a desk that decides one way', () => {
    expect(learnOrder(desk(DECISIONS_NEEDED - 1, (index) => index % 2 === 0))).toBeNull()
    expect(learnOrder(desk(DECISIONS_NEEDED, (index) => index % 2 === 0))).toMatchObject({ decisions: 200 })
    expect(learnOrder(desk(1000, () => true))).toBeNull()
    expect(learnOrder(desk(1000, (index) => index < DECISIONS_OF_A_KIND - 1))).toBeNull()
    expect(learnOrder(desk(1000, (index) => index < DECISIONS_OF_A_KIND))).not.toBeNull()
  })

  it('[CL-9i] takes the newest decision on a wording, and none where a dismissal was taken back', () => {
    const before = desk(202, (index) => index % 2 === 0)
    const [first, second] = before
    if (!first || !second) throw new Error('there are 202')
    const after = [...before, { ...first, decision: 'dismissed' as const }, { ...second, decision: 'restored' as const }]
    expect(learnOrder(after)?.decisions).toBe(201)
    const told = before.map((one, index) => (index === 0 ? { ...one, decision: 'dismissed' as const } : one)).filter((_, index) => index !== 1)
    expect(learnOrder(after)?.model.weights).toEqual(learnOrder(told)?.model.weights)
    expect(learnOrder([...before, ...before.slice(0, 3).map((one) => ({ ...one, decision: 'restored' as const }))])).toBeNull()
  })
})

describe('the model', () => {
  it('[CL-9i] is the maximum: no small change of a weight fits better', () => {
    const examples = desk(240, (index) => index % 3 === 0).map(({ decision }, index) => ({
      features: [index % 2, index % 5 === 0 ? 1 : 0, index % 7 < 3 ? 1 : 0],
      yes: decision === 'accepted',
    }))
    const { intercept, weights } = fitLogistic(examples) ?? expect.fail('not fitted')
    const yes = examples.filter((example) => example.yes).length
    const loss = (beta: readonly number[]) => {
      const [b = 0, ...w] = beta
      const fit = examples.reduce((sum, { features, yes: isYes }) => {
        const p = 1 / (1 + Math.exp(-logOdds({ intercept: b, weights: w }, features)))
        return sum - (examples.length / (2 * (isYes ? yes : examples.length - yes))) * Math.log(isYes ? p : 1 - p)
      }, 0)
      return fit + w.reduce((sum, weight) => sum + weight * weight, 0)
    }
    const best = [intercept, ...weights]
    for (const index of best.keys())
      for (const by of [-0.01, 0.01]) expect(loss(best.map((value, at) => (at === index ? value + by : value)))).toBeGreaterThan(loss(best))
  })

  it('[CL-9i] stays finite where a feature tells everything, and is none where all answers are the same', () => {
    const examples = Array.from({ length: 400 }, (_, index) => ({ features: [index % 2], yes: index % 2 === 1 }))
    const model = fitLogistic(examples) ?? expect.fail('not fitted')
    expect(logOdds(model, [1])).toBeGreaterThan(2)
    expect(logOdds(model, [0])).toBeLessThan(-2)
    expect(model.weights.every(Number.isFinite)).toBe(true)
    expect(fitLogistic(examples.filter(({ yes }) => yes))).toBeNull()
    expect(fitLogistic([])).toBeNull()
  })
})
