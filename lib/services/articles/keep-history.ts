/**
 * RE-8b: versions that nobody asks for, so that what was written is found in the history whatever happens to it.
 * Looks at what was written since its last look; may be run by any process, at any time, again after a crash.
 */
import * as Y from 'yjs'
import { loadDocumentAt, readSince, type LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { isRemoval, versionDue } from '#lib/domain/articles/automatic-versions.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { copySize } from '#lib/editor/copy-size.ts'
import { applyLogged } from '#lib/editor/ydoc.ts'
import type { SystemContext } from '../context.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { freezeVersion } from './freeze-version.ts'

/** `document` at its head, unlocked. Where another pass looks at the same moment, looks again from where that one got to. */
export async function keepHistory(deps: SystemContext, document: LoadedDocument): Promise<void> {
  let isDone = false
  while (!isDone) {
    const marks = await marksOf(deps.db, document)
    isDone = marks.historySeq >= document.head || (await look(deps, document, marks))
  }
}

/** False when another pass moved the marks meanwhile: what was decided by them does not count then. */
async function look(deps: SystemContext, document: LoadedDocument, marks: HistoryMarks): Promise<boolean> {
  const { articleId, head, doc } = document
  const size = copySize(doc)
  const standing = copySize(doc, marks.peakVector)
  const firstUnkeptAt = await firstUnkept(deps.db, articleId)
  const due = versionDue({ peakLength: marks.peakLength, standing, firstUnkeptAt, now: deps.now() })
  if (due !== null) {
    const seq = due === 'age' ? Math.max(marks.historySeq, 1) : await seqBeforeRemoval(deps.db, document, marks)
    await keepAt(deps, document, { seq, seen: marks.historySeq, due })
  }
  const isPeak = due === 'removal' || size >= marks.peakLength
  const { count } = await deps.db.document.updateMany({
    where: { articleId, historySeq: marks.historySeq },
    data: { historySeq: head, ...(isPeak && { peakSeq: head, peakLength: size, peakVector: Buffer.from(Y.encodeStateVector(doc)) }) },
  })
  return count === 1
}

interface HistoryMarks {
  historySeq: number
  peakSeq: number
  peakLength: number
  peakVector: ReadonlyMap<number, number>
}

/** Before the first look the peak is what the article began with: most of it may be gone by then. */
async function marksOf(db: Tx, { articleId, epoch }: LoadedDocument): Promise<HistoryMarks> {
  const row = await db.document.findUniqueOrThrow({
    where: { articleId },
    select: { historySeq: true, peakSeq: true, peakLength: true, peakVector: true },
  })
  const historySeq = Number(row.historySeq)
  if (row.peakVector !== null) {
    return { historySeq, peakSeq: Number(row.peakSeq), peakLength: row.peakLength, peakVector: Y.decodeStateVector(row.peakVector) }
  }
  const first = await loadDocumentAt(prismaSql(db), { articleId, epoch, seq: 1 })
  return { historySeq, peakSeq: 1, peakLength: copySize(first), peakVector: Y.decodeStateVector(Y.encodeStateVector(first)) }
}

/** When somebody wrote what no version holds yet. */
async function firstUnkept(db: Tx, articleId: string): Promise<Date | null> {
  const newest = await newestVersion(db, articleId)
  const first = await db.documentUpdate.findFirst({
    where: { articleId, seq: { gt: newest?.seq ?? 1n }, userId: { not: null } },
    orderBy: { seq: 'asc' },
    select: { createdAt: true },
  })
  return first?.createdAt ?? null
}

async function newestVersion(db: Tx, articleId: string): Promise<{ seq: bigint; contentHash: string } | null> {
  return await db.articleVersion.findFirst({ where: { articleId }, orderBy: { seq: 'desc' }, select: { seq: true, contentHash: true } })
}

/** Of the states since the peak in which most of it still stood, the last of the longest. */
async function seqBeforeRemoval(db: Tx, { articleId, epoch }: LoadedDocument, { peakSeq, peakLength, peakVector }: HistoryMarks): Promise<number> {
  const doc = await loadDocumentAt(prismaSql(db), { articleId, epoch, seq: peakSeq })
  const tail = await readSince(prismaSql(db), { articleId, epoch, after: peakSeq })
  let best = { seq: peakSeq, size: copySize(doc) }
  for (const row of tail?.rows ?? []) {
    applyLogged(doc, row.update)
    if (isRemoval({ peakLength, standing: copySize(doc, peakVector) })) break
    const size = copySize(doc)
    if (size >= best.size) best = { seq: row.seq, size }
  }
  return best.seq
}

/** Under the lock, unless another process has looked meanwhile, or the newest version says the same. */
async function keepAt(deps: SystemContext, { articleId, epoch }: LoadedDocument, kept: { seq: number; seen: number; due: 'removal' | 'age' }): Promise<void> {
  const { seq, seen, due } = kept
  const doc = await loadDocumentAt(prismaSql(deps.db), { articleId, epoch, seq })
  const hash = contentHash(doc)
  await deps.db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ history_seq: bigint }[]>`SELECT history_seq FROM document WHERE article_id = ${articleId}::uuid FOR UPDATE`
    const newest = await newestVersion(tx, articleId)
    if (Number(row?.history_seq) !== seen || newest?.contentHash === hash || (newest?.seq ?? 0n) > BigInt(seq)) return
    const last = await lastChange(tx, articleId, seq)
    const { versionId } = await freezeVersion(tx, { id: deps.newId(), articleId, kind: 'automatic', head: seq, doc, ...last })
    const data = { contentHash: hash, because: due }
    await recordEvent(tx, { chain: articleId, actor: null, at: deps.now(), action: 'version.kept', subject: `version:${versionId}`, data })
    await announceReview(tx, articleId)
  })
}

/** Who made the last change that the state holds, and when: the version is theirs. */
async function lastChange(tx: Tx, articleId: string, seq: number): Promise<{ userId: string; at: Date }> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { createdById: true, createdAt: true } })
  const last = await tx.documentUpdate.findFirst({
    where: { articleId, seq: { lte: BigInt(seq) }, userId: { not: null } },
    orderBy: { seq: 'desc' },
    select: { userId: true, createdAt: true },
  })
  return { userId: last?.userId ?? article.createdById, at: last?.createdAt ?? article.createdAt }
}
