/**
 * CL-10: brings over what was found on the same words in another article: the verdict, as one that counts for nothing
 * yet, and copies of its evidence. Who may do it is who may give a verdict on the claim itself.
 */
import type { z } from 'zod'
import { idSchema } from '#lib/api/schemas/common.ts'
import { inheritVerdictSchema, type CheckedBeforeItem } from '#lib/api/schemas/library.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { keepsCondition } from '#lib/domain/claims/reopened.ts'
import { verdictsOnWords } from '#lib/domain/claims/state.ts'
import { compareWordingStrictly } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import { staysBehind, type ReuseBlock } from '#lib/domain/library/checked-before.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf } from '#lib/queries/claims/claim-rows.ts'
import { loadInherited, pendingInherited } from '#lib/queries/library/inherited-dto.ts'
import { listCheckedBefore } from '#lib/queries/library/list-checked-before.ts'
import { recordEvent } from '../audit/record-event.ts'
import { assertNotOwnWording } from '../claims/own-wording.ts'
import { assertWording, authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'

const inputSchema = inheritVerdictSchema.extend({ claimId: idSchema })

const BLOCKED: Record<ReuseBlock, string> = {
  material: 'The words differ too much from those that were checked. Check the claim, and give a verdict of your own.',
  withdrawn: 'The article in which it was given has been withdrawn. Check the claim anew.',
  disputed: 'The checkers there differ. Check the claim, and give a verdict of your own.',
  changed_there: 'The words have been changed there since they were checked. Check the claim anew.',
  out_of_date: 'That verdict is out of date. Check the claim anew.',
}

/** 409 `conflict` when there is nothing to bring over, or something that was decided or brought over stands already. */
export async function inheritVerdict(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<{ inheritedId: string }> {
  const { claimId, verdictId, wordingHash } = inputSchema.parse(input)
  const { id: articleId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'verdict.give', facts))
  const { items } = await listCheckedBefore(ctx, claimId)
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const claim = await presentClaim(tx, claimId)
    await assertWording(tx, claim, wordingHash)
    await assertNotOwnWording(tx, ctx, reconciled, claim)
    const { desk } = reconciled.article
    if (verdictsOnWords(factsOf(claim, desk)).length > 0)
      throw new AppError('conflict', { detail: 'These words have a verdict here already. Give one of your own.' })
    if (pendingInherited(claim, desk, await loadInherited(tx, [claimId])))
      throw new AppError('conflict', { detail: 'A verdict has been brought over already. Confirm it or take it back.' })
    const item = items.find(({ verdicts }) => verdicts.at(-1)?.id === verdictId)
    const verdict = item?.verdicts.at(-1)
    if (!item || !verdict) throw new AppError('conflict', { detail: 'This verdict does not stand there any more, or you may not read it. Look again.' })
    const isOther = compareWordingStrictly(item.wording, claim.wording).kind === 'material' || !item.verdicts.every((one) => keepsCondition(one, claim.wording))
    const blocked = isOther ? 'material' : item.blocked
    if (blocked) throw new AppError('conflict', { detail: BLOCKED[blocked] })
    const [inheritedId, at] = [ctx.newId(), ctx.now()]
    await tx.inheritedVerdict.create({
      data: { id: inheritedId, claimId, verdictId, wordingHash: claim.wordingHash, broughtById: ctx.actor.userId, createdAt: at },
    })
    const evidenceIds = await copyEvidence(tx, ctx, item, { claimId, inheritedId })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at,
      action: 'verdict.inherited',
      subject: `claim:${claimId}`,
      // Nothing by which the other article could be told: whoever reads this record need not be on its desk.
      data: {
        number: claim.number,
        inheritedId,
        verdict: verdict.verdict,
        checkerName: verdict.checker.name,
        checkedAt: verdict.createdAt,
        checkedWording: item.wording,
        wording: claim.wording,
        wordingHash: claim.wordingHash,
        evidenceIds,
      },
    })
    return { inheritedId }
  })
}

const COPY_EVIDENCE = `
  INSERT INTO evidence (id, claim_id, type, relation, url, title, text, excerpt, file_name, locator, reached, reached_at, terms, confidential, inherited_id, copied_from_id, created_by_id, created_at)
  SELECT $1::uuid, $2::uuid, type, relation, url, title, text, excerpt, file_name, locator, reached, reached_at, terms, false, $3::uuid, id, created_by_id, created_at
  FROM evidence WHERE id = $4::uuid AND NOT confidential AND terms IS DISTINCT FROM 'off_record' AND withdrawn_at IS NULL`

/** The bytes are kept by their hash, so both name the same. */
const COPY_CAPTURES = `
  INSERT INTO evidence_capture (id, evidence_id, state, pasted, stored, requested_by_id, requested_at, finished_at, final_url, media_type, title, text, sha256, size)
  SELECT gen_random_uuid(), $1::uuid, state, pasted, stored, requested_by_id, requested_at, finished_at, final_url, media_type, title, text, sha256, size
  FROM evidence_capture WHERE evidence_id = $2::uuid AND state = 'captured'`

/** Answers the ids of the copies. */
async function copyEvidence(
  tx: Tx,
  { newId }: ServiceContext,
  { evidence }: CheckedBeforeItem,
  { claimId, inheritedId }: { claimId: string; inheritedId: string },
): Promise<string[]> {
  const copies = evidence.filter((found) => !staysBehind(found)).map(({ id }) => ({ evidenceId: newId(), of: id }))
  for (const { evidenceId, of } of copies) {
    await prismaSql(tx).query(COPY_EVIDENCE, [evidenceId, claimId, inheritedId, of])
    await prismaSql(tx).query(COPY_CAPTURES, [evidenceId, of])
  }
  return copies.map(({ evidenceId }) => evidenceId)
}
