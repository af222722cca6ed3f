'use client'

import { CircleCheck, ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { type MouseEvent, useRef, useSyncExternalStore } from 'react'
import { useClaims } from '#components/claims/claims-context.tsx'
import type { LiveValue } from '#components/claims/live-value.ts'
import { BlockerGroups } from '#components/review/blocker-groups.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Popover } from '#components/ui/popover.tsx'
import type { BlockerDto, GateDto } from '#lib/api/schemas/review.ts'

interface GateButtonProps {
  articleId: string
  gate: LiveValue<GateDto>
  open: boolean
  onOpenChange: (open: boolean) => void
  /** A blocker that a claim of this article clears was followed. */
  onChooseClaim: (id: string) => void
}

/** How much stands between the article and publication; opens the list that says what. */
export function GateButton({ articleId, gate, open, onOpenChange, onChooseClaim }: GateButtonProps) {
  const t = useTranslations('workbench.gate')
  const { value, stale } = useSyncExternalStore(gate.subscribe, gate.getSnapshot, gate.getSnapshot)
  const { value: claims } = useClaims()
  // The focus goes to the claim that a blocker leads to, not back to the button.
  const followed = useRef(false)
  const others = value.blockers.filter((blocker) => claimOf(blocker.href) === null).length
  const toClear = value.blockers.length
  const text = toClear === 0 ? t('clear') : t('toClear', { open: toClear, total: Math.max(toClear, claims.list.length + others) })

  /** What leads to a place beside this button closes the list, which would lie over it. */
  function follow(event: MouseEvent, { href }: BlockerDto) {
    const [page, place] = href.split('?', 2)
    if (page !== `/articles/${articleId}`) return
    followed.current = place !== undefined
    onOpenChange(false)
    const claimId = claimOf(href)
    if (claimId === null || !claims.byId.has(claimId)) return
    event.preventDefault()
    onChooseClaim(claimId)
  }

  return (
    <Popover
      label={toClear === 0 ? t('titleClear') : t('title')}
      open={open}
      onOpenChange={(next) => {
        onOpenChange(next)
        if (next) void gate.refresh()
      }}
      onCloseAutoFocus={(event) => {
        if (followed.current) event.preventDefault()
        followed.current = false
      }}
      className="w-96"
      trigger={
        <Button
          size="sm"
          icon={toClear === 0 ? <CircleCheck aria-hidden className="text-good" /> : <ListChecks aria-hidden />}
          aria-label={`${text}. ${t('title')}`}
          className="tabular-nums"
        >
          {text}
        </Button>
      }
    >
      {/* Less than the room that the window has, so that the button below stays in sight. */}
      <div className="flex max-h-[min(60dvh,calc(var(--radix-popper-available-height)-1.75rem))] flex-col">
        <h2 className="mb-2 text-base font-semibold">
          {toClear === 0 ? t('titleClear') : t('title')}
          {toClear > 0 && <span className="ml-2 font-normal text-muted tabular-nums">{t('count', { count: toClear })}</span>}
        </h2>
        {stale && (
          <p role="alert" data-tone="warn" className="mb-3 flex items-center justify-between gap-2 rounded-md bg-tone-soft px-3 py-2 text-sm text-tone">
            {t('failed')}
            <Button size="sm" variant="ghost" onClick={() => void gate.refresh()}>
              {t('retry')}
            </Button>
          </p>
        )}
        {toClear === 0 && <p className="text-muted">{t('textClear')}</p>}
        <div className="-mx-2 min-h-0 scroll-shade overflow-y-auto">
          <BlockerGroups blockers={value.blockers} onFollow={follow} />
        </div>
        <div className="mt-3 shrink-0">
          <ButtonLink size="sm">
            <Link href={`/articles/${articleId}/review`}>{t('goReview')}</Link>
          </ButtonLink>
        </div>
      </div>
    </Popover>
  )
}

/** The claim that a blocker's link opens; null when it leads elsewhere. */
function claimOf(href: string): string | null {
  return new URLSearchParams(href.split('?', 2)[1] ?? '').get('claim')
}
