/** RE-2: who wrote a claim's wording. */
import * as Y from 'yjs'
import { readClientIds } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { DocRange } from '#lib/editor/anchors.ts'
import { deletedAround, writersIn } from '#lib/editor/authors.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { loadCopyAuthors } from '#lib/queries/review/load-facts.ts'
import { deletersOf } from './deleters.ts'

/**
 * Whose characters stand in the range. What the server wrote when the article was made is its creator's; what it
 * wrote later are words restored from a version, and whoever wrote in the article may have written them first.
 */
export async function authorsOf(tx: Tx, article: { id: string; createdById: string }, doc: Y.Doc, range: DocRange): Promise<string[]> {
  const users = await readClientIds(prismaSql(tx), article.id)
  const writers = writersIn(doc, range)
  const restored = (writers.get(SERVER_CLIENT_ID) ?? -1) >= (await firstStateEnd(tx, article.id, writers))
  const authors = [...writers.keys()].flatMap((client) => (client === SERVER_CLIENT_ID ? article.createdById : (users.get(client) ?? [])))
  return [...new Set([...authors, ...(restored ? await loadCopyAuthors(tx, article) : [])])]
}

/** One past the last clock that the server wrote when the article was made. */
async function firstStateEnd(tx: Tx, articleId: string, writers: ReadonlyMap<number, number>): Promise<number> {
  if (!writers.has(SERVER_CLIENT_ID)) return 0
  const first = await tx.documentUpdate.findUniqueOrThrow({ where: { articleId_seq: { articleId, seq: 1n } }, select: { update: true } })
  return Y.parseUpdateMeta(first.update).to.get(SERVER_CLIENT_ID) ?? 0
}

/**
 * The same, and whoever deleted anything in the paragraphs that the range touches. Asked when a person says where a
 * claim begins and ends: who took "not" out before that made its wording too.
 */
export async function authorsAround(tx: Tx, article: { id: string; createdById: string }, doc: Y.Doc, range: DocRange): Promise<string[]> {
  const deleters = await deletersOf(tx, article.id, deletedAround(doc, range))
  return [...new Set([...(await authorsOf(tx, article, doc, range)), ...deleters])]
}

/** Who changed the document after this seq. A deletion leaves no character to read an author from; the log knows. */
export async function editorsSince(tx: Tx, articleId: string, seq: number): Promise<string[]> {
  const rows = await prismaSql(tx).query<{ user_id: string }>(
    'SELECT DISTINCT user_id FROM document_update WHERE article_id = $1::uuid AND seq > $2::bigint AND user_id IS NOT NULL',
    [articleId, String(seq)],
  )
  return rows.map((row) => row.user_id)
}

/** Everybody with a part in the wording as it stands, or stood before it went: its characters' authors, and who changed it on the way there. */
export async function wordingAuthors(
  tx: Tx,
  article: { id: string; createdById: string },
  { claimId, doc, anchor }: { claimId: string; doc: Y.Doc; anchor: DocRange | undefined },
): Promise<string[]> {
  const history = await tx.claimWording.findMany({ where: { claimId }, select: { authorIds: true } })
  const standing = anchor ? await authorsOf(tx, article, doc, anchor) : []
  return [...new Set([...standing, ...history.flatMap(({ authorIds }) => authorIds)])]
}
