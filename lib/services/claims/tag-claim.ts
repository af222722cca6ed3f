/** CL-2: tags words of the copy as a claim. The server places the mark, so people without write access tag too. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { tagClaimSchema } from '#lib/api/schemas/claims.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { readContext } from '#lib/editor/find-quote.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { locateQuote, placeMark } from './place-mark.ts'
import { authorsAround } from './wording-authors.ts'

const inputSchema = tagClaimSchema.extend({ articleId: idSchema })

export async function tagClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { articleId, kind, note, priority, ...query } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'claim.tag', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const { article, document } = reconciled
    const range = locateQuote(document.doc, query)
    const { wording, prefix, suffix } = readContext(document.doc, range)
    const claimId = ctx.newId()
    const authorIds = await authorsAround(tx, article, document.doc, range)
    await placeMark(tx, reconciled, { range, claimId })
    const { claimCounter: number } = await tx.article.update({
      where: { id: articleId },
      data: { claimCounter: { increment: 1 } },
      select: { claimCounter: true },
    })
    const said = { wording, wordingHash: wordingHash(wording) }
    const at = ctx.now()
    await tx.claim.create({
      data: {
        id: claimId,
        articleId,
        number,
        kind,
        priority,
        note: note ?? null,
        taggedWording: wording,
        ...said,
        prefix,
        suffix,
        createdById: ctx.actor.userId,
        createdAt: at,
      },
    })
    await tx.claimWording.create({
      data: { id: ctx.newId(), claimId, ...said, prefix, suffix, placed: true, seq: reconciled.document.head, authorIds, createdAt: at },
    })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.tagged',
      subject: `claim:${claimId}`,
      data: { number, kind, priority, ...said },
    })
    return { claimId }
  })
}
