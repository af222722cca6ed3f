'use client'

import { useTranslations } from 'next-intl'
import type { WordingChangeDto } from '#lib/api/schemas/claims.ts'
import { MATERIAL_REASONS } from '#lib/domain/claims/material.ts'

const REASONS = [...MATERIAL_REASONS, 'extent', 'condition'] as const

/** Of one reason so many places are quoted. */
const SHOWN = 3

/** Why a change is material, in words: "a number (“12” → “20”)". */
export function useReasons(change: Pick<WordingChangeDto, 'reasons' | 'touched'> | null): string[] {
  const t = useTranslations('workbench.reopened')
  if (!change) return []
  return REASONS.filter((reason) => change.reasons.includes(reason)).map((reason) => {
    const places = change.touched.filter((words) => words.reason === reason && reason !== 'invisible')
    const told = places.slice(0, SHOWN).map((words) => t(words.after === '' ? 'went' : words.before === '' ? 'came' : 'became', words))
    const rest = places.length > SHOWN ? [t('more')] : []
    return told.length === 0 ? t(`reason.${reason}`) : t('inWords', { reason: t(`reason.${reason}`), places: [...told, ...rest].join(', ') })
  })
}
