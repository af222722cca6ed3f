/** CL-7n: takes evidence back, with a reason. It is kept in the history of its claim, and counts for nothing any more. */
import type { z } from 'zod'
import { withdrawEvidenceSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { factsAbout } from '#lib/queries/evidence/may-read.ts'
import { visibleEvidence, type EvidenceRow } from '#lib/queries/evidence/visible-evidence.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import { announceEvidence } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { subjectOf } from './evidence-subject.ts'
import { assertStands, keepingQuotes, lockEvidence } from './present-evidence.ts'
import { readersAmong } from './readers-among.ts'

const inputSchema = withdrawEvidenceSchema.extend({ evidenceId: idSchema })

export async function withdrawEvidence(ctx: ServiceContext, input: z.input<typeof inputSchema>): Promise<void> {
  const { evidenceId, reason } = inputSchema.parse(input)
  const { evidence, article } = await visibleEvidence(ctx.db, ctx.actor, evidenceId)
  const facts = factsAbout(evidence, article)
  const { id: articleId } = await authorizeClaim(ctx, evidence.claim.id, () => can(ctx.actor, 'evidence.withdraw', facts))
  assertStands(evidence)
  await decideOnArticle(
    ctx,
    articleId,
    async (tx, reconciled) => {
      const claim = await presentClaim(tx, evidence.claim.id)
      const locked = await lockEvidence(tx, evidenceId)
      const at = ctx.now()
      await keepingQuotes(tx, ctx, { reconciled, claim }, async () => {
        await tx.evidence.update({ where: { id: evidenceId }, data: { withdrawnAt: at, withdrawnById: ctx.actor.userId, withdrawnReason: reason } })
      })
      const tell = { kind: 'evidence', claimId: claim.id, userIds: await concerned(tx, { evidence, claim, article }) } as const
      const said = { type: evidence.type, relation: evidence.relation, reason }
      await recordEvent(tx, { actor: ctx.actor, at, action: 'evidence.withdrawn', ...subjectOf(locked, said), tell })
    },
    (tx) => announceEvidence(tx, { articleId, ...facts }),
    { quietly: facts.confidential },
  )
}

/** Who added it, and whose verdict on the words as they stand was given with it at hand; of confidential evidence only who may read it. */
async function concerned(tx: Tx, { evidence, claim, article }: { evidence: EvidenceRow; claim: ClaimRow; article: ArticleRow }): Promise<string[]> {
  const restOnIt = countingVerdicts(factsOf(claim, article.desk)).filter(({ at }) => at >= evidence.createdAt)
  return await readersAmong(tx, [evidence.createdById, ...restOnIt.map(({ checkerId }) => checkerId)], { article, evidence })
}
