'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import type { AuthorQueryListItem } from '#lib/api/schemas/author-queries.ts'
import type { BoardItem, TaskListItem } from '#lib/api/schemas/claims.ts'
import { boardAddress, statesOf } from '#components/board/board-address.ts'
import { Section } from '#components/shell/page.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Time } from '#components/ui/time.tsx'
import { ArticleRow } from './article-row.tsx'
import { ClaimRow } from './claim-row.tsx'
import { LegalSection } from './legal-section.tsx'
import { Counted } from './counted.tsx'
import { QueryRow } from './query-row.tsx'
import { ListKeysHint } from './list-keys-hint.tsx'
import { Unasked } from './unasked.tsx'
import { useListKeys } from './use-list-keys.ts'
import { isAllClear, isGivenUp, type WorkLists } from './work-lists.ts'

/** Longer lists go on at the board. */
const SHOWN = 8
export function WorkSections({ lists }: { lists: WorkLists }) {
  const t = useTranslations('work')
  const list = useListKeys()
  if (isAllClear(lists)) {
    return (
      <div className="rounded-lg border border-line bg-sheet">
        <EmptyState icon={<CircleCheck aria-hidden />} title={t('allClear')}>
          {t('allClearDetail')}
        </EmptyState>
      </div>
    )
  }
  return (
    <div ref={list} className="flex flex-col gap-6">
      <ListKeysHint />
      <TaskSection name="overdue" tasks={lists.overdue} />
      <WaitingSection queries={lists.queries} claims={lists.author} />
      <TaskSection name="today" tasks={lists.today} />
      <TaskSection name="later" tasks={lists.later} />
      <ClaimSection name="reopened" claims={lists.reopened} />
      <ClaimSection name="reopenedOthers" claims={lists.reopenedOthers} />
      <ClaimSection name="toConfirm" claims={lists.toConfirm} />
      <ClaimSection name="disputed" claims={lists.disputed} />
      <ClaimSection name="detached" claims={lists.detached} />
      <AskedSection queries={lists.asked} />
      <LegalSection articles={lists.legal} />
      <ArticleSection articles={lists.signOff} />
      <ClaimSection name="unassigned" claims={lists.unassigned} />
    </div>
  )
}

function TaskSection({ name, tasks }: { name: 'overdue' | 'today' | 'later'; tasks: readonly TaskListItem[] }) {
  const t = useTranslations('work')
  if (tasks.length === 0) return null
  const title = name === 'overdue' ? <span className="text-bad">{t('sections.overdue')}</span> : t(`sections.${name}`)
  return (
    <Section title={<Counted count={tasks.length}>{title}</Counted>}>
      <ul className="divide-y divide-line">
        {tasks.map((task) => (
          <ClaimRow key={task.id} claim={task.claim} article={task.article} question={task.question} aside={<TaskAside task={task} />} />
        ))}
      </ul>
    </Section>
  )
}

function TaskAside({ task }: { task: TaskListItem }) {
  const t = useTranslations('work')
  const claim = useTranslations('claim')
  return (
    <>
      {task.dueAt !== null && (
        <p className={task.overdue ? 'text-bad' : undefined}>
          {t('due')} <Time value={task.dueAt} timeZone={task.timeZone} />
        </p>
      )}
      {task.secondCheck && <Badge tone="busy">{claim('second')}</Badge>}
    </>
  )
}

/** What is this person's to answer, to decide or to write anew. */
function WaitingSection({ queries, claims }: { queries: readonly AuthorQueryListItem[]; claims: readonly BoardItem[] }) {
  const t = useTranslations('work')
  if (queries.length + claims.length === 0) return null
  return (
    <Section
      title={<Counted count={queries.length + claims.length}>{t('sections.queries')}</Counted>}
      aside={<span className="hidden sm:inline">{t(claims.length === 0 ? 'hints.queries' : queries.length === 0 ? 'hints.author' : 'hints.waiting')}</span>}
    >
      <ul className="divide-y divide-line">
        {queries.map((query) => (
          <QueryRow key={query.id} query={query} />
        ))}
        {claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} article={claim.article} proposed={claim.proposed} />
        ))}
      </ul>
    </Section>
  )
}

function AskedSection({ queries }: { queries: readonly AuthorQueryListItem[] }) {
  const t = useTranslations('work')
  if (queries.length === 0) return null
  return (
    <Section title={<Counted count={queries.length}>{t('sections.asked')}</Counted>} aside={<span className="hidden sm:inline">{t('hints.asked')}</span>}>
      <ul className="divide-y divide-line">
        {queries.map((query) => (
          <QueryRow key={query.id} query={query} />
        ))}
      </ul>
    </Section>
  )
}

function ClaimSection({
  name,
  claims,
}: {
  name: 'reopened' | 'reopenedOthers' | 'toConfirm' | 'disputed' | 'detached' | 'unassigned'
  claims: readonly BoardItem[]
}) {
  const t = useTranslations('work')
  if (claims.length === 0) return null
  const rest = claims.length - SHOWN
  return (
    <Section title={<Counted count={claims.length}>{t(`sections.${name}`)}</Counted>} aside={<span className="hidden sm:inline">{t(`hints.${name}`)}</span>}>
      <ul className="divide-y divide-line">
        {claims.slice(0, SHOWN).map((claim) => (
          <ClaimRow
            key={claim.id}
            claim={claim}
            article={claim.article}
            {...(claim.unasked && isGivenUp(claim.unasked)
              ? { aside: <Unasked unasked={claim.unasked} /> }
              : (name === 'reopenedOthers' || name === 'toConfirm') && claim.task && { aside: t('checkedBy', { name: claim.task.assignee.name }) })}
          />
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t border-line px-4 py-2.5">
          <Link
            href={boardAddress({ ...statesOf(claims), ...(name === 'unassigned' && { assignee: 'nobody' }), ...(name === 'reopened' && { assignee: 'me' }) })}
            className="text-accent hover:underline"
          >
            {t('more', { count: rest })}
          </Link>
        </p>
      )}
    </Section>
  )
}

function ArticleSection({ articles }: { articles: readonly ArticleListItem[] }) {
  const t = useTranslations('work')
  if (articles.length === 0) return null
  return (
    <Section title={<Counted count={articles.length}>{t('sections.signOff')}</Counted>} aside={<span className="hidden sm:inline">{t('hints.signOff')}</span>}>
      <ul className="divide-y divide-line">
        {articles.map((article) => (
          <ArticleRow
            key={article.id}
            article={article}
            aside={
              article.awaitsMe.length > 0 ? (
                <span className="font-medium text-ink">{t('awaitsMe', { kind: article.awaitsMe[0] ?? 'final' })}</span>
              ) : (
                t('openClaims', { count: article.counts.open })
              )
            }
          />
        ))}
      </ul>
    </Section>
  )
}
