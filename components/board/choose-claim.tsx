'use client'

import { useTranslations } from 'next-intl'
import type { BoardItem } from '#lib/api/schemas/claims.ts'

/** Larger than the box in it, for a finger; what is around it does not move. */
const CHOOSE_AREA = '-m-2 inline-flex size-8 shrink-0 cursor-pointer items-center justify-center pointer-coarse:-m-2.5 pointer-coarse:size-11'

interface ChooseClaimProps {
  item: BoardItem
  chosen: boolean
  onChoose: (item: BoardItem) => void
}

/** Chooses a claim, to be assigned with others. */
export function ChooseClaim({ item, chosen, onChoose }: ChooseClaimProps) {
  const t = useTranslations('board')
  return (
    <label className={CHOOSE_AREA}>
      <input
        type="checkbox"
        checked={chosen}
        onChange={() => onChoose(item)}
        aria-label={t('choose', { number: item.number, article: item.article.title })}
        className="block size-4 accent-accent pointer-coarse:size-6"
      />
    </label>
  )
}

interface ChooseAllProps {
  label: string
  /** Those that may be assigned. */
  items: readonly BoardItem[]
  chosen: ReadonlySet<string>
  onChoose: (items: readonly BoardItem[], on: boolean) => void
}

/** Chooses all of a list, or none of it where all are chosen. */
export function ChooseAll({ label, items, chosen, onChoose }: ChooseAllProps) {
  const count = items.filter(({ id }) => chosen.has(id)).length
  const all = count === items.length
  return (
    <label title={label} className={CHOOSE_AREA}>
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && !all
        }}
        checked={all}
        onChange={() => onChoose(items, !all)}
        className="block size-4 accent-accent pointer-coarse:size-6"
      />
    </label>
  )
}
