import type { ArticleDto } from '#lib/api/schemas/articles.ts'
import { isPublic } from '#lib/domain/articles/stages.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'
import { loadReviewFacts } from '../review/load-facts.ts'
import { articleAbilities } from './article-abilities.ts'
import { claimCounts } from './claim-counts.ts'
import { loadCopy } from './load-copy.ts'

/** The title is the headline as it stands. Throws `not-found` for an article that the actor may not see. */
export async function getArticle({ actor, db }: QueryContext, articleId: string): Promise<ArticleDto> {
  const article = await visibleArticle(db, actor, articleId)
  const times = await db.article.findUniqueOrThrow({ where: { id: articleId }, select: { createdAt: true, updatedAt: true } })
  const { doc, head, epoch } = await loadCopy(db, articleId)
  const facts = await loadReviewFacts(db, article, doc)
  const published = await newestPublication(db, articleId)
  const personRef = await personRefs(db, [article.createdById])
  return {
    id: article.id,
    slug: article.slug,
    title: facts.headline.trim() === '' ? article.title : facts.headline,
    stage: article.stage,
    desk: { id: article.desk.id, name: article.desk.name, timeZone: article.desk.timeZone },
    createdBy: personRef(article.createdById),
    createdAt: times.createdAt.toISOString(),
    updatedAt: times.updatedAt.toISOString(),
    counts: claimCounts(facts.claims.map(({ state }) => state)),
    legalFlag: article.legalFlag,
    contentHash: facts.contentHash,
    claimSetHash: facts.claimSetHash,
    head,
    epoch,
    publicUrl: isPublic(article.stage) ? `/p/${article.slug}` : null,
    publishedContentHash: published?.kind === 'withdrawal' ? null : (published?.contentHash ?? null),
    abilities: articleAbilities(actor, article, facts),
  }
}

function newestPublication(db: QueryContext['db'], articleId: string) {
  return db.publication.findFirst({ where: { articleId }, orderBy: { number: 'desc' }, select: { kind: true, contentHash: true } })
}
