import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import { StageBadge } from '#components/ui/state-badge.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { Time } from '#components/ui/time.tsx'
import { ClaimCounts } from './claim-counts.tsx'

/** The articles, one a row. On a phone a row keeps headline, stage and claims; the rest moves under the headline. */
export function ArticleTable({ articles }: { articles: readonly ArticleListItem[] }) {
  const t = useTranslations('articles')
  return (
    <Table
      caption={t('caption')}
      head={
        <>
          <Th className="w-full">{t('columns.title')}</Th>
          <Th className="max-sm:hidden">{t('columns.stage')}</Th>
          <Th className="max-sm:hidden">{t('columns.claims')}</Th>
          <Th className="max-lg:hidden">{t('columns.desk')}</Th>
          <Th className="max-lg:hidden">{t('columns.by')}</Th>
          <Th className="text-right max-sm:hidden">{t('columns.updated')}</Th>
        </>
      }
    >
      {articles.map((article) => (
        <tr key={article.id} className="relative hover:bg-hover">
          <Td className="min-w-48">
            <Link
              href={`/articles/${article.id}`}
              dir="auto"
              className="copy line-clamp-2 text-lg leading-snug outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {article.title}
            </Link>
            <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm sm:hidden">
              <StageBadge stage={article.stage} />
              <ClaimCounts counts={article.counts} />
            </div>
            <p className="mt-0.5 text-sm text-muted lg:hidden">
              {article.desk.name} · {article.createdBy.name}
              <span className="sm:hidden">
                {' '}
                · <Time value={article.updatedAt} />
              </span>
            </p>
          </Td>
          <Td className="max-sm:hidden">
            <StageBadge stage={article.stage} />
          </Td>
          <Td className="whitespace-nowrap max-sm:hidden">
            <ClaimCounts counts={article.counts} />
          </Td>
          <Td className="whitespace-nowrap max-lg:hidden">{article.desk.name}</Td>
          <Td className="whitespace-nowrap max-lg:hidden">{article.createdBy.name}</Td>
          <Td className="text-right text-muted max-sm:hidden">
            <Time value={article.updatedAt} />
          </Td>
        </tr>
      ))}
    </Table>
  )
}
