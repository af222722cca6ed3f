/**
 * RE-2: who deleted what is gone. The shared text does not say; the log does: the first row that deletes an item was
 * written by whoever deleted it (a browser that comes back repeats all deletions it knows of).
 */
import * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { ClockRange } from '#lib/editor/authors.ts'

/** Rows that delete something: an update ends with its deletions, and with a zero byte when there are none. */
const DELETING_ROWS = `
  SELECT seq, user_id, "update" FROM document_update
  WHERE article_id = $1::uuid AND seq > $2::bigint AND get_byte("update", octet_length("update") - 1) <> 0
  ORDER BY seq LIMIT 2000`

interface DeletingRow {
  seq: string | bigint | number
  user_id: string | null
  update: Uint8Array
}

/** Users only: what the server itself deleted has no author. */
export async function deletersOf(tx: Tx, articleId: string, gone: readonly ClockRange[]): Promise<string[]> {
  const users = new Set<string>()
  const seqs: bigint[] = []
  let wanted = [...gone]
  let after = '0'
  while (wanted.length > 0) {
    const rows = await prismaSql(tx).query<DeletingRow>(DELETING_ROWS, [articleId, after])
    for (const row of rows) {
      const left = wanted.flatMap((range) => without(range, deletionsIn(row.update)))
      if (row.user_id !== null && lengthOf(left) < lengthOf(wanted)) {
        users.add(row.user_id)
        seqs.push(BigInt(row.seq))
      }
      wanted = left
      if (wanted.length === 0) break
    }
    const last = rows.at(-1)
    if (!last) break
    after = String(last.seq)
  }
  return [...users, ...(await proposersOf(tx, articleId, seqs))]
}

/** CL-11: what somebody deleted by accepting a proposal was proposed by another. */
async function proposersOf(tx: Tx, articleId: string, seqs: readonly bigint[]): Promise<string[]> {
  if (seqs.length === 0) return []
  const accepted = await tx.wordingProposal.findMany({ where: { seq: { in: [...seqs] }, claim: { articleId } }, select: { proposedById: true } })
  return accepted.map(({ proposedById }) => proposedById)
}

function deletionsIn(update: Uint8Array): ClockRange[] {
  const { ds } = Y.decodeUpdate(update)
  return [...ds.clients].flatMap(([client, deleted]) => deleted.map(({ clock, len }) => ({ client, from: clock, to: clock + len })))
}

/** What is left of a range when others are taken out of it. */
function without(range: ClockRange, others: readonly ClockRange[]): ClockRange[] {
  let left = [range]
  for (const other of others) {
    if (other.client !== range.client) continue
    left = left.flatMap((piece) => [
      { ...piece, to: Math.min(piece.to, other.from) },
      { ...piece, from: Math.max(piece.from, other.to) },
    ])
    left = left.filter(({ from, to }) => from < to)
  }
  return left
}

function lengthOf(ranges: readonly ClockRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0)
}
