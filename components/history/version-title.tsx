import { useTranslations } from 'next-intl'
import type { VersionDto } from '#lib/api/schemas/articles.ts'

/** A version by its given name, or by why it was frozen; null: the copy as it stands. */
export function VersionTitle({ version }: { version: Pick<VersionDto, 'number' | 'kind' | 'name'> | null }) {
  const t = useTranslations('history')
  if (version === null) return t('now')
  return (
    <>
      <span className="tabular-nums">{t('number', { number: version.number })}</span> ·{' '}
      {version.name === null ? t(`kinds.${version.kind}`) : <bdi>{version.name}</bdi>}
    </>
  )
}
