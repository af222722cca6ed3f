import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** That legal must read a claim; nothing where they need not. */
export function LegalMark({ flagged }: { flagged: boolean }) {
  const t = useTranslations('claim')
  if (!flagged) return null
  return (
    <span role="img" aria-label={t('legalFlag')} title={t('legalFlag')} className="text-busy">
      <Scale aria-hidden className="size-3.5" />
    </span>
  )
}
