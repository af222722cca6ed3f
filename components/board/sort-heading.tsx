'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { BoardColumnKey, BoardSort } from '#lib/domain/claims/board.ts'
import { useQueryValue } from '#components/shell/use-query-value.ts'
import { Th } from '#components/ui/table.tsx'

interface SortHeadingProps {
  column: Exclude<BoardColumnKey, 'tagged'>
  className?: string
}

/** WO-1k: the head of a column, which orders by it; pressed again the other way round, and a third time as it was. */
export function SortHeading({ column, className }: SortHeadingProps) {
  const t = useTranslations('board.columns')
  const { value, pending, choose } = useQueryValue('sort')
  const order = value === column ? 'ascending' : value === `-${column}` ? 'descending' : 'none'
  const next: Record<typeof order, BoardSort | ''> = { none: column, ascending: `-${column}`, descending: '' }
  const Arrow = order === 'descending' ? ArrowDown : ArrowUp
  return (
    <Th aria-sort={order} className={className}>
      <button
        type="button"
        aria-busy={pending || undefined}
        onClick={() => choose(next[order])}
        className="group -mx-1.5 -my-1 inline-flex items-center gap-1 rounded-sm px-1.5 py-1 hover:bg-hover hover:text-ink pointer-coarse:py-2"
      >
        <span className={order === 'none' ? undefined : 'font-semibold text-ink'}>{t(column)}</span>
        <Arrow
          aria-hidden
          strokeWidth={2.5}
          className={`size-3.5 ${order === 'none' ? 'opacity-0 group-hover:opacity-50 group-focus-visible:opacity-50' : 'text-accent'}`}
        />
      </button>
    </Th>
  )
}
