'use client'

import { FileWarning } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { StillHolds } from './still-holds.tsx'

interface ToConfirmNoteProps {
  claim: ClaimDto
  why: NonNullable<ClaimDto['toConfirm']>
}

/** Why a verdict has to be confirmed though no word has changed, and the one click for whose verdict it is. */
export function ToConfirmNote({ claim, why }: ToConfirmNoteProps) {
  const t = useTranslations('workbench.toConfirm')
  const { stillHolds, giveVerdict } = claim.abilities
  const next = why === 'waiver' ? 'waiver' : stillHolds ? 'mine' : giveVerdict ? 'checker' : 'others'
  return (
    <section aria-label={t('title')} data-tone="warn" className="flex flex-col gap-2 rounded-md bg-tone-soft p-2.5">
      <p className="flex items-start gap-1.5 text-sm font-medium text-tone">
        <FileWarning aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {t(`why.${why}`)}
      </p>
      <p className="text-sm text-muted">{t(why === 'unseen' && !stillHolds ? 'next.unseen' : `next.${next}`)}</p>
      <StillHolds claim={claim} offered={stillHolds} />
    </section>
  )
}
