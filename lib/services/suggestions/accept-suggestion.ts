/** CL-9: tags suggested words and remembers that somebody found the suggestion right, in one transaction. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { acceptSuggestionSchema } from '#lib/api/schemas/suggestions.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '#lib/queries/articles/load-copy.ts'
import { readSuggestions } from '#lib/queries/suggestions/read-suggestions.ts'
import { tagClaim } from '../claims/tag-claim.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle } from '../review/decide.ts'

const inputSchema = acceptSuggestionSchema.extend({ articleId: idSchema })

/** 409 `quote-not-found` for words that are not (or no longer) suggested. */
export async function acceptSuggestion(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { kind, ...span } = inputSchema.parse(input)
  await authorizeArticle(ctx, span.articleId, (facts) => can(ctx.actor, 'suggestion.decide', facts))
  const hash = wordingHash(span.quote)
  const suggestion = readSuggestions((await loadCopy(ctx.db, span.articleId)).doc).open.find((one) => one.wordingHash === hash)
  if (!suggestion) throw new AppError('quote-not-found', { detail: 'These words are not suggested any more. Look at the suggestions again.' })
  const reasons = [...suggestion.reasons]
  return await tagClaim(
    ctx,
    { ...span, kind: kind ?? suggestion.kind },
    {
      isKindGuessed: kind === undefined || kind === suggestion.kind,
      data: { suggested: reasons },
      write: async (tx, { wording, wordingHash: saidHash, at }) => {
        await tx.suggestionDecision.create({
          data: {
            id: ctx.newId(),
            articleId: span.articleId,
            wording,
            wordingHash: saidHash,
            decision: 'accepted',
            reasons,
            userId: ctx.actor.userId,
            createdAt: at,
          },
        })
      },
    },
  )
}
