'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { BOARD_COLUMNS } from '#lib/domain/claims/board.ts'
import { claimHref } from '#components/work/claim-href.ts'
import { LegalMark } from '#components/work/legal-mark.tsx'
import { PriorityMark } from '#components/work/priority-mark.tsx'
import { OpenQueriesMark } from '#components/author-queries/open-queries-mark.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import { Assigned, hasSomebody } from './assigned.tsx'
import { inColumn } from './board-filter.ts'
import { Due } from './board-table.tsx'
import { ChooseAll, ChooseClaim } from './choose-claim.tsx'

interface BoardColumnsProps {
  items: readonly BoardItem[]
  chosen: ReadonlySet<string>
  onChoose: (item: BoardItem) => void
  /** All of these, or none of them. */
  onChooseAll: (items: readonly BoardItem[], on: boolean) => void
  mayAssign: (item: BoardItem) => boolean
  onAssign: (item: BoardItem) => void
}

export function BoardColumns({ items, chosen, onChoose, onChooseAll, mayAssign, onAssign }: BoardColumnsProps) {
  const t = useTranslations('board')
  return (
    <div role="region" aria-label={t('caption')} tabIndex={0} className="-mx-1 flex snap-x gap-3 overflow-x-auto px-1 pb-3 xl:overflow-x-visible">
      {BOARD_COLUMNS.map((column) => {
        const inside = inColumn(items, column)
        const choosable = inside.filter(mayAssign)
        return (
          <section
            key={column.key}
            aria-labelledby={`column-${column.key}`}
            className="flex w-72 shrink-0 grow snap-start flex-col rounded-lg bg-sunken p-2 pt-0 xl:w-0"
          >
            <div className="z-10 flex items-center gap-2.5 rounded-t-lg bg-sunken px-1.5 pt-2.5 pb-2 text-sm xl:sticky xl:top-(--bar-height)">
              {choosable.length > 0 && (
                <ChooseAll
                  label={t('chooseColumn', { count: choosable.length, column: t(`groups.${column.key}`) })}
                  items={choosable}
                  chosen={chosen}
                  onChoose={onChooseAll}
                />
              )}
              <h2 id={`column-${column.key}`} className="flex grow items-baseline justify-between font-semibold">
                {t(`groups.${column.key}`)}
                <span className="font-normal text-muted tabular-nums">{inside.length}</span>
              </h2>
            </div>
            <ul className="flex flex-col gap-2">
              {inside.map((item) => (
                <Card key={item.id} item={item} chosen={chosen.has(item.id)} {...(mayAssign(item) && { onChoose, onAssign })} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

interface CardProps {
  item: BoardItem
  chosen: boolean
  /** Missing where it may not be assigned. */
  onChoose?: (item: BoardItem) => void
  onAssign?: (item: BoardItem) => void
}

function Card({ item, chosen, onChoose, onAssign }: CardProps) {
  const t = useTranslations('board')
  const claim = useTranslations('claim')
  return (
    <li data-row={item.id} className="rounded-md border border-line bg-sheet p-2.5 shadow-raised has-checked:bg-accent-soft">
      <div className="flex items-center gap-1.5">
        {onChoose && <ChooseClaim item={item} chosen={chosen} onChoose={onChoose} />}
        <ClaimStateBadge state={item.state} plain />
        <PriorityMark priority={item.priority} />
        <OpenQueriesMark count={item.openQueries} />
        <LegalMark flagged={item.legalFlag} />
        {onAssign && (
          <IconButton
            label={t('assignOne', { number: item.number })}
            icon={<UserPlus aria-hidden />}
            size="sm"
            className="-my-1 -mr-1 ml-auto"
            onClick={() => onAssign(item)}
          />
        )}
      </div>
      <Link href={claimHref(item.article.id, item.id)} dir="auto" className="copy mt-1 line-clamp-4 rounded-sm text-lg leading-snug hover:underline">
        {item.wording}
      </Link>
      <p className="mt-1 truncate text-sm text-muted">
        {claim('short', { number: item.number })} · <bdi>{item.article.title}</bdi>
      </p>
      {item.task && (
        <div className="mt-1.5 flex items-center justify-between gap-2 text-sm text-muted">
          {hasSomebody(item) && <Assigned item={item} />}
          <Due item={item} />
        </div>
      )}
    </li>
  )
}
