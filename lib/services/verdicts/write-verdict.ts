/** What a verdict and a "still holds" have in common. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import type { VerdictValue } from '#lib/domain/claims/terms.ts'
import { AppError } from '#lib/domain/errors.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import { closeTasks, type ReconciledArticle } from '../claims/reconcile-claims.ts'
import { wordingAuthors } from '../claims/wording-authors.ts'
import type { ServiceContext } from '../context.ts'

/** RE-2: refuses with `four-eyes` whoever wrote part of the wording. */
export async function assertNotOwnWording(
  tx: Tx,
  { actor }: ServiceContext,
  { article, document: { doc } }: ReconciledArticle,
  claim: ClaimRow,
): Promise<void> {
  const anchor = claimAnchors(doc, new Map([[claim.id, claim.wording]])).get(claim.id)
  if (!anchor) throw new Error(`claim ${claim.id} is in step with the copy and yet has no place in it`)
  const wordingAuthorIds = await wordingAuthors(tx, article, { claimId: claim.id, doc, anchor })
  if (wroteWording({ fourEyes: article.desk.fourEyes, userId: actor.userId, wordingAuthorIds }))
    throw new AppError('four-eyes', { detail: 'You wrote part of this wording yourself. Another checker has to verify it.' })
}

export interface NewVerdict {
  action: 'verdict.given' | 'verdict.still_holds'
  verdict: VerdictValue
  rationale: string
  confirmsId: string | null
}

/** Binds it to the claim's present wording and finishes the checker's task. */
export async function writeVerdict(tx: Tx, ctx: ServiceContext, claim: ClaimRow, { action, ...given }: NewVerdict): Promise<{ verdictId: string }> {
  const verdictId = ctx.newId()
  const at = timeAfter(
    ctx.now(),
    [...claim.verdicts, ...claim.waivers].map(({ createdAt }) => createdAt),
  )
  const { wording, wordingHash } = claim
  await tx.verdict.create({ data: { id: verdictId, claimId: claim.id, checkerId: ctx.actor.userId, ...given, wording, wordingHash, createdAt: at } })
  await closeTasks(tx, claim, { checkerIds: [ctx.actor.userId], at })
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at,
    action,
    subject: `claim:${claim.id}`,
    data: { number: claim.number, verdictId, ...given, wording, wordingHash },
  })
  return { verdictId }
}
