/** The texts of evidence, for comparing quotes with. */
import type { EvidenceType } from '#lib/domain/claims/terms.ts'
import type { Tx } from '#lib/db/client.ts'
import { countingText, type NoClearance } from '#lib/domain/evidence/counting-text.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import { loadWordingAuthors } from '../claims/wording-authors.ts'
import { loadActors } from '../people/load-actor.ts'
import type { mayRead } from './may-read.ts'

export interface EvidenceText {
  evidenceId: string
  claimId: string
  kind: EvidenceType
  title: string | null
  /** What the source says: the text of a link that counts, of a note or call what was written; without either the excerpt. Pages are parted by form feeds. */
  text: string
  /** When the text was got: captured, pasted, or written down. */
  capturedAt: Date
  /** Why it clears no quote, if it has one as it stands (CL-8i, CL-8o). */
  cannotClear: NoClearance | null
  /** CL-8r: the source itself has not been read, and what counts is an excerpt: still to come, or it could not be. */
  unread: 'waiting' | 'failed' | null
  /** What tells who may read it. */
  access: Parameters<typeof mayRead>[2]
}

interface EvidenceArticle extends ArticleFacts {
  desk: { fourEyes: boolean }
}

/** Of claims of one article, by age, whoever may read it; evidence without a text is left out. */
export async function evidenceTexts(db: Tx, claimIds: readonly string[], article: EvidenceArticle): Promise<EvidenceText[]> {
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
      relation: true,
      confidential: true,
      createdById: true,
      createdAt: true,
      readers: { select: { userId: true } },
      inherited: { select: { broughtById: true } },
      // Without their texts, which can be long: only the one that counts is fetched.
      captures: {
        where: { OR: [{ state: { not: 'captured' } }, { text: { not: null } }] },
        orderBy: { requestedAt: 'desc' },
        select: { id: true, state: true, pasted: true, requestedById: true },
      },
    },
  })
  if (evidence.length === 0) return []
  const authors = article.desk.fourEyes ? await loadWordingAuthors(db, claimIds) : () => []
  const rows = evidence.map(({ inherited, captures, ...row }) => ({
    ...row,
    broughtById: inherited?.broughtById ?? null,
    captures: captures.filter(({ state }) => state === 'captured'),
    newest: captures[0]?.state ?? null,
  }))
  const isTrusted = await loadTrusted(
    db,
    article,
    rows.flatMap(({ createdById, broughtById, captures }) => [createdById, broughtById ?? [], captures.map(({ requestedById }) => requestedById)].flat()),
  )
  const chosen = rows.map((row) => ({ ...row, counting: countingText(row, { authorIds: authors(row.claimId), isTrusted }) }))
  const captured = await loadCaptures(
    db,
    chosen.flatMap(({ counting: { captureId } }) => captureId ?? []),
  )
  return chosen
    .map(({ id, claimId, type, title, text, excerpt, createdAt, confidential, createdById, readers, counting, newest }) => {
      const capture = counting.captureId === null ? undefined : captured.get(counting.captureId)
      return {
        evidenceId: id,
        claimId,
        kind: type,
        title: title ?? capture?.title ?? null,
        text: capture?.text ?? text ?? excerpt ?? '',
        capturedAt: capture?.finishedAt ?? createdAt,
        cannotClear: counting.cannotClear,
        unread:
          counting.captureId !== null || text !== null ? null : newest === 'queued' ? ('waiting' as const) : newest === 'failed' ? ('failed' as const) : null,
        access: { confidential, createdById, readers },
      }
    })
    .filter(({ text }) => text !== '')
}

/** CL-8o: whose typed word counts: who may verify, or let a quote stand. */
async function loadTrusted(db: Tx, article: ArticleFacts, userIds: readonly string[]): Promise<(userId: string) => boolean> {
  const actors = await loadActors(db, [...new Set(userIds)])
  const trusted = new Set(actors.filter((actor) => can(actor, 'verdict.give', article) || can(actor, 'quote.override', article)).map(({ userId }) => userId))
  return (userId) => trusted.has(userId)
}

async function loadCaptures(db: Tx, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const rows = await db.evidenceCapture.findMany({ where: { id: { in: [...ids] } }, select: { id: true, title: true, text: true, finishedAt: true } })
  return new Map(rows.map((row) => [row.id, row]))
}
