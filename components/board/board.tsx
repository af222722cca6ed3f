'use client'

import { Columns3, List, ShieldCheck, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { writeCookie } from '#components/shell/cookie.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { BoardColumns } from './board-columns.tsx'
import { BoardTable } from './board-table.tsx'
import { type BoardView, BOARD_VIEW_COOKIE } from './board-view.ts'

interface BoardProps {
  items: readonly BoardItem[]
  /** Desks on which this person may ask somebody to check. */
  assignDesks: readonly string[]
  view: BoardView
  /** Whether a filter hides some. */
  filtered: boolean
}

/** The verification board: what is to be checked, by whom, until when. */
export function Board({ items, assignDesks, view: initialView, filtered }: BoardProps) {
  const t = useTranslations('board')
  const router = useRouter()
  const [view, setView] = useState(initialView)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [assigning, setAssigning] = useState<readonly BoardItem[]>([])
  const selected = items.filter((item) => chosen.has(item.id))

  function choose(item: BoardItem): void {
    setChosen((before) => (before.has(item.id) ? new Set([...before].filter((id) => id !== item.id)) : new Set([...before, item.id])))
  }
  function chooseAll(on: boolean): void {
    setChosen(new Set(on ? items.filter(mayAssign).map(({ id }) => id) : []))
  }
  function show(next: BoardView): void {
    writeCookie(BOARD_VIEW_COOKIE, next)
    setView(next)
  }
  function mayAssign(item: BoardItem): boolean {
    return assignDesks.includes(item.desk.id)
  }
  function assigned(): void {
    setAssigning([])
    setChosen(new Set())
    router.refresh()
  }

  if (items.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-sheet">
        <EmptyState icon={<ShieldCheck aria-hidden />} title={filtered ? t('emptyFiltered') : t('empty')}>
          {filtered ? t('emptyFilteredDetail') : t('emptyDetail')}
        </EmptyState>
      </div>
    )
  }
  return (
    <>
      <div className="mb-3 flex min-h-8.5 flex-wrap items-center gap-3">
        <p className="text-muted tabular-nums" role="status">
          {selected.length > 0 ? t('chosen', { count: selected.length }) : t('count', { count: items.length })}
        </p>
        {selected.length > 0 && (
          <>
            <Button size="sm" icon={<UserPlus aria-hidden />} onClick={() => setAssigning(selected)}>
              {t('assign')}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setChosen(new Set())}>
              {t('chooseNone')}
            </Button>
          </>
        )}
        <div role="group" aria-label={t('view')} className="ml-auto flex gap-0.5">
          <IconButton label={t('asTable')} icon={<List aria-hidden />} size="sm" pressed={view === 'table'} onClick={() => show('table')} />
          <IconButton label={t('asColumns')} icon={<Columns3 aria-hidden />} size="sm" pressed={view === 'columns'} onClick={() => show('columns')} />
        </div>
      </div>
      {view === 'table' ? (
        <BoardTable
          items={items}
          chosen={chosen}
          onChoose={choose}
          onChooseAll={chooseAll}
          mayAssign={mayAssign}
          onAssign={(item) => setAssigning([item])}
          onAssignChosen={() => setAssigning(selected)}
        />
      ) : (
        <BoardColumns items={items} mayAssign={mayAssign} onAssign={(item) => setAssigning([item])} />
      )}
      {view === 'table' && (
        <p className="mt-3 hidden flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted pointer-fine:flex">
          <span>
            <Kbd keys="j" /> <Kbd keys="k" /> {t('keys.move')}
          </span>
          <span>
            <Kbd keys="enter" /> {t('keys.open')}
          </span>
          {assignDesks.length > 0 && (
            <>
              <span>
                <Kbd keys="x" /> {t('keys.choose')}
              </span>
              <span>
                <Kbd keys="shift+x" /> {t('keys.chooseAll')}
              </span>
              <span>
                <Kbd keys="a" /> {t('keys.assign')}
              </span>
            </>
          )}
        </p>
      )}
      {assigning.length > 0 && <AssignDialog claims={assigning} onClose={() => setAssigning([])} onDone={assigned} />}
    </>
  )
}
