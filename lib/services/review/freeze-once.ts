/** RE-8: the version that a sign-off or a publication names. */
import type { Tx } from '#lib/db/client.ts'
import { freezeVersion } from '../articles/freeze-version.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'

export interface VersionToFreeze {
  reconciled: ReconciledArticle
  contentHash: string
  kind: 'signed_off' | 'published'
}

/** Answers its id. Sign-offs that follow one another for the same copy name the same version. */
export async function freezeOnce(tx: Tx, ctx: ServiceContext, { reconciled: { article, document }, contentHash, kind }: VersionToFreeze): Promise<string> {
  const last = await tx.articleVersion.findFirst({
    where: { articleId: article.id },
    orderBy: { number: 'desc' },
    select: { id: true, kind: true, contentHash: true },
  })
  if (last?.kind === kind && last.contentHash === contentHash) return last.id
  const { head, doc } = document
  const { versionId } = await freezeVersion(tx, { id: ctx.newId(), articleId: article.id, kind, head, doc, userId: ctx.actor.userId, at: ctx.now() })
  return versionId
}
