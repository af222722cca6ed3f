'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { claimHref } from '#components/work/claim-href.ts'
import { LegalMark } from '#components/work/legal-mark.tsx'
import { PriorityMark } from '#components/work/priority-mark.tsx'
import { OpenQueriesMark } from '#components/author-queries/open-queries-mark.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Table, Td, Th } from '#components/ui/table.tsx'
import { Time } from '#components/ui/time.tsx'
import { Assigned, hasSomebody } from './assigned.tsx'
import { ChooseAll, ChooseClaim } from './choose-claim.tsx'
import { SortHeading } from './sort-heading.tsx'

interface BoardTableProps {
  items: readonly BoardItem[]
  chosen: ReadonlySet<string>
  onChoose: (item: BoardItem) => void
  /** Those that are chosen at the head: all that are to be cleared. */
  all: readonly BoardItem[]
  /** All of these, or none of them. */
  onChooseAll: (items: readonly BoardItem[], on: boolean) => void
  mayAssign: (item: BoardItem) => boolean
  onAssign: (item: BoardItem) => void
}

export function BoardTable({ items, all, chosen, onChoose, onChooseAll, mayAssign, onAssign }: BoardTableProps) {
  const t = useTranslations('board')
  const claim = useTranslations('claim')
  const kind = useTranslations('claimKind')
  const choosable = items.filter(mayAssign)

  return (
    <Table
      caption={t('caption')}
      stays
      head={
        <>
          {choosable.length > 0 && (
            <Th className="w-8 pr-0">
              <ChooseAll
                label={t(all.length < choosable.length ? 'chooseToClear' : 'chooseAll', { count: all.length })}
                items={all}
                chosen={chosen}
                onChoose={onChooseAll}
              />
            </Th>
          )}
          <SortHeading column="claim" />
          <SortHeading column="state" className="max-md:hidden" />
          <SortHeading column="kind" className="max-lg:hidden" />
          <SortHeading column="assignee" className="max-md:hidden" />
          <SortHeading column="due" className="max-md:hidden" />
          {choosable.length > 0 && (
            <Th className="max-sm:hidden">
              <span className="sr-only">{t('columns.acts')}</span>
            </Th>
          )}
        </>
      }
    >
      {items.map((item) => (
        <tr key={item.id} data-row={item.id} className="hover:bg-hover has-checked:bg-accent-soft">
          {choosable.length > 0 && (
            <Td className="pr-0">
              {mayAssign(item) && (
                <div className="pt-1">
                  <ChooseClaim item={item} chosen={chosen.has(item.id)} onChoose={onChoose} />
                </div>
              )}
            </Td>
          )}
          <Td className="min-w-56 lg:w-full">
            <Link href={claimHref(item.article.id, item.id)} dir="auto" className="copy line-clamp-2 rounded-sm text-lg leading-snug hover:underline">
              {item.wording}
            </Link>
            <p className="mt-0.5 text-sm text-muted">
              {claim('short', { number: item.number })} · <bdi>{item.article.title}</bdi>
            </p>
            <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm md:hidden">
              <ClaimStateBadge state={item.state} />
              <PriorityMark priority={item.priority} />
              <OpenQueriesMark count={item.openQueries} />
              <LegalMark flagged={item.legalFlag} />
              {hasSomebody(item) && <Assigned item={item} />}
              <Due item={item} />
            </div>
          </Td>
          <Td className="max-md:hidden">
            <span className="flex items-center gap-1.5">
              <ClaimStateBadge state={item.state} />
              <PriorityMark priority={item.priority} />
              <OpenQueriesMark count={item.openQueries} />
              <LegalMark flagged={item.legalFlag} />
            </span>
          </Td>
          <Td className="whitespace-nowrap max-lg:hidden">{kind(item.kind)}</Td>
          <Td className="whitespace-nowrap max-md:hidden">
            <Assigned item={item} />
          </Td>
          <Td className="max-md:hidden">
            <Due item={item} />
          </Td>
          {choosable.length > 0 && (
            <Td className="py-1.5 max-sm:hidden">
              {mayAssign(item) && (
                <IconButton label={t('assignOne', { number: item.number })} icon={<UserPlus aria-hidden />} size="sm" onClick={() => onAssign(item)} />
              )}
            </Td>
          )}
        </tr>
      ))}
    </Table>
  )
}

export function Due({ item }: { item: BoardItem }) {
  const t = useTranslations('board')
  if (item.due === null) return null
  const { at, overdue } = item.due
  return (
    <span className={overdue ? 'text-bad' : 'text-muted'}>
      <Time value={at} timeZone={item.desk.timeZone} />
      {overdue && <span className="block text-xs font-medium">{t('overdue')}</span>}
    </span>
  )
}
