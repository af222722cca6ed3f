/** The product's log, with the moments at which a process dies or a reply is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import { appendTogether as appendAll, appendUpdates as append, writeSnapshot as write, type Append, type AppendResult } from '#lib/collab/log.ts'
import type { Sql } from '#lib/db/sql.ts'
import { die, isDue } from './points.ts'

// Everything else as it is, whatever the rooms come to use of it.
export * from '#lib/collab/log.ts'

const LATE_MS = 400

let wasAlone = false

/** There is one article here. Every other time it takes the way of documents that commit together. */
export async function appendUpdates(sql: Sql, updates: Append): Promise<AppendResult> {
  wasAlone = !wasAlone
  if (wasAlone) return await withFaults(async () => await append(sql, updates))
  const heads = await appendTogether(sql, [updates])
  const head = heads.get(updates.articleId)
  return head === undefined ? await append(sql, updates) : { ok: true, head }
}

export async function appendTogether(sql: Sql, appends: readonly Append[]): Promise<Map<string, number>> {
  return await withFaults(async () => await appendAll(sql, appends))
}

async function withFaults<Result>(act: () => Promise<Result>): Promise<Result> {
  if (isDue('append-late')) {
    // The caller has given up, and the statement still reaches the database.
    void sleep(LATE_MS).then(async () => await act().catch(() => null))
    throw new Error('the harness let the append come late')
  }
  const result = await act()
  if (isDue('die-after-commit')) die()
  if (isDue('lose-reply')) throw new Error('the harness lost the reply of an append')
  return result
}

export async function writeSnapshot(sql: Sql, snapshot: Parameters<typeof write>[1]): Promise<void> {
  const written = write(sql, snapshot)
  // The statement is on its way when the loop comes round.
  if (isDue('die-in-snapshot')) setImmediate(die)
  await written
}
