import { ArrowUp, Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { BoardFilter } from '#lib/api/schemas/board.ts'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import { boardAddress, statesOf } from '#components/board/board-address.ts'
import { Section } from '#components/shell/page.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { ClaimRow } from '#components/work/claim-row.tsx'
import { Unasked } from '#components/work/unasked.tsx'
import { byArticle, countsOf, fewClaims } from './few.ts'

interface ClaimsByArticleProps {
  title: string
  claims: readonly BoardItem[]
  /** Who has them: nobody, who checked them, or, said of each, its authors. */
  who: 'nobody' | 'authors' | PersonRef
}

/** WO-5c: claims, however many: of each article how many are in which state, the urgent ones, and where the rest is. */
export function ClaimsByArticle({ title, claims, who }: ClaimsByArticleProps) {
  if (claims.length === 0) return null
  return (
    <Section title={title} aside={claims.length}>
      {byArticle(claims).map((group) => (
        <OfArticle key={group[0]?.article.id} claims={group} who={who} />
      ))}
    </Section>
  )
}

function OfArticle({ claims, who }: Pick<ClaimsByArticleProps, 'claims' | 'who'>) {
  const t = useTranslations('handover')
  const { shown, rest } = fewClaims(claims)
  const article = claims[0]?.article
  if (!article) return null
  const filter: BoardFilter = { articleId: article.id, ...(who !== 'authors' && { assignee: who === 'nobody' ? who : who.id }) }
  return (
    <div className="border-t border-line first-of-type:border-t-0 print:break-inside-avoid-page">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 bg-sunken px-4 py-2">
        <h3 className="min-w-0 font-medium">
          <Link href={boardAddress({ ...filter, ...statesOf(claims) })} className="tap hover:underline">
            <bdi>{article.title}</bdi>
          </Link>
        </h3>
        <Counted claims={claims} filter={filter} />
      </div>
      <ul className="divide-y divide-line">
        {shown.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} article={article} {...asideOf(claim, who)} />
        ))}
      </ul>
      {rest.length > 0 && (
        <p className="border-t border-line px-4 py-2.5">
          <Link href={boardAddress({ ...filter, ...statesOf(rest) })} className="tap text-accent hover:underline">
            {t('more', { count: rest.length })}
          </Link>
        </p>
      )}
    </div>
  )
}

function Counted({ claims, filter }: { claims: readonly BoardItem[]; filter: BoardFilter }) {
  const t = useTranslations('handover')
  const { states, high, legal } = countsOf(claims)
  return (
    <ul aria-label={t('counts')} className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      {states.map(({ state, count }) => (
        <li key={state}>
          <Link href={boardAddress({ ...filter, state: [state] })} className="inline-flex items-center gap-1 hover:underline pointer-coarse:min-h-8">
            <span className="tabular-nums">{count}</span> <ClaimStateBadge state={state} plain />
          </Link>
        </li>
      ))}
      {high > 0 && (
        <li>
          <Link
            href={boardAddress({ ...filter, ...statesOf(claims), marked: 'high' })}
            className="inline-flex items-center gap-1 text-bad hover:underline pointer-coarse:min-h-8"
          >
            <ArrowUp aria-hidden className="size-3.5" strokeWidth={2.5} />
            {t('high', { count: high })}
          </Link>
        </li>
      )}
      {legal > 0 && (
        <li>
          <Link
            href={boardAddress({ ...filter, ...statesOf(claims), marked: 'legal' })}
            className="inline-flex items-center gap-1 text-busy hover:underline pointer-coarse:min-h-8"
          >
            <Scale aria-hidden className="size-3.5" />
            {t('legal', { count: legal })}
          </Link>
        </li>
      )}
    </ul>
  )
}

function asideOf(claim: BoardItem, who: ClaimsByArticleProps['who']): { aside?: ReactNode } {
  if (who === 'authors') return { aside: <Authors claim={claim} /> }
  return who === 'nobody' && claim.unasked ? { aside: <Unasked unasked={claim.unasked} /> } : {}
}

/** Some of those who are asked: a whole desk of writers, where the author has left, is not named one by one. */
function Authors({ claim: { authorsAsked } }: { claim: BoardItem }) {
  const t = useTranslations('handover')
  const [first, second, ...others] = authorsAsked
  if (!first) return null
  const names = second ? `${first.name}, ${second.name}` : first.name
  return <p>{t('waitsOn', { names, others: others.length })}</p>
}
