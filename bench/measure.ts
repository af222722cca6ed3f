/** What a measurement hands to the runner. */
export interface Measurement {
  /** What was done, once. */
  what: string
  /** `stet`, or the peer measured beside it in the same run. */
  who: string
  runs: number
  /** Milliseconds each. */
  p50: number
  p95: number
  perSecond: number
}

export interface Bench {
  /** The connection string of an empty, migrated database on a Postgres of its own, with fsync on. */
  databaseUrl: string
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
  return { what, who, runs, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), perSecond: Math.round((runs * things * 1000) / total) }
}

function quantile(sorted: readonly number[], part: number): number {
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 1000) / 1000
}
