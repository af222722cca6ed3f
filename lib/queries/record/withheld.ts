/**
 * CL-6h in the record: who may give the second check of a claim is not shown what was found before. The chain itself
 * keeps everything: a row keeps its place, time and hashes, and says that its details are withheld.
 */
import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { loadPresentClaims } from '../claims/present-claims.ts'
import type { ArticleRow } from '../review/load-article.ts'

/** What the panel of such a claim hides too. A proposed wording says that the words cannot stay. */
const TELLING = new Set([
  'verdict.given',
  'verdict.still_holds',
  'verdict.inherited',
  'verdict.inherited_confirmed',
  'verdict.inherited_taken_back',
  'claim.waived',
  'wording.proposed',
  'wording.accepted',
  'wording.declined',
])

interface Reader {
  actor: Actor
  db: Tx
}

/** Numbers, by id, of the claims that the person is to check without knowing. */
export async function blindClaims(ctx: Reader, article: ArticleRow): Promise<ReadonlyMap<string, number>> {
  if (!can(ctx.actor, 'verdict.give', article)) return new Map()
  const claims = await loadPresentClaims(ctx.db, article.id)
  const blind = await loadBlind(
    ctx,
    claims.map((claim) => ({ article, claim })),
  )
  return new Map(claims.filter(({ id }) => blind.has(id)).map(({ id, number }) => [id, number]))
}

/** The rows as the person may see them. What they did themselves stays. */
export async function withholdRows(ctx: Reader, article: ArticleRow, rows: AuditEventDto[]): Promise<AuditEventDto[]> {
  const telling = rows.filter(({ action, actorId }) => TELLING.has(action) && actorId !== ctx.actor.userId)
  if (telling.length === 0) return rows
  const blind = await blindClaims(ctx, article)
  return rows.map((row) => {
    const number = telling.includes(row) ? blind.get(row.subject.slice('claim:'.length)) : undefined
    if (number === undefined) return row
    // Not by whom either, nor which of these acts: the kind of an act can tell as much as its words.
    return { ...row, actorId: null, actorName: '', action: 'withheld', data: canonicalJson({ number }), withheld: true }
  })
}
