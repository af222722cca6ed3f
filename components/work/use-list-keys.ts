import { type RefObject, useEffect, useRef } from 'react'
import { isBusy } from '#components/shell/live-refresh.tsx'
import { keepForReturn, keptOnReturn } from './came-back.ts'

/** What other keys do: `x`, `shift+x` … */
export interface ListActs {
  /** Without a row in focus these keys stay the page's own. */
  onRow?: Readonly<Record<string, (rowId: string) => void>>
  /** null where no row has the focus. */
  anywhere?: Readonly<Record<string, (rowId: string | null) => void>>
}

/** Of what is kept for a return: which row had the focus last. */
const ROW = 'row'

const NO_ACTS: ListActs = {}
const STEPS: Readonly<Record<string, 1 | -1>> = { j: 1, arrowdown: 1, k: -1, arrowup: -1 }

/**
 * The keys of a list, from anywhere on the page where they mean nothing else: not in a field, nor under a dialog or
 * menu. j and k walk its rows as they stand in the element that the answer is given to, each marked `data-row`; Enter
 * follows the link that has the focus then. Who comes back by the browser's Back finds the focus on the row that they left.
 */
export function useListKeys(acts: ListActs = NO_ACTS): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const left = keptOnReturn<string>(ROW)
    if (left !== null) linkOfRow(list.current, left)?.focus({ preventScroll: true })
    // An empty page has no list yet.
    function keep({ target }: FocusEvent): void {
      const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
      if (row && list.current?.contains(row) === true) keepForReturn(ROW, row.dataset['row'])
    }
    document.addEventListener('focusin', keep)
    return () => document.removeEventListener('focusin', keep)
  }, [])
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const key = keyOf(event)
      const rows = rowsOf(list.current)
      const at = rows.findIndex((row) => row.contains(document.activeElement))
      const act = actOf(key, rows, at)
      if (act === undefined || event.defaultPrevented || isBusy(document) || (key === 'escape' && isInNotice(event.target))) return
      event.preventDefault()
      act()
    }
    function actOf(key: string, rows: readonly HTMLElement[], at: number): (() => void) | undefined {
      const step = STEPS[key]
      const rowId = rows[at]?.dataset['row'] ?? null
      // Without a row in focus the arrows scroll.
      if (step !== undefined) return rowId === null && key.startsWith('arrow') ? undefined : () => rows[Math.max(at + step, 0)]?.querySelector('a')?.focus()
      const onRow = rowId === null ? undefined : acts.onRow?.[key]
      if (onRow && rowId !== null) return () => onRow(rowId)
      const anywhere = acts.anywhere?.[key]
      return anywhere && (() => anywhere(rowId))
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [acts])
  return list
}

/** The link of a row, by the row's id. */
export function linkOfRow(list: HTMLElement | null, rowId: string): HTMLElement | null | undefined {
  return rowsOf(list)
    .find(({ dataset }) => dataset['row'] === rowId)
    ?.querySelector('a')
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
}

/** There the key closes the notice. */
function isInNotice(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-notice]') !== null
}

/** '' for what no list has a key for. */
function keyOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): string {
  if (ctrlKey || metaKey || altKey) return ''
  return shiftKey ? `shift+${key.toLowerCase()}` : key.toLowerCase()
}
