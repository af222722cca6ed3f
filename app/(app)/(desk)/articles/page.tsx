import { FileText } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import Link from 'next/link'
import { STAGES, stageSchema } from '#lib/api/schemas/articles.ts'
import { orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { can } from '#lib/policies/can.ts'
import { listArticles } from '#lib/queries/articles/list-articles.ts'
import { listDesks } from '#lib/queries/people/list-desks.ts'
import { ArticleTable } from '#components/articles/article-table.tsx'
import { NewArticle } from '#components/articles/new-article.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('articles'))('title') }
}

interface ArticlesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ArticlesPage({ searchParams }: ArticlesPageProps) {
  const [ctx, search, t, stages] = await Promise.all([pageContext(), searchParams, getTranslations('articles'), getTranslations('stage')])
  const stage = stageSchema.safeParse(search['stage']).data
  const cursor = typeof search['cursor'] === 'string' ? search['cursor'] : undefined
  const [articles, desks] = await orNotFound(
    Promise.all([listArticles(ctx, { limit: 50, ...(stage && { stage }), ...(cursor !== undefined && { cursor }) }), listDesks(ctx, { limit: 100 })]),
  )
  const writable = desks.items.filter((desk) => can(ctx.actor, 'article.create', { deskId: desk.id }))
  const older = new URLSearchParams({ ...(stage && { stage }), cursor: articles.nextCursor ?? '' })
  return (
    <Page
      title={t('title')}
      description={t('description')}
      actions={
        <>
          <QuerySelect
            name="stage"
            label={t('filter.stage')}
            options={[{ value: '', label: t('filter.all') }, ...STAGES.map((value) => ({ value, label: stages(value) }))]}
          />
          {writable.length > 0 && <NewArticle key={String('new' in search)} desks={writable} initiallyOpen={'new' in search} />}
        </>
      }
    >
      <LiveRefresh />
      {articles.items.length > 0 ? (
        <ArticleTable articles={articles.items} />
      ) : (
        <div className="rounded-lg border border-line bg-sheet">
          <EmptyState icon={<FileText aria-hidden />} title={stage ? t('emptyFiltered') : t('empty')}>
            {stage ? t('emptyFilteredDetail') : t(writable.length > 0 ? 'emptyDetail' : can(ctx.actor, 'people.manage', {}) ? 'emptyAdmin' : 'emptyReader')}
          </EmptyState>
        </div>
      )}
      {articles.nextCursor !== null && (
        <div className="mt-4 text-center">
          <ButtonLink>
            <Link href={`/articles?${older.toString()}`}>{t('older')}</Link>
          </ButtonLink>
        </div>
      )}
    </Page>
  )
}
