/**
 * CL-4: notes that words were pasted with the mark of a claim that stands elsewhere, in this article or another. The
 * paste itself takes the mark off; here it only becomes an offer to a person, and no decision about the words.
 */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { offerPastedClaimsSchema } from '#lib/api/schemas/pasted-claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { can } from '#lib/policies/can.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle } from '../review/decide.ts'

const inputSchema = offerPastedClaimsSchema.extend({ articleId: idSchema })
type Item = z.infer<typeof offerPastedClaimsSchema>['items'][number]

/** What is no copy of a claim that the person may read is left out, without a word about it. */
export async function offerPastedClaims(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<void> {
  const { articleId, items } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'claim.tag', facts))
  const copies = await copiesAmong(ctx, items)
  if (copies.length === 0) return
  await ctx.db.$transaction(async (tx) => {
    let offered = false
    for (const item of copies) offered = (await offer(tx, ctx, articleId, item)) || offered
    if (offered) await announceReview(tx, articleId)
  })
}

async function copiesAmong({ db, actor }: ServiceContext, items: readonly Item[]): Promise<Item[]> {
  const sources = await db.claim.findMany({
    where: { id: { in: items.map(({ sourceClaimId }) => sourceClaimId) }, removedAt: null },
    select: { id: true, wording: true, wordings: { select: { wording: true } }, article: { select: { deskId: true, stage: true } } },
  })
  return items.filter(({ sourceClaimId, quote }) => {
    const source = sources.find(({ id }) => id === sourceClaimId)
    if (!source || !can(actor, 'article.read', source.article)) return false
    const words = normaliseWording(quote)
    return words !== '' && [source, ...source.wordings].some(({ wording }) => normaliseWording(wording).includes(words))
  })
}

async function offer(tx: Tx, ctx: ServiceContext, articleId: string, item: Item): Promise<boolean> {
  // Also the lock: of two who paste at once the second sees what the first did.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`pasted:${articleId}`}, 0))`
  const { sourceClaimId, quote, prefix, suffix } = item
  const same = await tx.pastedClaim.count({ where: { articleId, sourceClaimId, quote, prefix, suffix, decidedAt: null } })
  if (same > 0) return false
  const [id, at] = [ctx.newId(), ctx.now()]
  await tx.pastedClaim.create({ data: { id, articleId, ...item, createdById: ctx.actor.userId, createdAt: at } })
  await recordEvent(tx, {
    chain: articleId,
    actor: ctx.actor,
    at,
    action: 'claim.copy_pasted',
    subject: `article:${articleId}`,
    // Of the claim it comes from no more than its id: not everybody here may read its article.
    data: { quote, sourceClaimId },
  })
  return true
}
