import { loadDocument, type LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'

/** The article's document at its head. Every article has one: both are made in one transaction. */
export async function loadCopy(db: Tx, articleId: string): Promise<LoadedDocument> {
  const document = await loadDocument(prismaSql(db), articleId)
  if (!document) throw new Error(`article ${articleId} has no document`)
  return document
}
