import type { ClaimHistoryDto } from '#lib/api/schemas/claims.ts'
import { tellHistory } from '#lib/domain/claims/history.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'
import { mayRead } from '../evidence/may-read.ts'
import { claimDtos, evidenceDto, loadEvidence, peopleInEvidence } from './claim-dto.ts'
import { claimsById } from './load-claims.ts'
import { loadPresentClaim } from './present-claims.ts'

/** Newest first. Of a claim that has left its article too. Throws `not-found` when the person may not see that. */
export async function getClaimHistory(ctx: QueryContext, claimId: string): Promise<ClaimHistoryDto> {
  const { db, actor } = ctx
  const [found] = await claimsById(db, [claimId])
  if (!found) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, found.articleId)
  const row = found.removedAt === null ? await loadPresentClaim(db, found) : found
  const [claim] = row ? await claimDtos(ctx, article, [row]) : []
  if (!row || !claim) throw new AppError('not-found')
  const rows = await db.claimWording.findMany({ where: { claimId }, orderBy: [{ seq: 'asc' }, { createdAt: 'asc' }] })
  const gone = (await loadEvidence(db, [claimId], { withdrawn: true })).filter((found) => mayRead(actor, article, found))
  const person = await personRefs(db, [
    ...gone.flatMap(peopleInEvidence),
    ...rows.flatMap(({ authorIds }) => authorIds),
    ...row.waivers.map(({ userId }) => userId),
  ])
  const told = tellHistory(
    rows.map((wording) => ({ ...wording, at: wording.createdAt })),
    {
      verdicts: claim.verdicts.map((verdict) => ({ wordingHash: verdict.wordingHash, at: new Date(verdict.createdAt), verdict })),
      waivers: claim.verdictsHidden ? [] : row.waivers.map((waiver) => ({ ...waiver, at: waiver.createdAt })),
    },
  )
  const [splitFrom, merged] = await Promise.all([
    found.splitFromId === null ? null : db.claim.findUnique({ where: { id: found.splitFromId }, select: { id: true, number: true } }),
    db.claim.findMany({
      where: { articleId: found.articleId, mergedIntoId: claimId },
      orderBy: { number: 'asc' },
      select: { id: true, number: true, wording: true },
    }),
  ])
  return {
    wordings: told.toReversed().map(({ wording, wordingHash, placed, at, turn, change, authorIds, verdicts, waivers }) => ({
      wording,
      wordingHash,
      placed,
      at: at.toISOString(),
      turn,
      change: change && { change: change.kind, reasons: change.reasons, touched: change.touched, diff: change.diff },
      authors: authorIds.map(person),
      verdicts: verdicts.map(({ verdict }) => verdict),
      waivers: waivers.map(({ reason, userId, at: givenAt }) => ({ reason, by: person(userId), at: givenAt.toISOString() })),
    })),
    withdrawn: gone.flatMap((found) => {
      const { withdrawnAt, withdrawnById, withdrawnReason } = found
      if (withdrawnAt === null || withdrawnById === null) return []
      return [{ evidence: evidenceDto(found, person), by: person(withdrawnById), at: withdrawnAt.toISOString(), reason: withdrawnReason ?? '' }]
    }),
    splitFrom,
    merged,
  }
}
