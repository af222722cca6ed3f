import { FileDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '#components/ui/button.tsx'

interface RecordExportProps {
  /** Of the API: the whole chain in either format. */
  href: string
  /** The file's name without its ending. */
  name: string
}

export function RecordExport({ href, name }: RecordExportProps) {
  const t = useTranslations('record')
  return (['jsonl', 'json'] as const).map((format) => (
    <ButtonLink key={format}>
      <a href={`${href}?format=${format}`} download={`${name}.${format}`}>
        <FileDown aria-hidden />
        {t('export', { format: format.toUpperCase() })}
      </a>
    </ButtonLink>
  ))
}
