import { z } from 'zod'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import type { LegalItem } from '#lib/api/schemas/legal.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'
import type { Priority } from '#lib/domain/claims/terms.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from './load-article.ts'

/** Those that readers have, which a correction waits for, before those for which nothing but sign-offs is missing. */
const STAGES = ['published', 'corrected', 'approved', 'scheduled', 'ready', 'checking', 'draft'] as const satisfies Stage[]

/** More wait on no legal reader at once. */
const MOST = 1000

interface Row {
  id: string
  slug: string
  title: string
  stage: Stage
  desk_id: string
  desk_name: string
  created_by_id: string
  updated_at: Date
  flagged: boolean
  claims: { id: string; number: number; wording: string; priority: Priority }[]
  signed: boolean
}

/**
 * WO-1l: articles on the desks where the person reads for legal that need a lawyer (RE-4d) and whose legal sign-off is
 * missing or out of date, as the last look at them saw it; drafts too, since to flag is to ask. The most urgent first.
 */
export async function listForLegal({ actor, db }: QueryContext, { limit, cursor }: PageQuery): Promise<Page<LegalItem>> {
  const after = decodeCursor('legal', cursor, [z.uuid()])
  const desks = desksOf(actor).filter((deskId) => can(actor, 'signOff.legal', { deskId, stage: 'ready' }))
  const rows = await prismaSql(db).query<Row>(
    `SELECT article.id, article.slug, article.title, article.stage, desk.id AS desk_id, desk.name AS desk_name,
       article.created_by_id, article.updated_at, article.legal_flag AS flagged, flags.claims, signed.id IS NOT NULL AS signed
     FROM article JOIN desk ON desk.id = article.desk_id
     CROSS JOIN LATERAL (
       SELECT coalesce(json_agg(json_build_object('id', claim.id, 'number', claim.number, 'wording', claim.wording, 'priority', claim.priority)
           ORDER BY claim.priority DESC, claim.number), '[]') AS claims, max(claim.priority) AS urgency
       FROM claim WHERE claim.article_id = article.id AND claim.legal_flag AND claim.removed_at IS NULL) flags
     LEFT JOIN LATERAL (
       SELECT sign_off.id FROM sign_off WHERE sign_off.article_id = article.id AND sign_off.kind = 'legal' ORDER BY sign_off.created_at DESC LIMIT 1) signed ON true
     LEFT JOIN LATERAL (
       SELECT turn.action FROM audit_event turn
       WHERE turn.chain = article.id::text AND turn.subject = 'sign_off:' || signed.id AND turn.action IN ('sign_off.stale', 'sign_off.restored')
       ORDER BY turn.seq DESC LIMIT 1) turned ON true
     WHERE article.desk_id = ANY($1::uuid[]) AND article.stage = ANY($2::"Stage"[])
       AND (article.legal_flag OR json_array_length(flags.claims) > 0)
       AND (signed.id IS NULL OR turned.action = 'sign_off.stale')
     ORDER BY array_position($2::"Stage"[], article.stage), flags.urgency DESC NULLS LAST, article.updated_at, article.id
     LIMIT ${MOST}`,
    [desks, STAGES],
  )
  const begins = after === null ? 0 : rows.findIndex(({ id }) => id === after[0]) + 1
  const shown = rows.slice(begins, begins + limit + 1)
  const person = await personRefs(
    db,
    shown.map((row) => row.created_by_id),
  )
  return pageOf('legal', shown, limit, {
    item: ({ desk_id, desk_name, created_by_id, updated_at, signed, ...row }): LegalItem => ({
      ...row,
      desk: { id: desk_id, name: desk_name },
      createdBy: person(created_by_id),
      updatedAt: updated_at.toISOString(),
      signOff: signed ? 'stale' : 'missing',
    }),
    key: ({ id }) => [id],
  })
}
