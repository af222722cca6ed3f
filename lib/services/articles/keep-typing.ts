import { loadDocument } from '#lib/collab/log.ts'
import type { Db } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import type { SystemContext } from '../context.ts'
import { keepHistory } from './keep-history.ts'
import { keepText } from './keep-text.ts'

/**
 * What is kept of typing that concerns no claim, headline or sign-off: versions (RE-8b), and what `noteTyping` keeps.
 * May be run by any process, at any time. Throws `not-found` for an article that is not there.
 */
export async function keepTyping(deps: SystemContext, articleId: string): Promise<void> {
  const seen = await deps.db.document.findUnique({ where: { articleId }, select: { head: true, historySeq: true } })
  if (!seen) throw new AppError('not-found')
  if (seen.head === seen.historySeq) return
  const document = await loadDocument(prismaSql(deps.db), articleId)
  if (!document) throw new AppError('not-found')
  await keepHistory(deps, document)
  await noteTyping(deps.db, articleId, { head: document.head, text: copyOf(document.doc).text, at: deps.now() })
}

/** That the article was written in, and its words for search (SR-1). */
export async function noteTyping(db: Db, articleId: string, { head, text, at }: { head: number; text: string; at: Date }): Promise<void> {
  await db.article.update({ where: { id: articleId }, data: { updatedAt: at } })
  await keepText(db, articleId, { head, text })
}
