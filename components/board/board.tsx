'use client'

import { Columns3, List, ShieldCheck, UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type Ref, useEffect, useRef, useState } from 'react'
import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { isBlocking } from '#lib/domain/claims/state.ts'
import { writeCookie } from '#components/shell/cookie.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { boardAddress } from './board-address.ts'
import { BoardColumns } from './board-columns.tsx'
import { BoardTable } from './board-table.tsx'
import { type BoardView, BOARD_VIEW_COOKIE } from './board-view.ts'
import { SortMenu } from './sort-menu.tsx'
import { ListKeysHint } from '#components/work/list-keys-hint.tsx'
import { linkOfRow, useListKeys } from '#components/work/use-list-keys.ts'
import { keepForReturn, keptOnReturn } from '#components/work/came-back.ts'

interface BoardProps {
  items: readonly BoardItem[]
  /** Desks on which this person may ask somebody to check. */
  assignDesks: readonly string[]
  view: BoardView
  /** Whether a filter hides some. */
  filtered: boolean
  /** Whether there are more than are shown. */
  more: boolean
}

/** Of what is kept for a return. */
const CHOSEN = 'chosen claims'

/** The verification board: what is to be checked, by whom, until when. */
export function Board({ items, assignDesks, view: initialView, filtered, more }: BoardProps) {
  const t = useTranslations('board')
  const router = useRouter()
  const [view, setView] = useState(initialView)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => keptOnReturn<ReadonlySet<string>>(CHOSEN) ?? new Set())
  const [assigning, setAssigning] = useState<readonly BoardItem[]>([])
  const bar = useRef<HTMLDivElement>(null)
  const choosable = items.filter(mayAssign)
  const selected = choosable.filter((item) => chosen.has(item.id))
  // What is done is chosen one by one, or where nothing else is shown.
  const toClear = choosable.filter(({ state }) => isBlocking(state))
  const all = toClear.length > 0 ? toClear : choosable
  const list = useListKeys({
    onRow: { x: (claimId) => choosable.filter(({ id }) => id === claimId).forEach(choose) },
    anywhere: {
      'shift+x': () =>
        chooseAll(
          all,
          all.some(({ id }) => !chosen.has(id)),
        ),
      ...(selected.length > 0 && { escape: chooseNone }),
      a: (claimId) => assign(selected.length > 0 ? selected : choosable.filter(({ id }) => id === claimId)),
    },
  })
  useEffect(() => keepForReturn(CHOSEN, chosen), [chosen])

  function choose(item: BoardItem): void {
    setChosen((before) => (before.has(item.id) ? new Set([...before].filter((id) => id !== item.id)) : new Set([...before, item.id])))
  }
  function chooseAll(claims: readonly BoardItem[], on: boolean): void {
    const these = new Set(claims.map(({ id }) => id))
    setChosen((before) => (on ? new Set([...before, ...these]) : new Set([...before].filter((id) => !these.has(id)))))
  }
  function show(next: BoardView): void {
    writeCookie(BOARD_VIEW_COOKIE, next)
    setView(next)
  }
  function mayAssign(item: BoardItem): boolean {
    return assignDesks.includes(item.desk.id)
  }
  /** The bar goes with them: from it the focus goes to the first of them. */
  function chooseNone(): void {
    const [first] = selected
    setChosen(new Set())
    if (first && bar.current?.contains(document.activeElement) === true) linkOfRow(list.current, first.id)?.focus()
  }
  function assign(claims: readonly BoardItem[]): void {
    if (claims.length > 0) setAssigning(claims)
  }
  function assigned(): void {
    setAssigning([])
    setChosen(new Set())
    router.refresh()
  }

  if (items.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-sheet">
        <EmptyState
          icon={<ShieldCheck aria-hidden />}
          title={filtered ? t('emptyFiltered') : t('empty')}
          action={
            filtered ? (
              <ButtonLink>
                <Link href={boardAddress({})}>{t('showAll')}</Link>
              </ButtonLink>
            ) : undefined
          }
        >
          {filtered ? t('emptyFilteredDetail') : t('emptyDetail')}
        </EmptyState>
      </div>
    )
  }
  const choosing = { items, chosen, onChoose: choose, onChooseAll: chooseAll, mayAssign, onAssign: (item: BoardItem) => assign([item]) }
  return (
    <>
      <div className="mb-3 flex min-h-8.5 flex-wrap items-center gap-3">
        <p className="text-muted tabular-nums" role="status">
          {selected.length > 0 ? t('chosen', { count: selected.length }) : t(more ? 'countOfMore' : 'count', { count: items.length })}
        </p>
        <div className="ml-auto flex items-center gap-4">
          <ListKeysHint>{choosable.length > 0 && <AssignKeys />}</ListKeysHint>
          <SortMenu />
          <div role="group" aria-label={t('view')} className="flex gap-0.5">
            <IconButton label={t('asTable')} icon={<List aria-hidden />} size="sm" pressed={view === 'table'} onClick={() => show('table')} />
            <IconButton label={t('asColumns')} icon={<Columns3 aria-hidden />} size="sm" pressed={view === 'columns'} onClick={() => show('columns')} />
          </div>
        </div>
      </div>
      <div ref={list}>{view === 'table' ? <BoardTable {...choosing} all={all} /> : <BoardColumns {...choosing} />}</div>
      {selected.length > 0 && <ChosenBar ref={bar} count={selected.length} onAssign={() => assign(selected)} onNone={chooseNone} />}
      {assigning.length > 0 && <AssignDialog claims={assigning} onClose={() => setAssigning([])} onDone={assigned} />}
    </>
  )
}

interface ChosenBarProps {
  ref: Ref<HTMLDivElement>
  count: number
  onAssign: () => void
  onNone: () => void
}

/** What can be done with the chosen ones: at the foot of the window, however long the list is. */
function ChosenBar({ ref, count, onAssign, onNone }: ChosenBarProps) {
  const t = useTranslations('board')
  return (
    <div
      ref={ref}
      role="group"
      aria-label={t('bar')}
      className="sticky bottom-0 z-10 -mx-4 mt-3 flex items-center gap-2 border-t border-line bg-paper px-4 pt-2.5 pb-[max(0.625rem,env(safe-area-inset-bottom))] lg:-mx-6 lg:px-6"
    >
      <Button variant="primary" icon={<UserPlus aria-hidden />} className="max-sm:grow" onClick={onAssign}>
        {t('assign', { count })}
      </Button>
      <Button variant="ghost" onClick={onNone}>
        {t('chooseNone')}
      </Button>
    </div>
  )
}

function AssignKeys() {
  const t = useTranslations('board.keys')
  return (
    <>
      <span>
        <Kbd keys="x" /> {t('choose')}
      </span>
      <span>
        <Kbd keys="shift+x" /> {t('chooseAll')}
      </span>
      <span>
        <Kbd keys="a" /> {t('assign')}
      </span>
    </>
  )
}
