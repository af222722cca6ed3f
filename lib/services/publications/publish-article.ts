/** RE-5: the first publication: the exact copy that was approved, or a refusal that lists everything open. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { publishSchema } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { isPublic } from '#lib/domain/articles/stages.ts'
import { AppError } from '#lib/domain/errors.ts'
import { afterBreakGlass } from '#lib/domain/gate/gate.ts'
import { can } from '#lib/policies/can.ts'
import { blockerDtos, blockersFor } from '#lib/queries/review/blocker-dtos.ts'
import type { ReviewFacts } from '#lib/queries/review/load-facts.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { freezeOnce } from '../review/freeze-once.ts'
import { assertUnchanged } from '../review/give-sign-off.ts'
import { reconciledFacts } from '../review/reconciled-facts.ts'
import { writePublication } from './write-publication.ts'

const inputSchema = publishSchema.extend({ articleId: idSchema })

export async function publishArticle(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ publicationId: string }> {
  const { articleId, contentHash, publishAt, breakGlassReason } = inputSchema.parse(input)
  const glass = breakGlassReason ?? null
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'article.publish', facts) && (glass === null || can(ctx.actor, 'article.breakGlass', facts)))
  if (publishAt !== undefined)
    throw new AppError('invalid-input', {
      errors: [{ field: 'publishAt', message: 'Publishing at a set time is not available yet. Leave it out and publish when the time has come.' }],
    })
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    if (isPublic(reconciled.article.stage)) throw new AppError('stage', { detail: 'Readers have this article already. Publish a correction instead.' })
    const facts = await reconciledFacts(tx, reconciled)
    assertUnchanged(ctx, facts, { contentHash })
    const brokenFor = await passGate(tx, ctx, facts, glass)
    const versionId = await freezeOnce(tx, ctx, { reconciled, contentHash, kind: 'published' })
    return await writePublication(tx, ctx, { kind: 'publication', reconciled, facts, versionId, contentHash, note: null, breakGlassReason: brokenFor })
  })
}

/**
 * Refuses with `gate` while anything is open. A reason lifts the four eyes and stands in for the final sign-off,
 * and is answered back when it had to; it never lifts an open claim or another's sign-off.
 */
export async function passGate(tx: Tx, ctx: ServiceContext, facts: ReviewFacts, breakGlassReason: string | null): Promise<string | null> {
  const blockers = blockersFor(ctx.actor, facts)
  const open = breakGlassReason === null ? blockers : afterBreakGlass(blockers)
  if (open.length > 0) throw new AppError('gate', { extra: { blockers: blockerDtos(open) } })
  if (blockers.length === 0) return null
  const lifted = blockers.map(({ code, message }) => ({ code, message }))
  await recordEvent(tx, {
    chain: facts.articleId,
    actor: ctx.actor,
    at: ctx.now(),
    action: 'article.glass_broken',
    subject: `article:${facts.articleId}`,
    data: { reason: breakGlassReason, lifted },
  })
  return breakGlassReason
}
