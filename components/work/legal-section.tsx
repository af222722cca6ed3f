import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { LegalItem } from '#lib/api/schemas/legal.ts'
import { Section } from '#components/shell/page.tsx'
import { ArticleRow } from './article-row.tsx'
import { claimHref } from './claim-href.ts'
import { Counted } from './counted.tsx'
import { PriorityMark } from './priority-mark.tsx'

/** Of one article so many flagged claims are named; the others stand on its review. */
const NAMED = 3

/** WO-1l: what waits on a legal reader, with what is flagged in it. */
export function LegalSection({ articles }: { articles: readonly LegalItem[] }) {
  const t = useTranslations('work')
  if (articles.length === 0) return null
  return (
    <Section title={<Counted count={articles.length}>{t('sections.legal')}</Counted>} aside={<span className="hidden sm:inline">{t('hints.legal')}</span>}>
      <ul className="divide-y divide-line">
        {articles.map((article) => (
          <ArticleRow key={article.id} article={article} aside={<span className="text-warn">{t(`legal.${article.signOff}`)}</span>}>
            <Flagged article={article} />
          </ArticleRow>
        ))}
      </ul>
    </Section>
  )
}

function Flagged({ article: { id, flagged, claims } }: { article: LegalItem }) {
  const t = useTranslations('work.legal')
  const rest = claims.length - NAMED
  return (
    <ul aria-label={t('flags')} className="mt-1 flex flex-col gap-0.5 text-sm">
      {flagged && (
        <li className="flex items-center gap-1.5">
          <Scale aria-hidden className="size-3.5 shrink-0 text-busy" />
          {t('article')}
        </li>
      )}
      {claims.slice(0, NAMED).map((claim) => (
        <li key={claim.id} className="flex min-w-0 items-center gap-1.5">
          <Scale aria-hidden className="size-3.5 shrink-0 text-busy" />
          <Link href={claimHref(id, claim.id)} className="relative z-1 min-w-0 truncate rounded-sm text-accent hover:underline">
            {t('claim', { number: claim.number })} <bdi>{claim.wording}</bdi>
          </Link>
          <PriorityMark priority={claim.priority} />
        </li>
      ))}
      {rest > 0 && <li className="pl-5 text-muted">{t('more', { count: rest })}</li>}
    </ul>
  )
}
