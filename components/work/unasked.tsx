import { useTranslations } from 'next-intl'
import type { BoardItem } from '#lib/api/schemas/claims.ts'

type Reason = NonNullable<BoardItem['unasked']>

/** Why nobody is asked to check a claim. */
export function Unasked({ unasked }: { unasked: Reason }) {
  const t = useTranslations('unasked')
  return (
    <p dir="auto" className="max-w-72 whitespace-pre-line sm:ml-auto">
      {t(unasked.why, unaskedValues(unasked))}
    </p>
  )
}

export function unaskedValues({ by, reason }: Reason): { name: string; said: 'yes' | 'no'; reason: string } {
  return { name: by?.name ?? '', said: reason === null ? 'no' : 'yes', reason: reason ?? '' }
}
