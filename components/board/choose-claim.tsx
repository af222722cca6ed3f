'use client'

import { useTranslations } from 'next-intl'
import type { BoardItem } from '#lib/api/schemas/claims.ts'

interface ChooseClaimProps {
  item: BoardItem
  chosen: boolean
  onChoose: (item: BoardItem) => void
}

/** Chooses a claim, to be assigned with others. */
export function ChooseClaim({ item, chosen, onChoose }: ChooseClaimProps) {
  const t = useTranslations('board')
  return (
    <input
      type="checkbox"
      checked={chosen}
      onChange={() => onChoose(item)}
      aria-label={t('choose', { number: item.number, article: item.article.title })}
      className="size-4 shrink-0 accent-accent pointer-coarse:size-6"
    />
  )
}
