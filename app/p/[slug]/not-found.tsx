import { useTranslations } from 'next-intl'
import { PublicFrame } from '#components/public/public-frame.tsx'

export default function NotFound() {
  const t = useTranslations('public')
  return (
    <PublicFrame>
      <h1 className="copy text-2xl font-semibold">{t('notFoundTitle')}</h1>
      <p className="mt-2 text-lg text-muted">{t('notFoundText')}</p>
    </PublicFrame>
  )
}
