/** One edit, from when its key was due to every other client's having it. Stet alone has committed it by then. */
import { medians, round, type Bench, type Measurement } from './measure.ts'
import { PEERS } from './peers/start.ts'
import { setStage, type Load, type Run, type Stage } from './stage.ts'

export const question = 'How long does an edit take to reach every other client of a document?'

const SETTINGS = [
  { clients: 20, editsPerSecond: 50 },
  { clients: 20, editsPerSecond: 100 },
  { clients: 100, editsPerSecond: 50 },
  { clients: 100, editsPerSecond: 100 },
]

export async function run(bench: Bench): Promise<Measurement[]> {
  const stage = await setStage(bench, PEERS)
  try {
    const results: Measurement[] = []
    for (const { clients, editsPerSecond } of bench.quick ? [{ clients: 4, editsPerSecond: 40 }] : SETTINGS) {
      const what = `${clients} clients, ${editsPerSecond} edits/s`
      results.push(...(await sideBySide(bench, stage, { what, load: { documents: 1, clientsEach: clients, editsPerSecond, warmSeconds: 0.5 } })))
    }
    return results
  } finally {
    await stage.stop()
  }
}

/** One unmeasured run each, then five rounds in which every server has its turn; medians of the five. */
export async function sideBySide(
  { quick, note }: Bench,
  stage: Stage,
  { what, load }: { what: string; load: Omit<Load, 'seed' | 'seconds'> },
): Promise<Measurement[]> {
  const [rounds, seconds] = quick ? [1, 0.5] : [5, 3]
  const runs = new Map<string, Record<string, number>[]>(stage.servers.map(({ peer }) => [peer, []]))
  for (let turn = 0; turn <= rounds; turn++) {
    for (const server of stage.servers) {
      note(`${what}: ${server.peer}, ${turn === 0 ? 'warming up' : `${turn} of ${rounds}`}`)
      const report = await stage.run(server, { ...load, seconds: turn === 0 ? seconds / 2 : seconds, seed: turn })
      if (turn > 0) runs.get(server.peer)?.push(figuresOf(report))
    }
  }
  return [...runs].map(([who, figures]) => ({ what, who, figures: medians(figures) }))
}

function figuresOf({ seen, saved, late, busy, cpuPerDelivery, databaseCpuPerDelivery }: Run): Record<string, number> {
  return {
    'p50 ms': seen.p50,
    'p99 ms': seen.p99,
    'server µs a delivery': round(cpuPerDelivery),
    ...(databaseCpuPerDelivery === null ? {} : { 'database µs a delivery': round(databaseCpuPerDelivery) }),
    ...(saved.count > 0 ? { 'Saved p50 ms': saved.p50, 'Saved p99 ms': saved.p99 } : {}),
    'sent late p99 ms': late.p99,
    'crew busy': round(busy),
  }
}
