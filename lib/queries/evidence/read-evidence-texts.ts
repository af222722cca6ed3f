/** The texts of a claim's evidence that the person may read, for comparing quotes with and for search. */
import type { EvidenceType } from '#lib/domain/claims/terms.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import { visibleArticle } from '../review/load-article.ts'
import { mayRead } from './may-read.ts'

export interface EvidenceText {
  evidenceId: string
  kind: EvidenceType
  title: string | null
  /** What the source says: the newest captured text of a link, of a note or call what was written; without either the excerpt. Pages are parted by form feeds. */
  text: string
  /** When the text was got: captured, pasted, or written down. */
  capturedAt: Date
}

/** By age. Evidence without a text, or not theirs to read, is left out. Throws `not-found` as `getClaim` does. */
export async function readEvidenceTexts(db: Tx, actor: Actor, claimId: string): Promise<EvidenceText[]> {
  const claim = await db.claim.findUnique({ where: { id: claimId, removedAt: null }, select: { articleId: true } })
  if (!claim) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, claim.articleId)
  const texts = await evidenceTexts(db, [claimId])
  return texts.filter(({ access }) => mayRead(actor, article, access)).map(({ access: _access, claimId: _claimId, ...text }) => text)
}

interface AnyEvidenceText extends EvidenceText {
  claimId: string
  access: Parameters<typeof mayRead>[2]
}

/** Of several claims, whoever may read it: for what is decided by all evidence and shows none of it. */
export async function evidenceTexts(db: Tx, claimIds: readonly string[]): Promise<AnyEvidenceText[]> {
  const evidence = await db.evidence.findMany({
    where: { claimId: { in: [...claimIds] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      claimId: true,
      type: true,
      title: true,
      text: true,
      excerpt: true,
      confidential: true,
      createdById: true,
      createdAt: true,
      readers: { select: { userId: true } },
      captures: { where: { state: 'captured' }, orderBy: { requestedAt: 'desc' }, take: 1, select: { title: true, text: true, finishedAt: true } },
    },
  })
  return evidence
    .map(({ id, claimId, type, title, text, excerpt, createdAt, captures: [capture], ...access }) => ({
      evidenceId: id,
      claimId,
      kind: type,
      title: title ?? capture?.title ?? null,
      text: capture?.text ?? text ?? excerpt ?? '',
      capturedAt: capture?.finishedAt ?? createdAt,
      access,
    }))
    .filter(({ text }) => text !== '')
}
