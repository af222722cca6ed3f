'use client'

import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { Kbd } from '#components/ui/kbd.tsx'
import type { SuggestionDto } from '#lib/api/schemas/suggestions.ts'

interface SuggestionListProps {
  suggestions: readonly SuggestionDto[]
  mayDecide: boolean
  /** Takes the keys as soon as it is there. */
  takesFocus: boolean
  onFocus: (suggestion: SuggestionDto) => void
  onAccept: (suggestion: SuggestionDto) => void
  onDismiss: (suggestion: SuggestionDto) => void
}

/** One after the other by key: `a` tags, `x` dismisses, up and down (or `k` and `j`) go on. */
export function SuggestionList({ suggestions, mayDecide, takesFocus, onFocus, onAccept, onDismiss }: SuggestionListProps) {
  const t = useTranslations('workbench.suggestions')
  const tReason = useTranslations('workbench.suggestions.reason')
  const tKind = useTranslations('claimKind')
  const list = useRef<HTMLOListElement>(null)
  const [at, setAt] = useState(0)
  const current = Math.min(at, suggestions.length - 1)
  const currentHash = suggestions[current]?.wordingHash
  const hadFocus = useRef(takesFocus)

  // What was decided leaves the list, and the keys go on with the next. Who types elsewhere meanwhile decides nothing by it.
  useEffect(() => {
    const at = document.activeElement
    const isElsewhere = at !== document.body && list.current?.closest('[data-side-panel]')?.contains(at) === false
    if (hadFocus.current && !isElsewhere) list.current?.querySelector<HTMLElement>('[data-current]')?.focus({ preventScroll: false })
  }, [currentHash])

  function handleKey(event: KeyboardEvent) {
    const suggestion = suggestions[current]
    if (!suggestion || event.ctrlKey || event.metaKey || event.altKey) return
    const isOnButton = event.target instanceof HTMLButtonElement
    const act = actOf(event.key, isOnButton)
    if (act === null || (!mayDecide && (act === 'accept' || act === 'dismiss'))) return
    event.preventDefault()
    hadFocus.current = true
    if (act === 'accept') onAccept(suggestion)
    else if (act === 'dismiss') onDismiss(suggestion)
    else setAt(Math.max(0, Math.min(suggestions.length - 1, current + (act === 'next' ? 1 : -1))))
  }

  return (
    <ol
      ref={list}
      aria-label={t('list')}
      onKeyDown={handleKey}
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) hadFocus.current = false
      }}
      className="flex flex-col gap-1.5"
    >
      {suggestions.map((suggestion, index) => {
        const isCurrent = index === current
        return (
          <li key={`${suggestion.wordingHash} ${suggestion.occurrence ?? 0}`}>
            <div
              role="group"
              tabIndex={isCurrent ? 0 : -1}
              data-current={isCurrent || undefined}
              aria-label={t('item', { number: index + 1, count: suggestions.length })}
              aria-keyshortcuts="a x j k"
              onFocus={() => {
                hadFocus.current = true
                setAt(index)
                onFocus(suggestion)
              }}
              className={classes(
                'flex flex-col gap-1.5 rounded-lg border p-2.5 outline-offset-1',
                isCurrent ? 'border-accent bg-sheet shadow-raised' : 'border-line hover:bg-hover',
              )}
            >
              <p className="flex flex-wrap gap-1">
                {suggestion.reasons.map((reason) => (
                  <Badge key={reason} tone={reason === 'quote' || reason === 'figure' ? 'busy' : 'wait'}>
                    {tReason(reason)}
                  </Badge>
                ))}
              </p>
              <p dir="auto" className={classes('copy text-base leading-snug', !isCurrent && 'line-clamp-2')}>
                {suggestion.quote}
              </p>
              {isCurrent && mayDecide && (
                <div className="flex flex-wrap gap-2">
                  <Button size="sm" variant="primary" icon={<Check aria-hidden />} onClick={() => onAccept(suggestion)}>
                    {t('accept', { kind: tKind(suggestion.kind) })}
                    <span className="contents pointer-coarse:hidden">
                      <Kbd keys="a" inverse />
                    </span>
                  </Button>
                  <Button size="sm" variant="ghost" icon={<X aria-hidden />} onClick={() => onDismiss(suggestion)}>
                    {t('dismiss')}
                    <span className="contents pointer-coarse:hidden">
                      <Kbd keys="x" />
                    </span>
                  </Button>
                </div>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function actOf(pressed: string, isOnButton: boolean): 'accept' | 'dismiss' | 'next' | 'previous' | null {
  switch (pressed) {
    case 'a':
    case 'A':
      return 'accept'
    case 'Enter':
      return isOnButton ? null : 'accept'
    case 'x':
    case 'X':
    case 'Delete':
      return 'dismiss'
    case 'j':
    case 'ArrowDown':
      return 'next'
    case 'k':
    case 'ArrowUp':
      return 'previous'
    default:
      return null
  }
}
