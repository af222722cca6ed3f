/** CL-3i: a claim's history told wording by wording, from what is stored: who wrote each, what it changed, what was decided on it. */
import { compareWording, type WordingChange } from './wording.ts'

export interface WordingRow {
  wording: string
  wordingHash: string
  /** A person said with it where the claim begins and ends. */
  placed: boolean
  authorIds: readonly string[]
  at: Date
}

interface Decision {
  wordingHash: string
  at: Date
}

export interface HistoryEntry<V extends Decision, W extends Decision> extends WordingRow {
  /** What it meant for the decisions that stood: nothing, that they no longer counted, or that old ones counted again. */
  turn: 'first' | 'changed' | 'reopened' | 'restored'
  /** From the wording before; null for the first. */
  change: Exclude<WordingChange, { kind: 'same' }> | null
  verdicts: V[]
  waivers: W[]
}

/** Rows, verdicts and waivers oldest first; so is the answer. */
export function tellHistory<V extends Decision, W extends Decision>(
  rows: readonly WordingRow[],
  { verdicts, waivers }: { verdicts: readonly V[]; waivers: readonly W[] },
): HistoryEntry<V, W>[] {
  const decidedOn = (hash: string, until: Date) => [...verdicts, ...waivers].some((decision) => decision.wordingHash === hash && decision.at <= until)
  return rows.map((row, index) => {
    const before = rows[index - 1]
    const change = before ? compareWording(before.wording, row.wording) : null
    const [was, is] = [before !== undefined && decidedOn(before.wordingHash, row.at), decidedOn(row.wordingHash, row.at)]
    return {
      ...row,
      turn: !before ? 'first' : was && !is ? 'reopened' : !was && is ? 'restored' : 'changed',
      change: change === null || change.kind === 'same' ? null : change,
      verdicts: verdicts.filter((verdict) => rowOf(rows, verdict) === index),
      waivers: waivers.filter((waiver) => rowOf(rows, waiver) === index),
    }
  })
}

/** Decided while this wording stood: the last one before it that says the same, or else the first that does. */
function rowOf(rows: readonly WordingRow[], { wordingHash, at }: Decision): number {
  const last = rows.findLastIndex((row) => row.wordingHash === wordingHash && row.at <= at)
  return last === -1 ? rows.findIndex((row) => row.wordingHash === wordingHash) : last
}
