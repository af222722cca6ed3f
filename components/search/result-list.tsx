import { EyeOff, FileText, type LucideIcon, ShieldCheck, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { EVIDENCE_ICON, RELATION_TONE } from '#components/claims/evidence-look.ts'
import { Badge } from '#components/ui/badge.tsx'
import { ClaimStateBadge, StageBadge } from '#components/ui/state-badge.tsx'
import { Time } from '#components/ui/time.tsx'
import { claimHref } from '#components/work/claim-href.ts'
import type { SearchItem } from '#lib/api/schemas/search.ts'
import { Excerpt } from './excerpt.tsx'

/** Of everything that was found: all of it, or which part. How many there are in all is not counted. */
export type ResultPart = 'all' | 'first' | 'more' | 'last'

export function ResultList({ items, part }: { items: readonly SearchItem[]; part: ResultPart }) {
  const t = useTranslations('search')
  return (
    <section aria-labelledby="search-results">
      <h2 id="search-results" className="sr-only">
        {t('results')}
      </h2>
      <p role="status" className="mb-2 text-sm text-muted tabular-nums">
        {t(`count.${part}`, { count: items.length })}
      </p>
      <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
        {items.map((item) => (
          <li key={`${item.kind} ${item.id}`} data-result className="flex gap-3 px-4 py-3 hover:bg-hover">
            <Result item={item} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Result({ item }: { item: SearchItem }) {
  switch (item.kind) {
    case 'article':
      return <ArticleResult item={item} />
    case 'claim':
      return <ClaimResult item={item} />
    case 'evidence':
      return <EvidenceResult item={item} />
    case 'person':
      return <PersonResult item={item} />
  }
}

type Found<Kind extends SearchItem['kind']> = Extract<SearchItem, { kind: Kind }>

interface CardProps {
  icon: LucideIcon
  href: string
  title: ReactNode
  /** What it is and where, in a line. */
  about: ReactNode
  children?: ReactNode
}

function Card({ icon: Icon, href, title, about, children }: CardProps) {
  return (
    <>
      <Icon aria-hidden className="mt-1 size-4 shrink-0 text-faint" />
      <div className="flex min-w-0 grow flex-col gap-1">
        <h3 className="font-medium">
          <Link href={href} dir="auto" className="[overflow-wrap:anywhere] hover:underline">
            {title}
          </Link>
        </h3>
        {children}
        <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm text-muted">{about}</p>
      </div>
    </>
  )
}

const COPY = 'copy line-clamp-3 text-base leading-snug [overflow-wrap:anywhere]'

function ArticleResult({ item }: { item: Found<'article'> }) {
  const t = useTranslations('search.one')
  return (
    <Card
      icon={FileText}
      href={`/articles/${item.article.id}`}
      title={item.article.title}
      about={
        <>
          <StageBadge stage={item.article.stage} />
          <span>
            {t('article')}, {item.desk.name}, <Time value={item.at} />
          </span>
        </>
      }
    >
      <Excerpt parts={item.excerpt} className={COPY} />
    </Card>
  )
}

function ClaimResult({ item }: { item: Found<'claim'> }) {
  const t = useTranslations('search.one')
  return (
    <Card
      icon={ShieldCheck}
      href={claimHref(item.article.id, item.id)}
      title={<Excerpt parts={item.excerpt} className="copy text-base" />}
      about={
        <>
          <ClaimStateBadge state={item.state} />
          <span>
            {item.verdict && (
              <>
                {item.verdict.checker.name}, <Time value={item.verdict.at} /> ·{' '}
              </>
            )}
            {t('claim', { number: item.number })}, <bdi>{item.article.title}</bdi>, {item.desk.name}
          </span>
        </>
      }
    />
  )
}

function EvidenceResult({ item }: { item: Found<'evidence'> }) {
  const t = useTranslations('search')
  const tType = useTranslations('workbench.evidence.type')
  const tRelation = useTranslations('evidenceRelation')
  return (
    <Card
      icon={EVIDENCE_ICON[item.type]}
      href={claimHref(item.article.id, item.claim.id)}
      title={item.title ?? tType(item.type)}
      about={
        <>
          <Badge tone={RELATION_TONE[item.relation]}>{tRelation(item.relation)}</Badge>
          {item.confidential && (
            <Badge tone="aside" icon={<EyeOff aria-hidden />}>
              {t('confidential')}
            </Badge>
          )}
          <span>
            {t('one.evidence', { number: item.claim.number })}, <bdi>{item.article.title}</bdi>, {item.desk.name}, <Time value={item.at} />
            {item.pastedBy && <> · {t('one.pastedBy', { name: item.pastedBy.name })}</>}
          </span>
        </>
      }
    >
      <Excerpt parts={item.excerpt} className={COPY} />
    </Card>
  )
}

function PersonResult({ item }: { item: Found<'person'> }) {
  const t = useTranslations('search')
  return (
    <Card
      icon={UserRound}
      href={`/search?kind=claim&checker=${item.id}`}
      title={<Excerpt parts={item.excerpt} />}
      about={`${t('one.person')} · ${t('checks', { name: item.name })}`}
    />
  )
}
