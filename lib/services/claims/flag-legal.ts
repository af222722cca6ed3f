/** CL-1d: the flag that asks for legal to read a claim, set by a person or by the kind of the claim; and taken off. */
import type { Tx } from '#lib/db/client.ts'
import { can } from '#lib/policies/can.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import { recordEvent } from '../audit/record-event.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import type { ServiceContext } from '../context.ts'
import { authorsOfClaim } from './own-wording.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'

interface FlaggedClaim {
  id: string
  articleId: string
  number: number
  wording: string
  legalFlag: boolean
  legalFlagByLegal: boolean
}

/** Nothing where it is flagged already, unless legal makes another's flag their own. */
export async function flagLegal(tx: Tx, ctx: ServiceContext, article: ArticleFacts, claim: FlaggedClaim): Promise<void> {
  const byLegal = can(ctx.actor, 'signOff.legal', article)
  if (claim.legalFlag && (claim.legalFlagByLegal || !byLegal)) return
  await tx.claim.update({ where: { id: claim.id }, data: { legalFlag: true, legalFlagByLegal: byLegal, legalFlaggedById: ctx.actor.userId } })
  await record(tx, ctx, claim, { action: 'claim.legal_flagged', data: {} })
}

export async function unflagLegal(
  tx: Tx,
  ctx: ServiceContext,
  reconciled: ReconciledArticle,
  { claim, reason }: { claim: ClaimRow; reason: string | undefined },
): Promise<void> {
  if (!claim.legalFlag) return
  const { article } = reconciled
  assertMayUnflag(can(ctx.actor, 'claim.unflagLegal', { ...article, byLegal: claim.legalFlagByLegal }), { byLegal: claim.legalFlagByLegal, reason })
  const wordingAuthorIds = await authorsOfClaim(tx, reconciled, claim)
  if (wroteWording({ fourEyes: article.desk.fourEyes, userId: ctx.actor.userId, wordingAuthorIds }))
    throw new AppError('four-eyes', {
      detail: 'You wrote part of this wording yourself. Another editor, publisher or legal reader of this desk says that legal need not read it.',
    })
  await tx.claim.update({ where: { id: claim.id }, data: { legalFlag: false, legalFlagByLegal: false, legalFlaggedById: null } })
  await record(tx, ctx, claim, { action: 'claim.legal_unflagged', data: { reason } })
}

/** Of a claim's flag and of an article's. */
export function assertMayUnflag(may: boolean, { byLegal, reason }: { byLegal: boolean; reason: string | undefined }): void {
  if (!may)
    throw new AppError('forbidden', {
      detail: byLegal
        ? 'A legal reader of this desk asked to read this. Only a legal reader takes that back.'
        : 'Ask an editor, publisher or legal reader of this desk to take the flag off.',
    })
  if (reason === undefined)
    throw new AppError('invalid-input', {
      detail: 'Say why legal need not read it. Nothing was changed.',
      errors: [{ field: 'reason', message: 'Say why legal need not read it.' }],
    })
}

async function record(
  tx: Tx,
  { actor, now }: ServiceContext,
  { id, articleId, number, wording }: FlaggedClaim,
  { action, data }: { action: string; data: Record<string, unknown> },
): Promise<void> {
  await recordEvent(tx, { chain: articleId, actor, at: now(), action, subject: `claim:${id}`, data: { number, wording, ...data } })
}
