import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** That a quotation has lost one of its marks. */
export function UnpairedNote() {
  const t = useTranslations('workbench.quotes')
  return (
    <p data-tone="wait" className="flex gap-1.5 text-sm text-tone">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {t('unpaired')}
    </p>
  )
}
