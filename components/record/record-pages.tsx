import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { ButtonLink } from '#components/ui/button.tsx'
import { recordAddress, type RecordWanted } from './record-search.ts'

interface RecordPagesProps {
  path: string
  wanted: RecordWanted
  nextCursor: string | null
}

/** Leads through a record that is longer than a page; nothing for one that is not. */
export function RecordPages({ path, wanted: { cursor, ...wanted }, nextCursor }: RecordPagesProps) {
  const t = useTranslations('record.pages')
  if (cursor === undefined && nextCursor === null) return null
  const isNewest = wanted.order === 'newest'
  return (
    <nav aria-label={t('label')} className="mt-4 flex flex-wrap gap-2">
      {cursor !== undefined && (
        <ButtonLink>
          <Link href={recordAddress(path, wanted)}>{t(isNewest ? 'newest' : 'first')}</Link>
        </ButtonLink>
      )}
      {nextCursor !== null && (
        <ButtonLink>
          <Link href={recordAddress(path, { ...wanted, cursor: nextCursor })}>{t(isNewest ? 'earlier' : 'next')}</Link>
        </ButtonLink>
      )}
    </nav>
  )
}
