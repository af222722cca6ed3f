import { fc } from '#tests/support/property.ts'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Replica } from '#lib/collab/replica.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { article } from './support/newsroom.ts'
import { Simulation, type Faults, type Step } from './support/simulation.ts'

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
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bad' as const), peer }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('squat' as const), peer, node }) },
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

function run(steps: readonly Step[], faults?: Faults): void {
  const simulation = new Simulation(first, faults)
  for (const next of [...opening, ...steps]) simulation.play(next)
  simulation.settle()
}

const NOT_IN_THE_LOG = /Saved \d+ was told, but change \d+ is not in the log/

/** Peer 1 comes, is seen, leaves and types; meanwhile somebody writes under its client id. */
const SQUATTED: Step[] = [
  { do: 'up', peer: 1 },
  { do: 'up', peer: 1 },
  ...Array.from({ length: 4 }, (): Step => ({ do: 'down', peer: 1 })),
  { do: 'drop', peer: 1 },
  { do: 'edit', peer: 1, kind: 'insert', at: 0 },
  { do: 'squat', peer: 1, node: 0 },
  { do: 'database', node: 0, outcome: 'ok' },
]

/** Two sockets write under a client id on a node that has not heard of its owner; the second only repeats the first. */
const SQUATTED_TWICE: Step[] = [
  { do: 'up', peer: 2 },
  { do: 'down', peer: 2 },
  { do: 'down', peer: 2 },
  { do: 'up', peer: 2 },
  { do: 'down', peer: 2 },
  { do: 'edit', peer: 2, kind: 'paragraph', at: 0 },
  { do: 'squat', peer: 2, node: 1 },
  { do: 'squat', peer: 2, node: 1 },
  { do: 'crash', node: 0, committed: false },
  { do: 'edit', peer: 2, kind: 'insert', at: 0 },
  { do: 'join', peer: 2, node: 1 },
  { do: 'edit', peer: 2, kind: 'paragraph', at: 0 },
  { do: 'database', node: 1, outcome: 'lost' },
]

/** What peer 0 may not write is held until the log can be read, and the database fails for longer and longer. */
const REFUSED_LATE: Step[] = [
  { do: 'up', peer: 0 },
  { do: 'up', peer: 0 },
  ...Array.from({ length: 6 }, (): Step => ({ do: 'down', peer: 0 })),
  { do: 'up', peer: 0 },
  { do: 'bad', peer: 0 },
  { do: 'up', peer: 0 },
  ...Array.from({ length: 8 }, (): Step[] => [
    { do: 'database', node: 0, outcome: 'fails' },
    { do: 'tick', ms: 3_000 },
  ]).flat(),
  { do: 'database', node: 0, outcome: 'fails' },
]

const SCHEDULES = Number(process.env['STET_TEST_SCHEDULES'] ?? 10_000)

describe('random schedules of two nodes, one log and three people', () => {
  it('[CO-4a, CO-5] all that was told Saved is in the log, nothing is seen before it is, and all come to one content hash', () => {
    // fast-check prints the seed and the smallest schedule that fails.
    fc.assert(
      fc.property(schedule, (steps) => run(steps)),
      { numRuns: SCHEDULES },
    )
    // Half a minute of one processor, which other programs may share.
  }, 300_000)

  it('[CO-4] the test notices a server that answers Saved before the commit', () => {
    const outcome = fc.check(
      fc.property(schedule, (steps) => run(steps, { acksEarly: true })),
      { numRuns: 200, endOnFailure: true },
    )
    expect(String(outcome.errorInstance)).toMatch(NOT_IN_THE_LOG)
  })

  describe('a server that binds a client id at the first edit, and takes a covered clock for the words', () => {
    const faults: Faults = { trustsClocks: true }
    beforeAll(() => void vi.spyOn(Replica.prototype, 'contradicts').mockReturnValue(false))
    afterAll(() => void vi.restoreAllMocks())

    it('[CO-4, CO-8b] is noticed: words typed offline under a squatted id are told Saved and are nowhere', () => {
      expect(() => run(SQUATTED, faults)).toThrow(NOT_IN_THE_LOG)
    })
  })

  it('[CO-4, CO-8b] the same schedule harms nobody where ids are bound at their announcement', () => {
    run(SQUATTED)
  })
  it('[CO-7d, CO-8c] a refusal reaches its sender as soon as the database answers again', () => {
    run(REFUSED_LATE)
  })
  it('[CO-8b] an edit that repeats a squatted one goes with it, and spoils nothing of its owner', () => {
    run(SQUATTED_TWICE)
  })
})
