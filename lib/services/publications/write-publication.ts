/** RE-6: freezes what readers are given from now on, and moves the article to the stage that goes with it. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { freezeClaim } from '#lib/domain/claims/frozen.ts'
import { factsOf } from '#lib/queries/claims/claim-rows.ts'
import type { ReviewFacts } from '#lib/queries/review/load-facts.ts'
import { commitToEvidence } from '../audit/commit-to-evidence.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ReconciledArticle } from '../claims/reconcile-claims.ts'
import type { ServiceContext } from '../context.ts'
import { settleSlug } from './settle-slug.ts'

const KINDS = {
  publication: { stage: 'published', action: 'article.published' },
  correction: { stage: 'corrected', action: 'article.corrected' },
  withdrawal: { stage: 'withdrawn', action: 'article.withdrawn' },
} as const

export interface NewPublication {
  kind: keyof typeof KINDS
  reconciled: ReconciledArticle
  facts: ReviewFacts
  versionId: string
  /** Of the version, which for a withdrawal is not what stands now. */
  contentHash: string
  /** For readers. */
  note: string | null
  breakGlassReason: string | null
}

export async function writePublication(tx: Tx, ctx: ServiceContext, publication: NewPublication): Promise<{ publicationId: string }> {
  const { kind, reconciled, facts, versionId, contentHash, note, breakGlassReason } = publication
  const { article } = reconciled
  const { stage, action } = KINDS[kind]
  const last = await lastPublication(tx, article.id)
  const id = ctx.newId()
  const number = (last?.number ?? 0) + 1
  const at = timeAfter(ctx.now(), last ? [last.publishedAt] : [])
  const claims = canonicalJson(facts.claims.map(({ row }) => freezeClaim(row, factsOf(row, article.desk))))
  const { claimSetHash } = facts
  await tx.publication.create({
    data: {
      id,
      articleId: article.id,
      number,
      kind,
      versionId,
      contentHash,
      claimSetHash,
      claims,
      note,
      breakGlassReason,
      publishedById: ctx.actor.userId,
      publishedAt: at,
    },
  })
  const address = kind === 'publication' ? { slug: await settleSlug(tx, article, facts.headline) } : {}
  await tx.article.update({ where: { id: article.id }, data: { stage, updatedAt: at, ...address } })
  await recordEvent(tx, {
    chain: article.id,
    actor: ctx.actor,
    at,
    action,
    subject: `article:${article.id}`,
    data: {
      publicationId: id,
      number,
      versionId,
      contentHash,
      claimSetHash,
      note,
      breakGlass: breakGlassReason !== null,
      ...address,
      ...(await commitToEvidence(tx, article.id, at)),
    },
  })
  return { publicationId: id }
}

export async function lastPublication(tx: Tx, articleId: string) {
  return await tx.publication.findFirst({
    where: { articleId },
    orderBy: { number: 'desc' },
    select: { number: true, versionId: true, contentHash: true, publishedAt: true },
  })
}
