/** CL-2: tags words of the copy as a claim. The server places the mark, so people without write access tag too. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { tagClaimSchema } from '#lib/api/schemas/claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { flagLegal } from './flag-legal.ts'
import { insertClaim } from './insert-claim.ts'
import { locateQuote } from './place-mark.ts'

const inputSchema = tagClaimSchema.extend({ articleId: idSchema })

/** What somebody wants to keep beside the new claim, in its transaction. */
interface Tagged {
  claimId: string
  wording: string
  wordingHash: string
  at: Date
}

interface Accompaniment {
  /** The kind is a program's guess that nobody chose: as such it asks for no lawyer. */
  isKindGuessed?: boolean
  /** Goes into the record with the claim. */
  data?: Record<string, unknown>
  write?: (tx: Tx, tagged: Tagged) => Promise<void>
}

export async function tagClaim(
  ctx: ServiceContext,
  input: z.input<typeof inputSchema>,
  { isKindGuessed = false, data = {}, write }: Accompaniment = {},
): Promise<{ claimId: string }> {
  const { articleId, kind, note = null, priority, ...query } = inputSchema.parse(input)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'claim.tag', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const range = locateQuote(reconciled.document.doc, query)
    const made = await insertClaim(tx, ctx, reconciled, { range, kind, priority, note, secondCheck: false, splitFromId: null, authorIds: [] })
    const { claimId, number, wording, wordingHash, at } = made
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'claim.tagged',
      subject: `claim:${claimId}`,
      data: { number, kind, priority, wording, wordingHash, ...data },
    })
    const claim = { id: claimId, articleId, number, wording, legalFlag: false, legalFlagByLegal: false }
    if (kind === 'legal' && !isKindGuessed) await flagLegal(tx, ctx, reconciled.article, claim)
    await write?.(tx, { claimId, wording, wordingHash, at })
    return { claimId }
  })
}
