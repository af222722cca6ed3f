import { loadDocument } from '#lib/collab/log.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { visibleArticle } from '#lib/queries/review/load-article.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { freezeVersion } from './freeze-version.ts'

/** Keeps the copy as it stands at its head under a name. */
export async function nameVersion(ctx: ServiceContext, { articleId, name }: { articleId: string; name: string }): Promise<{ versionId: string }> {
  const { actor, db, now, newId } = ctx
  return db.$transaction(async (tx) => {
    const article = await visibleArticle(tx, actor, articleId)
    if (!can(actor, 'article.move', article)) throw new AppError('forbidden')
    const document = await loadDocument(prismaSql(tx), articleId, { lock: 'update' })
    if (!document) throw new Error(`article ${articleId} has no document`)
    const at = now()
    const version = await freezeVersion(tx, { id: newId(), articleId, kind: 'named', name, head: document.head, doc: document.doc, userId: actor.userId, at })
    const { versionId, contentHash } = version
    await recordEvent(tx, { chain: articleId, actor, at, action: 'version.named', subject: `version:${versionId}`, data: { name, contentHash } })
    return { versionId }
  })
}
