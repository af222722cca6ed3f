/** CL-8p: tells who verified a claim that a source has come with other words than a quote in it. */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { loadCopy } from '#lib/queries/articles/load-copy.ts'
import { factsOf } from '#lib/queries/claims/claim-rows.ts'
import { loadPresentClaim } from '#lib/queries/claims/present-claims.ts'
import { loadAlteredQuotes } from '#lib/queries/quotes/altered-quotes.ts'
import { findArticle } from '#lib/queries/review/load-article.ts'
import { SYSTEM_NAME } from '../audit/record-event.ts'
import { EVIDENCE_SUBJECT_SELECT } from '../evidence/evidence-subject.ts'
import { readersAmong } from '../evidence/readers-among.ts'
import { notify } from '../notifications/notify.ts'

interface Source {
  articleId: string
  claimId: string
  evidenceId: string
}

/** In the transaction in which the source's text has come; of confidential evidence its readers alone. It names nobody. */
export async function tellOfDiffering(
  tx: Tx,
  { articleId, claimId, evidenceId }: Source,
  { actor, at }: { actor: { userId: string } | null; at: Date },
): Promise<void> {
  const verdicts = await tx.verdict.count({ where: { claimId, verdict: 'verified' } })
  const article = verdicts > 0 ? await findArticle(tx, articleId) : null
  if (!article) return
  const { doc } = await loadCopy(tx, articleId)
  const claim = await loadPresentClaim(tx, { id: claimId, articleId }, doc)
  if (!claim) return
  const verified = countingVerdicts(factsOf(claim, article.desk)).filter(({ verdict }) => verdict === 'verified')
  if (verified.length === 0) return
  const open = await loadAlteredQuotes(tx, doc, [claim], article)
  if (!open.some(({ evidenceIds }) => evidenceIds.includes(evidenceId))) return
  const evidence = await tx.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: EVIDENCE_SUBJECT_SELECT })
  const readers = await readersAmong(
    tx,
    verified.map(({ checkerId }) => checkerId),
    { article, evidence },
  )
  const tell = { kind: 'evidence', claimId, userIds: readers, actorName: SYSTEM_NAME } as const
  await notify(tx, { chain: articleId, actor, actorName: SYSTEM_NAME, at, action: 'quote.differs', subject: `claim:${claimId}`, data: {}, tell })
}
