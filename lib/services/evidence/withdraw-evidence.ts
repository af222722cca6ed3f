/** CL-7n: takes evidence back, with a reason. It is kept in the history of its claim, and counts for nothing any more. */
import type { z } from 'zod'
import { withdrawEvidenceSchema } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { factsAbout } from '#lib/queries/evidence/may-read.ts'
import { visibleEvidence, type EvidenceRow } from '#lib/queries/evidence/visible-evidence.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import { announceEvidence, announceReview } from '../announce.ts'
import { recordEvent, SYSTEM_NAME } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { notify } from '../notifications/notify.ts'
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
      await keepingQuotes(tx, ctx, { reconciled, claim, addedById: evidence.createdById }, async () => {
        await tx.evidence.update({ where: { id: evidenceId }, data: { withdrawnAt: at, withdrawnById: ctx.actor.userId, withdrawnReason: reason } })
      })
      const tell = { kind: 'evidence', claimId: claim.id, userIds: await concerned(tx, { evidence, claim, article }) } as const
      const said = { type: evidence.type, relation: evidence.relation, reason }
      await recordEvent(tx, { actor: ctx.actor, at, action: 'evidence.withdrawn', ...subjectOf(locked, said), tell })
      if (!locked.confidential) await tellOfCopies(tx, ctx, { evidenceId, at })
    },
    (tx) => announceEvidence(tx, { articleId, ...facts }),
    { quietly: facts.confidential },
  )
}

const COPIES = `
  WITH RECURSIVE copy (id) AS (
    SELECT id FROM evidence WHERE copied_from_id = $1::uuid
    UNION SELECT evidence.id FROM copy JOIN evidence ON evidence.copied_from_id = copy.id
  )
  SELECT id FROM copy`

/** CL-10m: who brought it over, and whose verdict there confirms what came with it; the articles' pages look again. */
async function tellOfCopies(tx: Tx, { actor }: ServiceContext, { evidenceId, at }: { evidenceId: string; at: Date }): Promise<void> {
  const found = await prismaSql(tx).query<{ id: string }>(COPIES, [evidenceId])
  const copies = await tx.evidence.findMany({
    where: { id: { in: found.map(({ id }) => id) }, withdrawnAt: null, claim: { removedAt: null } },
    orderBy: { id: 'asc' },
    select: {
      claim: { select: { id: true, articleId: true, verdicts: { select: { checkerId: true, inheritedId: true } } } },
      inherited: { select: { id: true, broughtById: true } },
    },
  })
  for (const { claim, inherited } of copies) {
    const confirming = claim.verdicts.filter(({ inheritedId }) => inheritedId !== null && inheritedId === inherited?.id)
    const userIds = [...(inherited ? [inherited.broughtById] : []), ...confirming.map(({ checkerId }) => checkerId)]
    const [action, subject] = ['evidence.withdrawn_there', `claim:${claim.id}`]
    // By nobody: not all of them may know the article there.
    const act = { chain: claim.articleId, actor, actorName: SYSTEM_NAME, at, action, subject, data: {} }
    await notify(tx, { ...act, tell: { kind: 'evidence', claimId: claim.id, userIds } })
    await announceReview(tx, claim.articleId)
  }
}

/** Who added it, and whose verdict on the words as they stand was given with it at hand; of confidential evidence only who may read it. */
async function concerned(tx: Tx, { evidence, claim, article }: { evidence: EvidenceRow; claim: ClaimRow; article: ArticleRow }): Promise<string[]> {
  const restOnIt = countingVerdicts(factsOf(claim, article.desk)).filter(({ at }) => at >= evidence.createdAt)
  return await readersAmong(tx, [evidence.createdById, ...restOnIt.map(({ checkerId }) => checkerId)], { article, evidence })
}
