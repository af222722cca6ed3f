import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialState } from '#lib/editor/ydoc.ts'
import { article } from './support/newsroom.ts'
import { Simulation, type Step } from './support/simulation.ts'

const peer = fc.nat({ max: 2 })
const node = fc.nat({ max: 1 })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      peer,
      kind: fc.constantFrom('insert' as const, 'delete' as const, 'format' as const, 'paragraph' as const),
      at: fc.nat({ max: 60 }),
    }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('up' as const), peer }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('down' as const), peer }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('join' as const), peer, node }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop' as const), peer }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('database' as const),
      node,
      outcome: fc.constantFrom('ok' as const, 'ok' as const, 'ok' as const, 'fails' as const, 'lost' as const, 'late' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'zombie' as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), node, committed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('service' as const), heard: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('tick' as const), ms: fc.nat({ max: 3_000 }) }) },
)

const schedule = fc.array(step, { minLength: 30, maxLength: 120, size: 'max' })

/** Everybody is in from the start, half on each node. */
const opening: Step[] = [
  { do: 'join', peer: 0, node: 0 },
  { do: 'join', peer: 1, node: 1 },
  { do: 'join', peer: 2, node: 0 },
  { do: 'database', node: 0, outcome: 'ok' },
  { do: 'database', node: 1, outcome: 'ok' },
]

const first = initialState(article('Grain deal nears'))

function run(steps: readonly Step[], options?: { acksEarly: boolean }): void {
  const simulation = new Simulation(first, options)
  for (const next of [...opening, ...steps]) simulation.play(next)
  simulation.settle()
}

const SCHEDULES = Number(process.env['STET_TEST_SCHEDULES'] ?? 3_000)

describe('random schedules of two nodes, one log and three people', () => {
  it('[CO-4a, CO-5] all that was told Saved is in the log, nothing is seen before it is, and all come to one content hash', () => {
    // fast-check prints the seed and the smallest schedule that fails.
    fc.assert(
      fc.property(schedule, (steps) => run(steps)),
      { numRuns: SCHEDULES },
    )
  })

  it('[CO-4] the test notices a server that answers Saved before the commit', () => {
    const outcome = fc.check(
      fc.property(schedule, (steps) => run(steps, { acksEarly: true })),
      { numRuns: 200, endOnFailure: true },
    )
    expect(String(outcome.errorInstance)).toMatch(/Saved \d+ was told, but change \d+ is not in the log/)
  })
})
