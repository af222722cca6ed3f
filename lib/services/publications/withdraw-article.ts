/** RE-7: a withdrawal leaves a notice in the article's place. It passes no gate: taking copy away must not wait. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { withdrawSchema } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { announceAccess } from '../announce.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { assertUnchanged } from '../review/give-sign-off.ts'
import { reconciledFacts } from '../review/reconciled-facts.ts'
import { lastPublication, writePublication } from './write-publication.ts'

const inputSchema = withdrawSchema.extend({ articleId: idSchema })

export async function withdrawArticle(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ publicationId: string }> {
  const { articleId, contentHash, note } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'article.withdraw', facts), 'Ask a publisher of the desk: only they withdraw an article.')
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const last = await lastPublication(tx, articleId)
    if (!last) throw new AppError('stage', { detail: 'Readers do not have this article, so there is nothing to withdraw.' })
    const facts = await reconciledFacts(tx, reconciled)
    // Somebody withdraws what readers have, or what stands in the workbench: they need not be the same copy.
    if (contentHash !== last.contentHash) assertUnchanged(ctx, facts, { contentHash })
    const { versionId } = last
    const withdrawn = await writePublication(tx, ctx, {
      kind: 'withdrawal',
      reconciled,
      facts,
      versionId,
      contentHash: last.contentHash,
      note,
      breakGlassReason: null,
    })
    await announceLostRights(tx, reconciled.article.deskId)
    return withdrawn
  })
}

/** Nobody may edit a withdrawn article: those who had it open are looked at again. */
async function announceLostRights(tx: Tx, deskId: string): Promise<void> {
  const members = await tx.deskMember.findMany({ where: { deskId, role: { in: ['reporter', 'editor'] } }, distinct: ['userId'], select: { userId: true } })
  for (const { userId } of members) await announceAccess(tx, userId)
}
