/** What one run found, and what several found together. */
import type { SeenKind } from './ledger.ts'
import type { FaultKind } from './oracle.ts'
import type { VariantName } from './variants.ts'

export interface Report {
  seed: number
  seconds: number
  variant: VariantName
  startedAt: number
  edits: { made: number; acknowledged: number }
  findings: { kind: FaultKind | SeenKind | 'diverged'; detail: string; atSecond: number }[]
  kills: number
  revocations: number
  faults: Record<string, number>
  /** For each kill and each editor that it cut off: until the first Saved for something typed after it. */
  nextAcknowledgementMs: number[]
}

export function emptyReport({ seed, seconds, variant }: { seed: number; seconds: number; variant: VariantName }): Report {
  return {
    seed,
    seconds,
    variant,
    startedAt: performance.now(),
    edits: { made: 0, acknowledged: 0 },
    findings: [],
    kills: 0,
    revocations: 0,
    faults: {},
    nextAcknowledgementMs: [],
  }
}

export interface Summary {
  seeds: number
  edits: { made: number; acknowledged: number }
  /** How often each was found. */
  lost: number
  doubled: number
  invented: number
  diverged: number
  /** A hole in the log, somebody told too much or sent away, a row that may not be, a process that died by itself. */
  other: number
  kills: number
  revocations: number
  thrown: number
  nextAcknowledgementMs: { p50: number | null; p99: number | null; samples: number }
  faults: Record<string, number>
}

export function summarise(reports: readonly Report[]): Summary {
  const findings = reports.flatMap((report) => report.findings)
  const count = (kind: string): number => findings.filter((finding) => finding.kind === kind).length
  const named = ['lost', 'doubled', 'invented', 'diverged']
  const waits = reports.flatMap((report) => report.nextAcknowledgementMs).toSorted((a, b) => a - b)
  const faults: Record<string, number> = {}
  for (const [name, times] of reports.flatMap((report) => Object.entries(report.faults))) faults[name] = (faults[name] ?? 0) + times
  return {
    seeds: reports.length,
    edits: { made: sum(reports.map(({ edits }) => edits.made)), acknowledged: sum(reports.map(({ edits }) => edits.acknowledged)) },
    lost: count('lost'),
    doubled: count('doubled'),
    invented: count('invented'),
    diverged: count('diverged'),
    other: findings.filter(({ kind }) => !named.includes(kind)).length,
    kills: sum(reports.map(({ kills }) => kills)),
    revocations: sum(reports.map(({ revocations }) => revocations)),
    thrown: sum(Object.values(faults)),
    nextAcknowledgementMs: { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), samples: waits.length },
    faults: Object.fromEntries(Object.entries(faults).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function quantile(sortedMs: readonly number[], part: number): number | null {
  return sortedMs[Math.min(sortedMs.length - 1, Math.ceil(part * sortedMs.length) - 1)] ?? null
}
