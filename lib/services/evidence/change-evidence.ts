/** CL-7o: what evidence is to its claim, its excerpt, and who may read it, by who added it. */
import type { z } from 'zod'
import { changeEvidenceSchema } from '#lib/api/schemas/claims.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { factsAbout } from '#lib/queries/evidence/may-read.ts'
import { visibleEvidence } from '#lib/queries/evidence/visible-evidence.ts'
import { announceEvidence } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { decideOnArticle } from '../review/decide.ts'
import { assertOnDesk } from './add-evidence.ts'
import { subjectOf } from './evidence-subject.ts'
import { assertStands, keepingQuotes, lockEvidence } from './present-evidence.ts'
import { sayOtherwise } from './say-otherwise.ts'
import { tellOfOther } from './tell-of-other.ts'

export async function changeEvidence(
  ctx: ServiceContext,
  { evidenceId, ...input }: z.input<typeof changeEvidenceSchema> & { evidenceId: string },
): Promise<{ claimId: string }> {
  const given = changeEvidenceSchema.parse(input)
  const { evidence, article } = await visibleEvidence(ctx.db, ctx.actor, evidenceId)
  const before = factsAbout(evidence, article)
  const claimId = evidence.claim.id
  const { id: articleId, deskId } = await authorizeClaim(ctx, claimId, () => can(ctx.actor, 'evidence.change', before))
  assertStands(evidence)
  const { relation = evidence.relation, excerpt = evidence.excerpt, confidential = evidence.confidential } = given
  if (given.readers !== undefined && given.readers.length > 0 && !confidential)
    throw new AppError('invalid-input', { errors: [{ field: 'readers', message: 'Only confidential evidence has readers of its own.' }] })
  const readerIds = confidential ? [...new Set(given.readers ?? before.readerIds)] : []
  const added = readerIds.filter((id) => !before.readerIds.includes(id))
  const what = [
    ...(relation === evidence.relation ? [] : ['relation']),
    ...(excerpt === evidence.excerpt ? [] : ['excerpt']),
    ...(confidential === evidence.confidential ? [] : ['confidentiality']),
    ...(added.length === 0 && readerIds.length === before.readerIds.length ? [] : ['readers']),
  ]
  if (what.length === 0) return { claimId }
  await decideOnArticle(
    ctx,
    articleId,
    async (tx, reconciled) => {
      const claim = await presentClaim(tx, claimId)
      const locked = await lockEvidence(tx, evidenceId)
      await assertOnDesk(tx, added, deskId)
      const at = ctx.now()
      await keepingQuotes(tx, ctx, { reconciled, claim, addedById: evidence.createdById }, async () => {
        await sayOtherwise(tx, evidenceId, () => tx.evidence.update({ where: { id: evidenceId }, data: { relation, excerpt, confidential } }))
        await tx.evidenceReader.deleteMany({ where: { evidenceId } })
        await tx.evidenceReader.createMany({ data: readerIds.map((userId) => ({ evidenceId, userId })) })
      })
      const said = { relation, ...(what.includes('excerpt') && { excerpt }), readerIds }
      const { data, ...subject } = subjectOf({ ...locked, confidential }, said)
      // Open evidence has no readers: who is told that it speaks against the claim now is found as of evidence that is added.
      const tell = { kind: 'evidence', claimId, userIds: added } as const
      await recordEvent(tx, {
        actor: ctx.actor,
        at,
        action: 'evidence.changed',
        ...subject,
        data: { ...data, what: what.join(', ') },
        ...(added.length > 0 && { tell }),
      })
      await tellOfOther(tx, { ...ctx, at }, { claim, article, evidence: { ...locked, confidential, readers: readerIds.map((userId) => ({ userId })) } })
    },
    async (tx) => await announceBoth(tx, { articleId, createdById: evidence.createdById, before, after: { confidential, readerIds } }),
    { quietly: before.confidential && confidential },
  )
  return { claimId }
}

interface Seen {
  confidential: boolean
  readerIds: readonly string[]
}

/** Who sees it come, and who sees it go. */
async function announceBoth(
  tx: Tx,
  { articleId, createdById, before, after }: { articleId: string; createdById: string; before: Seen; after: Seen },
): Promise<void> {
  const confidential = before.confidential && after.confidential
  await announceEvidence(tx, { articleId, createdById, confidential, readerIds: [...new Set([...before.readerIds, ...after.readerIds])] })
}
