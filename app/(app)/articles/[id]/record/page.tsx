import { FileDown } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idFromPath, orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { RecordList } from '#components/record/record-list.tsx'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'
import { ButtonLink } from '#components/ui/button.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('record'))('title') }
}

interface RecordPageProps {
  params: Promise<{ id: string }>
}

export default async function RecordPage({ params }: RecordPageProps) {
  const [ctx, { id }, t] = await Promise.all([pageContext(), params, getTranslations('record')])
  const articleId = idFromPath(id)
  const [article, events] = await orNotFound(Promise.all([getArticle(ctx, articleId), listRecord(ctx, articleId)]))
  const file = `/api/v1/articles/${articleId}/record`
  return (
    <>
      <ArticleNav article={article} />
      <Page
        title={t('title')}
        description={t('description', { count: events.length })}
        width="measure"
        actions={
          <>
            <ButtonLink>
              <a href={`${file}?format=jsonl`} download={`record-${article.slug}.jsonl`}>
                <FileDown aria-hidden />
                {t('export', { format: 'JSONL' })}
              </a>
            </ButtonLink>
            <ButtonLink>
              <a href={`${file}?format=json`} download={`record-${article.slug}.json`}>
                <FileDown aria-hidden />
                {t('export', { format: 'JSON' })}
              </a>
            </ButtonLink>
          </>
        }
      >
        <LiveRefresh />
        <RecordList events={events} />
        <aside aria-labelledby="verify-heading" className="mt-8 rounded-lg border border-line bg-sunken p-4 text-sm">
          <h2 id="verify-heading" className="text-base font-semibold">
            {t('verify.title')}
          </h2>
          <p className="mt-1 text-muted">{t('verify.explain')}</p>
          <pre tabIndex={0} className="mt-2 overflow-x-auto rounded-md border border-line bg-sheet px-3 py-2 font-mono">
            npm run audit:verify -- record-{article.slug}.jsonl
          </pre>
        </aside>
      </Page>
    </>
  )
}
