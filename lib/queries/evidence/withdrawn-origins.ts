/**
 * CL-10m: copies of evidence whose original, or what that was copied from, was withdrawn. Who may not read the article
 * there is told when alone; of what is confidential there by now only its readers are told at all.
 */
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { mayRead } from './may-read.ts'

export interface WithdrawnOrigin {
  at: Date
  byId: string | null
  reason: string | null
}

const FIND = `
  WITH RECURSIVE origin (copy_id, id) AS (
    SELECT id, copied_from_id FROM evidence WHERE id = ANY($1::uuid[]) AND copied_from_id IS NOT NULL
    UNION SELECT origin.copy_id, evidence.copied_from_id FROM origin JOIN evidence USING (id) WHERE evidence.copied_from_id IS NOT NULL
  )
  SELECT copy_id, id FROM origin JOIN evidence USING (id) WHERE withdrawn_at IS NOT NULL`

/** By the id of the copy. */
export async function loadWithdrawnOrigins(
  db: Tx,
  actor: Actor,
  evidence: readonly { id: string; inherited: unknown }[],
): Promise<Map<string, WithdrawnOrigin>> {
  const copies = evidence.filter(({ inherited }) => inherited !== null).map(({ id }) => id)
  if (copies.length === 0) return new Map()
  const found = await prismaSql(db).query<{ copy_id: string; id: string }>(FIND, [copies])
  const rows = await db.evidence.findMany({
    where: { id: { in: found.map(({ id }) => id) } },
    select: {
      id: true,
      confidential: true,
      createdById: true,
      readers: { select: { userId: true } },
      withdrawnAt: true,
      withdrawnById: true,
      withdrawnReason: true,
      claim: { select: { article: { select: { deskId: true, stage: true } } } },
    },
  })
  return new Map(
    found.flatMap(({ copy_id, id }) => {
      const row = rows.find((one) => one.id === id)
      if (!row?.withdrawnAt || (row.confidential && !mayRead(actor, row.claim.article, row))) return []
      const isTold = can(actor, 'article.read', row.claim.article)
      return [[copy_id, { at: row.withdrawnAt, byId: isTold ? row.withdrawnById : null, reason: isTold ? row.withdrawnReason : null }] as const]
    }),
  )
}
