/**
 * RE-8: the copy says again what it said in a version. Written as one edit on the document at its locked head, of
 * only what differs, so that others keep typing through it; what stood before is kept as a version of its own.
 */
import { mergeUpdates } from 'yjs'
import { appendUpdates } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { releaseRemnants } from '#lib/editor/claim-marks.ts'
import { restoreCopy } from '#lib/editor/restore-copy.ts'
import { SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { asDocJson } from '#lib/editor/ydoc.ts'
import { can } from '#lib/policies/can.ts'
import { loadClaims } from '#lib/queries/claims/load-claims.ts'
import { loadKnownClaims } from '#lib/queries/claims/known-claims.ts'
import { loadVersion } from '#lib/queries/versions/list-versions.ts'
import { recordEvent } from '../audit/record-event.ts'
import { reconcileLocked, type ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { freezeVersion } from './freeze-version.ts'

/** Answers the version that stands afterwards: a new one, or the same where the copy says it already. */
export async function restoreVersion(ctx: ServiceContext, { versionId }: { versionId: string }): Promise<{ versionId: string }> {
  const { version, articleId, canonical } = await loadVersion(ctx, versionId)
  await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'article.restore', facts))
  return await decideOnArticle(ctx, articleId, async (tx, reconciled) => {
    const { document } = reconciled
    const before = contentHash(document.doc)
    if (before === version.contentHash) return { versionId }
    await keepWhatStands(tx, ctx, reconciled, before)
    document.doc.clientID = SERVER_CLIENT_ID
    const known = await loadKnownClaims(tx, articleId, await loadClaims(tx, articleId))
    const anchors = claimAnchors(document.doc, new Map(known.map(({ id, wording }) => [id, wording])))
    const update = restoreCopy(document.doc, asDocJson(JSON.parse(canonical)))
    if (update === null) throw new Error(`version ${versionId} differs from the copy, and restoring it changes nothing`)
    const released = releaseRemnants(document.doc, known, anchors)
    await append(tx, ctx, reconciled, released ? mergeUpdates([update, released]) : update)
    // Marks are healed, and claims whose words changed re-open, in the same transaction.
    const after = await reconcileLocked(tx, ctx, articleId)
    reconciled.document = after.document
    reconciled.article = after.article
    const { head, doc } = after.document
    const restored = await freezeVersion(tx, { id: ctx.newId(), articleId, kind: 'restored', head, doc, userId: ctx.actor.userId, at: ctx.now() })
    await recordEvent(tx, {
      chain: articleId,
      actor: ctx.actor,
      at: ctx.now(),
      action: 'version.restored',
      subject: `version:${versionId}`,
      data: { number: version.number, contentHash: restored.contentHash, contentHashBefore: before, versionId: restored.versionId },
    })
    return { versionId: restored.versionId }
  })
}

/** The newest words are in no version yet when somebody restores an older one. */
async function keepWhatStands(tx: Tx, ctx: ServiceContext, { article, document }: ReconciledArticle, hash: string): Promise<void> {
  const newest = await tx.articleVersion.findFirst({ where: { articleId: article.id }, orderBy: { number: 'desc' }, select: { contentHash: true } })
  if (newest?.contentHash === hash) return
  const { head, doc } = document
  await freezeVersion(tx, { id: ctx.newId(), articleId: article.id, kind: 'automatic', head, doc, userId: ctx.actor.userId, at: ctx.now() })
}

/**
 * Under the server's Yjs client id, since many people's words come back, and in the log as the act of who restored:
 * with their right asked in the append itself.
 */
async function append(tx: Tx, { actor }: ServiceContext, { document }: ReconciledArticle, update: Uint8Array): Promise<void> {
  const { articleId, epoch, head } = document
  const { userId, sessionId } = actor
  const result = await appendUpdates(prismaSql(tx), { articleId, epoch, knownHead: head, updates: [{ update, userId, sessionId, clientIds: [] }] })
  if (result.ok) return
  if (result.reason === 'forbidden') throw new AppError('forbidden')
  throw new Error(`a locked document refused a restored version: ${result.reason}`)
}
