'use client'

import { Highlighter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ClaimCard } from '#components/claims/claim-card.tsx'
import { classes } from '#components/ui/classes.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { kbdOf } from '#components/editor/commands.ts'
import { SHORTCUTS } from '#components/editor/shortcuts.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'

/**
 * The open claim's card is never higher than the window below the head. It scrolls in itself, under its number, state
 * and words, which stay below the head also while the page scrolls past it.
 */
export const OPEN_CARD =
  'flex max-h-[calc(100dvh-var(--frame-height)-1.5rem)] flex-col rounded-lg border border-line bg-sheet px-3 shadow-float [--words-top:var(--frame-height)] [&>*>:first-child]:rounded-t-lg [&>*>:first-child]:pt-3'

interface ClaimListProps {
  claims: readonly ClaimDto[]
  onChoose: (id: string) => void
  onHover: (id: string | null) => void
}

/** Claims under one another, where there is no room for a margin; `last` is the one that was opened before. */
export function ClaimList({ claims, last, onChoose, onHover }: ClaimListProps & { last: string | null }) {
  const t = useTranslations('workbench.claims')
  return (
    <ol aria-label={t('title')} className="flex flex-col gap-2">
      {claims.map((claim) => (
        <li key={claim.id} className={classes(claim.id === last && 'rounded-md outline-2 outline-accent')}>
          <ClaimCard claim={claim} onChoose={onChoose} onHover={onHover} />
        </li>
      ))}
    </ol>
  )
}

interface DetachedClaimsProps extends ClaimListProps {
  chosenId: string | null
  /** What stands in place of the chosen claim's card. */
  panel: (claim: ClaimDto) => ReactNode
}

/** Above the margin: claims whose words are gone. */
export function DetachedClaims({ claims, chosenId, panel, onChoose, onHover }: DetachedClaimsProps) {
  const t = useTranslations('workbench.claims')
  if (claims.length === 0) return null
  return (
    <section aria-label={t('detached')} className="mb-4 flex flex-col gap-2 rounded-lg border border-dashed border-line-strong p-2.5">
      <div>
        <h2 className="text-sm font-medium">{t('detached')}</h2>
        <p className="text-sm text-muted">{t(`detachedText.${detachedActs(claims)}`)}</p>
      </div>
      {claims.map((claim) =>
        claim.id === chosenId ? (
          <div key={claim.id} className={OPEN_CARD}>
            {panel(claim)}
          </div>
        ) : (
          <ClaimCard key={claim.id} claim={claim} onChoose={onChoose} onHover={onHover} />
        ),
      )}
    </section>
  )
}

/** What this person can do about claims whose words are gone. */
function detachedActs(claims: readonly ClaimDto[]): 'both' | 'place' | 'remove' | 'ask' {
  const place = claims.some(({ abilities }) => abilities.reattach)
  const remove = claims.some(({ abilities }) => abilities.remove)
  if (place) return remove ? 'both' : 'place'
  return remove ? 'remove' : 'ask'
}

export function NoClaims({ mayTag }: { mayTag: boolean }) {
  const t = useTranslations('workbench.claims')
  return (
    <EmptyState icon={<Highlighter aria-hidden />} title={t('none')}>
      {mayTag ? t.rich('noneText', { keys: () => <Kbd keys={kbdOf(SHORTCUTS.tagClaim.keys)} /> }) : t('noneReadText')}
    </EmptyState>
  )
}
