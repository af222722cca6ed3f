/** CL-9: suggested words need no check, says somebody; remembered for these words in this article, and taken back by anybody who may. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { dismissSuggestionSchema } from '#lib/api/schemas/suggestions.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '#lib/queries/articles/load-copy.ts'
import { readSuggestions } from '#lib/queries/suggestions/read-suggestions.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle } from '../review/decide.ts'

const inputSchema = dismissSuggestionSchema.extend({ articleId: idSchema })

export async function dismissSuggestion(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<void> {
  const { articleId, wordingHash, dismissed } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'suggestion.decide', facts))
  const suggestion = readSuggestions((await loadCopy(ctx.db, articleId)).doc).open.find((one) => one.wordingHash === wordingHash)
  if (!suggestion) throw new AppError('quote-not-found', { detail: 'These words are not suggested any more. Look at the suggestions again.' })
  const { wording, reasons } = suggestion
  const decision = dismissed ? 'dismissed' : 'restored'
  await ctx.db.$transaction(async (tx) => {
    const at = ctx.now()
    // Also the lock: of two who decide at once the second sees what the first did.
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: `suggestion.${decision}`,
      subject: `article:${articleId}`,
      data: { wording, wordingHash, reasons: [...reasons] },
    })
    await tx.suggestionDecision.create({
      data: { id: ctx.newId(), articleId, wording, wordingHash, decision, reasons: [...reasons], userId: ctx.actor.userId, createdAt: at },
    })
    await announceReview(tx, articleId)
  })
}
