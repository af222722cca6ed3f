import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { Priority } from '#lib/domain/claims/terms.ts'

/** An arrow for what is above or below the usual; nothing for the usual. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const t = useTranslations('claim')
  if (priority === 'normal') return null
  const high = priority === 'high'
  const Icon = high ? ArrowUp : ArrowDown
  const label = t(high ? 'highPriority' : 'lowPriority')
  return (
    <span role="img" aria-label={label} title={label} className={high ? 'text-bad' : 'text-faint'}>
      <Icon aria-hidden className="size-3.5" strokeWidth={2.5} />
    </span>
  )
}
