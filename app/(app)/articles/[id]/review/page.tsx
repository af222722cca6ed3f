import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idFromPath, orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { listRemovedClaims } from '#lib/queries/claims/list-removed-claims.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { listArticleQuotes } from '#lib/queries/quotes/list-article-quotes.ts'
import { ArticleQuotes } from '#components/quotes/article-quotes.tsx'
import { BlockerList } from '#components/review/blocker-list.tsx'
import { ClaimsToSign } from '#components/review/claims-to-sign.tsx'
import { PassedWords } from '#components/review/passed-words.tsx'
import { EndedChecks } from '#components/review/ended-checks.tsx'
import { PublishCard } from '#components/review/publish-card.tsx'
import { RemovedClaims } from '#components/review/removed-claims.tsx'
import { SignOffList } from '#components/review/sign-off-list.tsx'
import { StageControls } from '#components/review/stage-controls.tsx'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import { ArticleNowProvider, StageNow } from '#components/shell/article-now.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page, Section } from '#components/shell/page.tsx'
import { Fingerprint } from '#components/ui/fingerprint.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') }
}

interface ReviewPageProps {
  params: Promise<{ id: string }>
}

export default async function ReviewPage({ params }: ReviewPageProps) {
  const [ctx, { id }, t] = await Promise.all([pageContext(), params, getTranslations('review')])
  const articleId = idFromPath(id)
  const [article, review, quotes, removed] = await orNotFound(
    Promise.all([getArticle(ctx, articleId), getReview(ctx, articleId), listArticleQuotes(ctx, articleId), listRemovedClaims(ctx, { articleId, limit: 100 })]),
  )
  const open = review.gate.blockers.length
  return (
    <ArticleNowProvider>
      <ArticleNav article={article} />
      <Page title={t('title')} description={t('description')}>
        <LiveRefresh />
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <Section title={t('gate.title')} aside={open > 0 && t('gate.count', { count: open })}>
              <BlockerList gate={review.gate} />
            </Section>
            <Section title={t('signOffs.title')}>
              <SignOffList article={article} review={review} removed={removed.items} />
            </Section>
            <Section title={t('claims.title')} aside={t('claims.count', { count: review.claims.length })}>
              <ClaimsToSign articleId={article.id} claims={review.claims} undecidedSuggestions={review.undecidedSuggestions} />
            </Section>
            {review.passedWords.length > 0 && (
              <Section title={t('passedWords.title')} aside={review.passedWords.length}>
                <PassedWords articleId={article.id} words={review.passedWords} />
              </Section>
            )}
            {review.endedChecks.length > 0 && (
              <Section title={t('endedChecks.title')}>
                <EndedChecks articleId={article.id} checks={review.endedChecks} />
              </Section>
            )}
            <Section title={t('quotes.title')} aside={t('quotes.count', { count: quotes.items.length + quotes.untagged.length })}>
              <ArticleQuotes articleId={article.id} quotes={quotes} />
            </Section>
            {removed.items.length > 0 && <RemovedClaims articleId={article.id} claims={removed.items} more={removed.nextCursor !== null} />}
          </div>
          <aside aria-label={t('aside')} className="flex flex-col gap-6">
            <Section title={t('publish.title')}>
              <PublishCard article={article} gate={review.gate} signOffs={review.signOffs} publishedVersionId={review.publishedVersionId} />
            </Section>
            <Section title={t('stage.title')} aside={<StageNow article={article} plain />}>
              <div className="p-4">
                <StageControls article={article} legalRequired={review.required.includes('legal')} />
              </div>
            </Section>
            <Section title={t('text.title')}>
              <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 p-4 text-sm">
                <dt className="text-muted">{t('text.copy')}</dt>
                <dd>
                  <Fingerprint hash={review.gate.contentHash} />
                </dd>
                <dt className="text-muted">{t('text.claims')}</dt>
                <dd>
                  <Fingerprint hash={review.gate.claimSetHash} />
                </dd>
                <dd className="col-span-2 mt-1 text-muted">{t('text.explain')}</dd>
              </dl>
            </Section>
          </aside>
        </div>
      </Page>
    </ArticleNowProvider>
  )
}
