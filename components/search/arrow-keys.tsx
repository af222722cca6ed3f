'use client'

import { useTranslations } from 'next-intl'
import type { KeyboardEvent, ReactNode } from 'react'
import { SEARCH_FIELD } from './search-field.tsx'

/** The arrow keys lead from the field through the results and back. */
export function ArrowKeys({ children }: { children: ReactNode }) {
  const t = useTranslations('search')
  function move(event: KeyboardEvent<HTMLDivElement>): void {
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(`#${SEARCH_FIELD}, [data-result] h3 a`)]
    const at = stops.findIndex((stop) => stop === document.activeElement)
    const next = at === -1 ? undefined : stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <div role="group" aria-label={t('title')} onKeyDown={move}>
      {children}
    </div>
  )
}
