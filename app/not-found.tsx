import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { Failure } from '#components/shell/failure.tsx'
import { ButtonLink } from '#components/ui/button.tsx'

export default function NotFoundPage() {
  const t = useTranslations('notFound')
  return (
    <main className="flex min-h-dvh flex-col">
      <Failure
        title={t('title')}
        actions={
          <ButtonLink variant="primary">
            <Link href="/">{t('home')}</Link>
          </ButtonLink>
        }
      >
        {t('detail')}
      </Failure>
    </main>
  )
}
