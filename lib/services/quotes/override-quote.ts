/** CL-8: lets a quote stand though sources have it in other words, with a reason. For these words and these sources only. */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { overrideQuoteSchema } from '#lib/api/schemas/quotes.ts'
import { alteredIn } from '#lib/domain/quotes/altered.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { mayRead } from '#lib/queries/evidence/may-read.ts'
import { evidenceTexts } from '#lib/queries/evidence/read-evidence-texts.ts'
import { asNamed, loadSpeakers } from '#lib/queries/quotes/named-speakers.ts'
import { acceptedSources, findingsOf } from '#lib/queries/quotes/altered-quotes.ts'
import { quotesInClaims } from '#lib/queries/quotes/claim-quotes.ts'
import { recordEvent } from '../audit/record-event.ts'
import { assertMaySetAside } from '../claims/own-wording.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { EVIDENCE_SUBJECT_SELECT, subjectOf } from '../evidence/evidence-subject.ts'
import { decideOnArticle } from '../review/decide.ts'

const inputSchema = overrideQuoteSchema.extend({ claimId: idSchema })

const NOT_OPEN = 'This quote does not differ from a source of the claim: nothing has to be overridden.'
const NOT_YOURS = 'Publication waits for this quote, and to let it stand is not yours to decide. Ask who checked the claim, or have the words changed.'

/** 409 `conflict` when the words have changed, or differ from no source that the person may read. */
export async function overrideQuote(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<void> {
  const { claimId, quoteHash, reason } = inputSchema.parse(input)
  const article = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'quote.override', facts))
  await decideOnArticle(ctx, article.id, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    const own = await assertMaySetAside(tx, ctx, reconciled, claim, 'Ask an editor or publisher who did not, or correct the quote.')
    const found = quotesInClaims(reconciled.document.doc, new Map([[claimId, claim.wording]])).find((one) => one.quoteHash === quoteHash)
    if (!found) throw new AppError('conflict', { detail: 'This quote is no longer in the claim. Look at its quotes again.' })
    const texts = await evidenceTexts(tx, [claimId], article)
    const accepted = await acceptedSources(tx, [claimId], article.desk)
    const open = alteredIn(findingsOf(texts, asNamed(found, (await loadSpeakers(tx, [claimId]))(found))), accepted(claimId, quoteHash))
    // Only a reader's override covers a source (CL-8h).
    const evidenceIds = open.filter((id) => texts.some(({ evidenceId, access }) => evidenceId === id && mayRead(ctx.actor, article, access)))
    if (evidenceIds.length === 0) throw new AppError('conflict', { detail: open.length > 0 ? NOT_YOURS : NOT_OPEN })
    const at = ctx.now()
    const { quote } = found
    await tx.quoteOverride.create({
      data: { id: ctx.newId(), claimId, quote, quoteHash, evidenceIds, reason, userId: ctx.actor.userId, ...own, createdAt: at },
    })
    const act = { actor: ctx.actor, at, action: 'quote.overridden' }
    const covered = await tx.evidence.findMany({ where: { id: { in: evidenceIds } }, orderBy: { id: 'asc' }, select: EVIDENCE_SUBJECT_SELECT })
    const sealed = covered.filter(({ confidential }) => confidential)
    // In the chain of each that is confidential; in the article's where it is about another too, and then not against which.
    for (const evidence of sealed) await recordEvent(tx, { ...act, ...subjectOf(evidence, { quote, reason }) })
    if (sealed.length < covered.length)
      await recordEvent(tx, { ...act, chain: article.id, subject: `claim:${claimId}`, data: { number: claim.number, quote, reason } })
  })
}
