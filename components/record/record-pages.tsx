import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { ButtonLink } from '#components/ui/button.tsx'

interface RecordPagesProps {
  path: string
  /** Whether this page is not the first. */
  later: boolean
  nextCursor: string | null
}

/** Leads through a record that is longer than a page; nothing for one that is not. */
export function RecordPages({ path, later, nextCursor }: RecordPagesProps) {
  const t = useTranslations('record.pages')
  if (!later && nextCursor === null) return null
  return (
    <nav aria-label={t('label')} className="mt-4 flex flex-wrap gap-2">
      {later && (
        <ButtonLink>
          <Link href={path}>{t('first')}</Link>
        </ButtonLink>
      )}
      {nextCursor !== null && (
        <ButtonLink>
          <Link href={`${path}?${new URLSearchParams({ cursor: nextCursor }).toString()}`}>{t('next')}</Link>
        </ButtonLink>
      )}
    </nav>
  )
}
