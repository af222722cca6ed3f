/** RE-7: a correction is a new version through the same gate, with a note that readers see. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { correctionSchema } from '#lib/api/schemas/review.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { freezeOnce } from '../review/freeze-once.ts'
import { assertUnchanged } from '../review/give-sign-off.ts'
import { reconciledFacts } from '../review/reconciled-facts.ts'
import { passGate } from './publish-article.ts'
import { lastPublication, writePublication } from './write-publication.ts'

const inputSchema = correctionSchema.extend({ articleId: idSchema })

export async function correctArticle(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ publicationId: string }> {
  const { articleId, contentHash, note } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'article.correct', facts), 'Ask a publisher of the desk: only they publish corrections.')
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const last = await lastPublication(tx, articleId)
    if (!last) throw new AppError('stage', { detail: 'Readers do not have this article yet. Publish it instead.' })
    const facts = await reconciledFacts(tx, reconciled)
    assertUnchanged(ctx, facts, { contentHash })
    if (last.contentHash === contentHash)
      throw new AppError('conflict', { detail: 'The copy is the same as what readers have. Change it first, then publish the correction.' })
    await passGate(tx, ctx, facts, null)
    const versionId = await freezeOnce(tx, ctx, { reconciled, contentHash, kind: 'published' })
    return await writePublication(tx, ctx, { kind: 'correction', reconciled, facts, versionId, contentHash, note, breakGlassReason: null })
  })
}
