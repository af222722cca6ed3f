import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ArticleBody } from '#components/public/article-body.tsx'
import { CorrectionNotes } from '#components/public/correction-notes.tsx'
import { READERS_TIME } from '#components/public/readers-time.ts'
import { PublicFrame } from '#components/public/public-frame.tsx'
import { WithdrawalNotice } from '#components/public/withdrawal-notice.tsx'
import { db } from '#lib/db/client.ts'
import { env } from '#lib/env/env.ts'
import { getPublicArticle, type PublicArticle } from '#lib/queries/publications/get-public-article.ts'
import { newsArticleJsonLd, publisherOf } from '#lib/web/news-article.ts'
import { NONCE_HEADER } from '#lib/web/security-headers.ts'

interface PublicPageProps {
  params: Promise<{ slug: string }>
}

const load = cache(async (slug: string): Promise<PublicArticle> => (await getPublicArticle(db(), slug)) ?? notFound())

export async function generateMetadata({ params }: PublicPageProps): Promise<Metadata> {
  const article = await load((await params).slug)
  if (article.state === 'withdrawn') return { title: (await getTranslations('public'))('withdrawnTitle'), robots: { index: false } }
  const { STET_PUBLIC_URL, STET_NEWSROOM } = env()
  const url = `${STET_PUBLIC_URL}/p/${article.slug}`
  const { name } = publisherOf(article, { url: STET_PUBLIC_URL, newsroom: STET_NEWSROOM })
  const description = article.standfirst === '' ? null : article.standfirst
  return {
    title: { absolute: `${article.headline} · ${name}` },
    description,
    alternates: { canonical: url, types: { 'application/atom+xml': '/feed.xml' } },
    openGraph: {
      type: 'article',
      siteName: name,
      url,
      title: article.headline,
      ...(description !== null && { description }),
      publishedTime: article.publishedAt,
      modifiedTime: article.modifiedAt,
    },
  }
}

export default async function PublicPage({ params }: PublicPageProps) {
  const article = await load((await params).slug)
  return (
    <PublicFrame newsroom={env().STET_NEWSROOM}>
      {article.state === 'withdrawn' ? <WithdrawalNotice {...article.withdrawal} timeZone={article.desk.timeZone} /> : <Article article={article} />}
    </PublicFrame>
  )
}

async function Article({ article }: { article: Extract<PublicArticle, { state: 'published' }> }) {
  const nonce = (await headers()).get(NONCE_HEADER) ?? undefined
  const { STET_PUBLIC_URL, STET_NEWSROOM } = env()
  const publisher = publisherOf(article, { url: STET_PUBLIC_URL, newsroom: STET_NEWSROOM })
  return (
    <article>
      <h1 className="copy text-[2rem] leading-[1.15] font-semibold tracking-tight text-balance sm:text-[2.5rem]" dir="auto">
        {article.headline}
      </h1>
      {article.standfirst !== '' && (
        <p className="copy mt-4 text-[1.3125rem] leading-snug text-muted" dir="auto">
          {article.standfirst}
        </p>
      )}
      <Dates article={article} />
      <CorrectionNotes corrections={article.corrections} timeZone={article.desk.timeZone} />
      <ArticleBody html={article.bodyHtml} />
      <script type="application/ld+json" nonce={nonce} dangerouslySetInnerHTML={{ __html: newsArticleJsonLd(article, publisher) }} />
    </article>
  )
}

async function Dates({ article: { publishedAt, modifiedAt, desk } }: { article: Extract<PublicArticle, { state: 'published' }> }) {
  const t = await getTranslations('public')
  const format = await getFormatter()
  const date = (instant: string) => format.dateTime(new Date(instant), { ...READERS_TIME, timeZone: desk.timeZone })
  return (
    <p className="mt-5 mb-8 flex flex-wrap gap-x-4 border-b border-line pb-5 text-sm text-muted">
      <time dateTime={publishedAt}>{t('published', { date: date(publishedAt) })}</time>
      {modifiedAt !== publishedAt && <time dateTime={modifiedAt}>{t('corrected', { date: date(modifiedAt) })}</time>}
    </p>
  )
}
