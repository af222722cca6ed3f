/** The texts of a claim's evidence that the person may read, for comparing quotes with. */
import type { EvidenceType } from '#lib/domain/claims/terms.ts'
import { AppError } from '#lib/domain/errors.ts'
import { countingText } from '#lib/domain/evidence/counting-text.ts'
import type { Actor } from '#lib/policies/actor.ts'
import type { Tx } from '#lib/db/client.ts'
import { loadWordingAuthors } from '../claims/wording-authors.ts'
import { visibleArticle } from '../review/load-article.ts'
import { mayRead } from './may-read.ts'

export interface EvidenceText {
  evidenceId: string
  kind: EvidenceType
  title: string | null
  /** What the source says: the text of a link that counts, of a note or call what was written; without either the excerpt. Pages are parted by form feeds. */
  text: string
  /** When the text was got: captured, pasted, or written down. */
  capturedAt: Date
  /** CL-8i: it came from somebody who wrote part of the claim's wording, where that counts. */
  byAuthor: boolean
}

/** By age. Evidence without a text, or not theirs to read, is left out. Throws `not-found` as `getClaim` does. */
export async function readEvidenceTexts(db: Tx, actor: Actor, claimId: string): Promise<EvidenceText[]> {
  const claim = await db.claim.findUnique({ where: { id: claimId, removedAt: null }, select: { articleId: true } })
  if (!claim) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, claim.articleId)
  const texts = await evidenceTexts(db, [claimId], article.desk)
  return texts.filter(({ access }) => mayRead(actor, article, access)).map(({ access: _access, claimId: _claimId, ...text }) => text)
}

interface AnyEvidenceText extends EvidenceText {
  claimId: string
  access: Parameters<typeof mayRead>[2]
}

/** Of several claims, whoever may read it: for what is decided by all evidence and shows none of it. */
export async function evidenceTexts(db: Tx, claimIds: readonly string[], { fourEyes }: { fourEyes: boolean }): Promise<AnyEvidenceText[]> {
  const evidence = await db.evidence.findMany({
    where: { claimId: { in: [...claimIds] }, withdrawnAt: null },
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
      inherited: { select: { broughtById: true } },
      // Without their texts, which can be long: only the one that counts is fetched.
      captures: {
        where: { state: 'captured', text: { not: null } },
        orderBy: { requestedAt: 'desc' },
        select: { id: true, pasted: true, requestedById: true },
      },
    },
  })
  const authors = fourEyes && evidence.length > 0 ? await loadWordingAuthors(db, claimIds) : () => []
  const chosen = evidence.map((row) => ({ ...row, counting: countingText({ ...row, broughtById: row.inherited?.broughtById ?? null }, authors(row.claimId)) }))
  const captured = await loadCaptures(
    db,
    chosen.flatMap(({ counting: { captureId } }) => captureId ?? []),
  )
  return chosen
    .map(({ id, claimId, type, title, text, excerpt, createdAt, confidential, createdById, readers, counting }) => {
      const capture = counting.captureId === null ? undefined : captured.get(counting.captureId)
      return {
        evidenceId: id,
        claimId,
        kind: type,
        title: title ?? capture?.title ?? null,
        text: capture?.text ?? text ?? excerpt ?? '',
        capturedAt: capture?.finishedAt ?? createdAt,
        byAuthor: counting.byAuthor,
        access: { confidential, createdById, readers },
      }
    })
    .filter(({ text }) => text !== '')
}

async function loadCaptures(db: Tx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db.evidenceCapture.findMany({ where: { id: { in: [...ids] } }, select: { id: true, title: true, text: true, finishedAt: true } })
  return new Map(rows.map((row) => [row.id, row]))
}
