/** RE-8: a version that the workflow makes: the canonical string itself, so that anyone can hash it again. */
import type { Tx } from '#lib/db/client.ts'
import { canonicalOf } from '#lib/queries/review/load-facts.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'

export interface VersionToFreeze {
  reconciled: ReconciledArticle
  contentHash: string
  kind: 'signed_off' | 'published'
}

/** Answers its id. Several sign-offs for the same copy name the same version. */
export async function freezeVersion(tx: Tx, ctx: ServiceContext, { reconciled: { article, document }, contentHash, kind }: VersionToFreeze): Promise<string> {
  const last = await tx.articleVersion.findFirst({ where: { articleId: article.id }, orderBy: { number: 'desc' }, select: { id: true, number: true, kind: true, contentHash: true } })
  if (last && last.kind === kind && last.contentHash === contentHash) return last.id
  const id = ctx.newId()
  await tx.articleVersion.create({
    data: {
      id,
      articleId: article.id,
      number: (last?.number ?? 0) + 1,
      kind,
      seq: document.head,
      contentHash,
      canonical: canonicalOf(document.doc),
      createdById: ctx.actor.userId,
      createdAt: ctx.now(),
    },
  })
  return id
}
