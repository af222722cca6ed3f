import { useTranslations } from 'next-intl'
import { PublicFrame } from '#components/public/public-frame.tsx'
import { env } from '#lib/env/env.ts'

export default function NotFound() {
  const t = useTranslations('public')
  return (
    <PublicFrame newsroom={env().STET_NEWSROOM}>
      <h1 className="copy text-2xl font-semibold">{t('notFoundTitle')}</h1>
      <p className="mt-2 text-lg text-muted">{t('notFoundText')}</p>
    </PublicFrame>
  )
}
