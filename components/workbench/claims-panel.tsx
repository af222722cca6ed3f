'use client'

import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { CLAIM_FILTERS, type ClaimFilter, passes } from '#components/claims/claim-filter.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { SidePanel } from '#components/ui/side-panel.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { ClaimList } from './claim-list.tsx'

export type Step = (direction: 1 | -1, among: (claim: ClaimDto) => boolean) => void

interface ClaimsPanelProps {
  claims: readonly ClaimDto[]
  chosen: ClaimDto | undefined
  listOpen: boolean
  userId: string
  /** All of it, or what lies uppermost. */
  onClose: () => void
  onList: () => void
  onStep: Step
  onChoose: (id: string) => void
  onHover: (id: string | null) => void
  /** Above the list. */
  offers: ReactNode
  stale: ReactNode
  /** In place of an empty list. */
  none: ReactNode
  panel: (claim: ClaimDto) => ReactNode
}

/** The claims where there is no room for a margin: their list, which keeps its place and filter, and one of them. */
export function ClaimsPanel({ claims, chosen, listOpen, userId, onClose, onList, onStep, onChoose, onHover, offers, stale, none, panel }: ClaimsPanelProps) {
  const t = useTranslations('workbench')
  const [filter, setFilter] = useState<ClaimFilter>('all')
  const others = claims.filter(({ id }) => id !== chosen?.id)
  const wanted = filter === 'all' ? 'toClear' : filter
  const name = filter === 'all' && !others.some((claim) => passes(claim, wanted, userId)) ? 'all' : wanted
  const among = (claim: ClaimDto) => passes(claim, name, userId)
  const isAlone = !others.some(among)
  const { keep, last, forget } = useKeptPlace(chosen?.id ?? null)
  return (
    <SidePanel
      open={listOpen || chosen !== undefined}
      onOpenChange={(open) => !open && onClose()}
      about={chosen?.id ?? 'list'}
      title={chosen ? t('panel.title', { number: chosen.number }) : t('claims.title')}
      {...(chosen && {
        before: <IconButton size="sm" label={t('claims.back')} icon={<ArrowLeft aria-hidden />} onClick={onList} />,
        actions: (
          <>
            <IconButton size="sm" label={t(`claims.previous.${name}`)} icon={<ChevronUp aria-hidden />} disabled={isAlone} onClick={() => onStep(-1, among)} />
            <IconButton size="sm" label={t(`claims.next.${name}`)} icon={<ChevronDown aria-hidden />} disabled={isAlone} onClick={() => onStep(1, among)} />
          </>
        ),
      })}
    >
      {stale}
      {!chosen && offers}
      {chosen && panel(chosen)}
      {!chosen && claims.length === 0 && none}
      {!chosen && claims.length > 0 && (
        <div ref={keep}>
          <Filters
            claims={claims}
            userId={userId}
            filter={filter}
            onFilter={(next) => {
              forget()
              setFilter(next)
            }}
          />
          <Filtered claims={claims.filter((claim) => passes(claim, filter, userId))} last={last} onChoose={onChoose} onHover={onHover} />
        </div>
      )}
    </SidePanel>
  )
}

function Filtered({ claims, last, onChoose, onHover }: Pick<ClaimsPanelProps, 'claims' | 'onChoose' | 'onHover'> & { last: string | null }) {
  const t = useTranslations('workbench.claims')
  if (claims.length === 0) return <EmptyState title={t('noneOfFilter')} />
  return <ClaimList claims={claims} last={last} onChoose={onChoose} onHover={onHover} />
}

interface FiltersProps {
  claims: readonly ClaimDto[]
  userId: string
  filter: ClaimFilter
  onFilter: (filter: ClaimFilter) => void
}

function Filters({ claims, userId, filter, onFilter }: FiltersProps) {
  const t = useTranslations('workbench.claims')
  return (
    <div role="group" aria-label={t('filterLabel')} className="sticky top-0 z-10 -mx-4 mb-2 flex flex-wrap gap-1.5 bg-sheet px-4 pb-2 low:static">
      {CLAIM_FILTERS.map((value) => {
        const count = claims.filter((claim) => passes(claim, value, userId)).length
        return (
          <Button key={value} size="sm" aria-pressed={filter === value} onClick={() => onFilter(value)} className="tabular-nums pointer-coarse:px-2">
            {t(`filter.${value}`, { count })}
          </Button>
        )
      })}
    </div>
  )
}

/** Where the list stood, and the claim that was last opened in it, which is in sight again. */
function useKeptPlace(chosenId: string | null) {
  const top = useRef(0)
  const [last, setLast] = useState(chosenId)
  if (chosenId !== null && chosenId !== last) setLast(chosenId)
  const keep = useCallback(
    (list: HTMLElement | null) => {
      const body = list?.closest('[data-panel-body]')
      if (!list || !body) return undefined
      body.scrollTop = top.current
      const card = last === null ? null : document.getElementById(`claim-card-${last}`)
      if (list.contains(card)) {
        card?.scrollIntoView({ block: 'nearest' })
        card?.focus({ preventScroll: true })
      }
      const note = () => {
        top.current = body.scrollTop
      }
      body.addEventListener('scroll', note, { passive: true })
      return () => body.removeEventListener('scroll', note)
    },
    [last],
  )
  return {
    keep,
    last,
    forget: () => {
      top.current = 0
      setLast(null)
    },
  }
}
