import { MessageCircleQuestion } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** That a claim has questions to its author which nobody has closed; nothing where there is none. */
export function OpenQueriesMark({ count }: { count: number }) {
  const t = useTranslations('claim')
  if (count === 0) return null
  const label = t('openQueries', { count })
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex items-center gap-0.5 text-xs font-medium text-warn">
      <MessageCircleQuestion aria-hidden className="size-3.5" />
      {count > 1 && <span aria-hidden>{count}</span>}
    </span>
  )
}
