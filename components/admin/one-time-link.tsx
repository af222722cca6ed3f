import { useTranslations } from 'next-intl'
import { CopyText } from '#components/ui/copy-text.tsx'

/** The invitation of a new person: shown now and never again. */
export function OneTimeLink({ name, url }: { name: string; url: string }) {
  const t = useTranslations('admin.link')
  return (
    <div className="flex flex-col gap-3">
      <p>{t('explain', { name })}</p>
      <CopyText label={t('label')} text={url} />
    </div>
  )
}
