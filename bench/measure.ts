/** What a bench is given and what it hands back. */

export interface Bench {
  /** The connection string of an empty, migrated database on a Postgres of its own, with fsync on. */
  databaseUrl: string
  postgresPid: number
  /** The same path with little load: shows that it runs, and its times say nothing. */
  quick: boolean
  /** Told what is being done. */
  note: (message: string) => void
}

export interface Measurement {
  /** What was done. */
  what: string
  /** `stet`, or the peer measured beside it in the same run. */
  who: string
  /** By name and unit, such as `p50 ms`. */
  figures: Record<string, number>
}

export interface BenchModule {
  /** What its figures answer. */
  question: string
  run: (bench: Bench) => Promise<Measurement[]>
}

/** Runs `act` a few times to warm up, then `runs` times one after the other. `things` is how many each run does. */
export async function measure(
  { what, who, runs, things = 1 }: { what: string; who: string; runs: number; things?: number },
  act: () => unknown,
): Promise<Measurement> {
  for (let run = 0; run < Math.ceil(runs / 10); run += 1) await act()
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const since = performance.now()
    await act()
    times.push(performance.now() - since)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const total = times.reduce((sum, time) => sum + time, 0)
  return { what, who, figures: { 'p50 ms': quantile(sorted, 0.5), 'p95 ms': quantile(sorted, 0.95), 'per second': Math.round((runs * things * 1000) / total) } }
}

/** Of sorted numbers. */
export function quantile(sorted: readonly number[], part: number): number {
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
}

/** Of each figure over the runs of one thing on one server. */
export function medians(runs: readonly Record<string, number>[]): Record<string, number> {
  const [first = {}] = runs
  return Object.fromEntries(
    Object.keys(first).map((figure) => {
      const values = runs.flatMap((run) => run[figure] ?? []).toSorted((a, b) => a - b)
      return [figure, quantile(values, 0.5)]
    }),
  )
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
