import { useTranslations } from 'next-intl'
import type { VersionDto } from '#lib/api/schemas/articles.ts'

/** A version by its given name, or by why it was frozen. */
export function VersionTitle({ version }: { version: Pick<VersionDto, 'number' | 'kind' | 'name'> }) {
  const t = useTranslations('history')
  return (
    <>
      <span className="tabular-nums">{t('number', { number: version.number })}</span> ·{' '}
      {version.name === null ? t(`kinds.${version.kind}`) : <bdi>{version.name}</bdi>}
    </>
  )
}
