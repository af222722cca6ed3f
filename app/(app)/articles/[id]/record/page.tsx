import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { idFromPath, orNotFound, pageContext } from '#lib/auth/page-context.ts'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { listEvidenceRecords } from '#lib/queries/record/evidence-record.ts'
import { namesInRecord } from '#lib/queries/record/names-in-record.ts'
import { claimsInRecord, claimsWithheld, listRecord } from '#lib/queries/record/list-record.ts'
import { OwnChains } from '#components/record/own-chains.tsx'
import { RecordExport } from '#components/record/record-export.tsx'
import { RecordList } from '#components/record/record-list.tsx'
import { RecordPages } from '#components/record/record-pages.tsx'
import { recordPageOf, type RecordSearch } from '#components/record/record-search.ts'
import { RecordShow } from '#components/record/record-show.tsx'
import { VerifyNote } from '#components/record/verify-note.tsx'
import { WithheldNote } from '#components/record/withheld-note.tsx'
import { ArticleNav } from '#components/shell/article-nav.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { Page } from '#components/shell/page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('record'))('title') }
}

interface RecordPageProps {
  params: Promise<{ id: string }>
  searchParams: Promise<RecordSearch>
}

export default async function RecordPage({ params, searchParams }: RecordPageProps) {
  const [ctx, { id }, search, t] = await Promise.all([pageContext(), params, searchParams, getTranslations('record')])
  const articleId = idFromPath(id)
  const wanted = recordPageOf(search)
  const [article, { items, nextCursor }, claims, withheld, ownChains] = await orNotFound(
    Promise.all([
      getArticle(ctx, articleId),
      listRecord(ctx, articleId, wanted),
      claimsInRecord(ctx, articleId),
      claimsWithheld(ctx, articleId),
      listEvidenceRecords(ctx, articleId),
    ]),
  )
  const name = `record-${article.slug}`
  return (
    <>
      <ArticleNav article={article} />
      <Page
        title={t('title')}
        description={t('description')}
        width="measure"
        actions={<RecordExport href={`/api/v1/articles/${articleId}/record`} name={name} />}
      >
        <LiveRefresh />
        {withheld.length > 0 && <WithheldNote articleId={articleId} claims={withheld} />}
        <RecordShow claims={claims} />
        {items.length === 0 && <p className="text-muted">{t('show.empty')}</p>}
        <RecordList events={items} personNames={await namesInRecord(ctx, items)} />
        <RecordPages path={`/articles/${articleId}/record`} wanted={wanted} nextCursor={nextCursor} />
        {ownChains.length > 0 && <OwnChains chains={ownChains} />}
        <VerifyNote name={name} />
      </Page>
    </>
  )
}
