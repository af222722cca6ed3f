/** WO-3j: what a notice of a verdict says was found, and on which words: a notice is written at the moment of its verdict. */
import type { NotificationDto } from '#lib/api/schemas/notifications.ts'
import type { Tx } from '#lib/db/client.ts'
import type { NotificationKind } from '#lib/domain/notifications.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { VERDICT_SELECT } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { claimsWithArticle } from '../claims/load-claims.ts'

interface Told {
  kind: NotificationKind
  createdAt: Date
  claim: { id: string } | null
}

type VerdictTold = NonNullable<NotificationDto['verdict']>

/** Nothing of a claim that the person is to check without knowing what was found (CL-6h), be it only now. */
export async function loadVerdictsTold(ctx: { actor: Actor; db: Tx }, rows: readonly Told[]): Promise<(row: Told) => VerdictTold | null> {
  const ids = rows.flatMap(({ kind, claim }) => (kind === 'verdict' && claim ? claim.id : []))
  if (ids.length === 0) return () => null
  const found = await claimsWithArticle(ctx.db, ids)
  const blind = await loadBlind(
    ctx,
    found.map(({ article, ...claim }) => ({ article, claim })),
  )
  const claims = new Map(found.map((claim) => [claim.id, claim]))
  // What was told of a claim that became part of another is about that one (WO-3i).
  const merged = await ctx.db.claim.findMany({
    where: { articleId: { in: [...new Set(found.map(({ articleId }) => articleId))] }, mergedIntoId: { not: null } },
    select: { id: true, mergedIntoId: true, verdicts: { select: VERDICT_SELECT } },
  })
  const partsOf = (id: string): typeof merged => merged.filter(({ mergedIntoId }) => mergedIntoId === id).flatMap((part) => [part, ...partsOf(part.id)])
  return ({ kind, createdAt, claim: told }) => {
    const claim = kind === 'verdict' && told ? claims.get(told.id) : undefined
    if (!claim || blind.has(claim.id)) return null
    const given = [claim, ...partsOf(claim.id)].flatMap(({ verdicts }) => verdicts)
    const verdict = given.find((one) => one.createdAt.getTime() === createdAt.getTime())
    return verdict ? { verdict: verdict.verdict, wording: verdict.wording, changed: verdict.wordingHash !== claim.wordingHash } : null
  }
}
