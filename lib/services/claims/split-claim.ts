/** CL-5: words at one end of a claim become a claim of their own; the rest stays the claim. No word gets lost between. */
import type { z } from 'zod'
import { splitClaimSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { carryEvidence } from '../evidence/carry-evidence.ts'
import { decideOnArticle } from '../review/decide.ts'
import { copyTasks } from '../tasks/carry-tasks.ts'
import { flagLegal } from './flag-legal.ts'
import { insertClaim } from './insert-claim.ts'
import { assertMayNarrow, loadRemovalFacts } from './leave-article.ts'
import { assertMaySetAside, assertMayTakeWords } from './own-wording.ts'
import { locateQuote, moveMark } from './place-mark.ts'
import { authorizeClaim, presentClaim } from './present-claim.ts'
import { anchorClaim } from './reconcile-claims.ts'
import { anchorOf, offsetsOf, pastAuthors, withoutEdgeSpace } from './reshape.ts'

const inputSchema = splitClaimSchema.extend({ claimId: idSchema })

/** Answers the new claim. */
export async function splitClaim(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ claimId: string }> {
  const { claimId, kind, ...query } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'claim.reshape', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    assertMayTakeWords(ctx, reconciled, claim)
    if (claim.verdicts.length > 0) await assertMaySetAside(tx, ctx, reconciled, claim)
    const facts = { ...(await loadRemovalFacts(tx, reconciled, claim)), legalFlag: false, secondCheckOwn: false }
    const anchor = anchorOf(reconciled, claim)
    const { copy, start, end } = offsetsOf(reconciled, anchor)
    const part = locateQuote(reconciled.document.doc, query)
    const [from, to] = [copy.offsetOf(part.from), copy.offsetOf(part.to)]
    const before = copy.text.slice(start, from)
    const after = copy.text.slice(to, end)
    if (from < start || to > end || (before.trim() === '') === (after.trim() === ''))
      throw new AppError('conflict', { detail: 'Choose the first or the last words of the claim, and leave some: they become a claim of their own.' })
    const rest = before.trim() === '' ? withoutEdgeSpace(copy, to, end) : withoutEdgeSpace(copy, start, from)
    const authorIds = await pastAuthors(tx, [claimId])
    const { priority, note, secondCheck, legalFlag, legalFlagByLegal, legalFlaggedById } = claim
    const made = await insertClaim(tx, ctx, reconciled, {
      range: part,
      kind: kind ?? claim.kind,
      priority,
      note,
      secondCheck,
      legal: { legalFlag, legalFlagByLegal, legalFlaggedById },
      splitFromId: claimId,
      authorIds,
    })
    await moveMark(tx, reconciled, { range: rest, claimId })
    await anchorClaim(tx, ctx, reconciled, claim)
    // The flag for legal and the tasks go along; what was found, and asked of the author, stays with the rest.
    await assertMayNarrow(tx, facts, claim)
    const kept = await presentClaim(tx, claimId)
    await carryEvidence(tx, ctx, reconciled.article, { from: claim, to: { id: made.claimId, number: made.number } })
    const { data, tell } = await copyTasks(tx, ctx, { from: kept, toId: made.claimId })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: made.at,
      action: 'claim.split',
      subject: `claim:${claimId}`,
      data: {
        number: claim.number,
        before: claim.wording,
        after: kept.wording,
        newClaimId: made.claimId,
        newNumber: made.number,
        newWording: made.wording,
        ...data,
      },
      tell,
    })
    if (kind === 'legal' && !legalFlag) await flagLegal(tx, ctx, reconciled.article, { id: made.claimId, articleId, ...made, legalFlag, legalFlagByLegal })
    return { claimId: made.claimId }
  })
}
