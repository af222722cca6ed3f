import { useTranslations } from 'next-intl'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'

/** How far an article's checking is, in words; what came back is said beside it. */
export function ClaimCounts({ counts }: { counts: ArticleListItem['counts'] }) {
  const t = useTranslations('articles.counts')
  if (counts.total === 0) return <span className="text-faint">{t('none')}</span>
  const returned = [
    ...(counts.reopened > 0 ? [t('reopened', { count: counts.reopened })] : []),
    ...(counts.detached > 0 ? [t('detached', { count: counts.detached })] : []),
  ]
  return (
    <span className="tabular-nums">
      {counts.open > 0 ? t('open', { open: counts.open, total: counts.total }) : <span className="text-good">{t('clear', { total: counts.total })}</span>}
      {returned.length > 0 && <span className="block text-sm text-warn">{returned.join(', ')}</span>}
    </span>
  )
}
