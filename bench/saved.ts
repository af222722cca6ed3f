/**
 * When an edit is safe: ours shows Saved after the commit. Hocuspocus says nothing of the kind to a client; what is
 * measured there is when the statement that stores an edit has returned.
 */
import type { ChildProcess } from 'node:child_process'
import { z } from 'zod'
import type { Report } from './load/plan.ts'
import { medians, quantile, round, type Bench, type Measurement } from './measure.ts'
import { setStage } from './stage.ts'

export const question = 'How long after its key is an edit in the database?'

const CLIENTS = 20
/** Hocuspocus stores two seconds after the last edit, and ten after the first at the latest. */
const STORE_TIMEOUT_MS = 15_000

const storedSchema = z.object({ type: z.literal('stored'), document: z.string(), at: z.number(), clocks: z.array(z.tuple([z.number(), z.number()])) })
type Stored = z.infer<typeof storedSchema>

export async function run(bench: Bench): Promise<Measurement[]> {
  const { quick, note } = bench
  const stage = await setStage(bench, ['stet', 'hocuspocus'])
  const [rounds, editsPerSecond] = quick ? [1, 40] : [5, 100]
  const what = `${CLIENTS} clients, ${editsPerSecond} edits/s`
  const load = { documents: 1, clientsEach: quick ? 3 : CLIENTS, editsPerSecond, tellsEdits: true }
  const runs: Record<string, Record<string, number>[]> = { stet: [], hocuspocus: [] }
  try {
    for (let turn = 0; turn <= rounds; turn++) {
      for (const server of stage.servers) {
        note(`${what}: ${server.peer}, ${turn === 0 ? 'warming up' : `${turn} of ${rounds}`}`)
        const seconds = turn === 0 || quick ? 0.5 : server.peer === 'stet' ? 5 : 11
        const stores = listen(server.child)
        const report = await stage.run(server, { ...load, seconds, seed: turn })
        if (turn > 0) runs[server.peer]?.push(server.peer === 'stet' ? figuresOf(report) : await storedFigures(report, stores))
        stores.stop()
      }
    }
    return Object.entries(runs).map(([who, figures]) => ({ what, who, figures: medians(figures) }))
  } finally {
    await stage.stop()
  }
}

function figuresOf({ saved }: Report): Record<string, number> {
  return { 'safe p50 ms': saved.p50, 'safe p99 ms': saved.p99, 'safe last ms': saved.max }
}

interface Stores {
  all: Stored[]
  stop: () => void
}

function listen(child: ChildProcess): Stores {
  const all: Stored[] = []
  const onMessage = (message: unknown): void => {
    const stored = storedSchema.safeParse(message)
    if (stored.success) all.push(stored.data)
  }
  child.on('message', onMessage)
  return { all, stop: () => child.off('message', onMessage) }
}

async function storedFigures({ told }: Report, { all }: Stores): Promise<Record<string, number>> {
  const end = performance.now() + STORE_TIMEOUT_MS
  for (;;) {
    const times = told.map((edit) => storedAt(edit, all) - edit.dueAt)
    if (times.every(Number.isFinite)) return ofTimes(times)
    if (performance.now() > end) throw new Error(`${times.filter((time) => !Number.isFinite(time)).length} edits were not stored in ${STORE_TIMEOUT_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Infinity: not yet. */
function storedAt({ document, client, clock }: Report['told'][number], all: readonly Stored[]): number {
  const holds = ({ clocks }: Stored): boolean => clocks.some(([id, length]) => id === client && length > clock)
  return all.find((stored) => stored.document === document && holds(stored))?.at ?? Infinity
}

function ofTimes(times: readonly number[]): Record<string, number> {
  const sorted = times.toSorted((a, b) => a - b)
  return { 'safe p50 ms': quantile(sorted, 0.5), 'safe p99 ms': quantile(sorted, 0.99), 'safe last ms': round(sorted.at(-1) ?? 0) }
}
