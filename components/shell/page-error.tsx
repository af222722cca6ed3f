'use client'

import { useTranslations } from 'next-intl'
import Link from 'next/link'
import { useEffect } from 'react'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Failure } from './failure.tsx'

interface PageErrorProps {
  error: Error & { digest?: string }
  retry: () => void
}

/** Something on our side failed while a page was made. */
export function PageError({ error, retry }: PageErrorProps) {
  const t = useTranslations('pageError')
  useEffect(() => console.error(error), [error])
  return (
    <Failure
      title={t('title')}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            {t('retry')}
          </Button>
          <ButtonLink>
            <Link href="/">{t('home')}</Link>
          </ButtonLink>
        </>
      }
    >
      {t('detail')} {error.digest !== undefined && t('reference', { digest: error.digest })}
    </Failure>
  )
}
