import { useTranslations } from 'next-intl'
import { QUOTE_LOOK } from './quote-look.ts'

/** That a quotation in a claim stands in other words in its evidence; nothing where none does. */
export function AlteredMark({ altered }: { altered: boolean }) {
  const t = useTranslations('claim')
  if (!altered) return null
  const Icon = QUOTE_LOOK.altered.icon
  return (
    <span role="img" aria-label={t('quoteAltered')} title={t('quoteAltered')} className="text-bad">
      <Icon aria-hidden className="size-3.5" />
    </span>
  )
}
