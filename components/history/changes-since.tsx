'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { NOW } from '#lib/api/now.ts'
import type { VersionDiffDto } from '#lib/api/schemas/articles.ts'
import { call } from '#lib/client/api.ts'
import { VersionDiff } from './version-diff.tsx'

interface ChangesSinceProps {
  versionId: string
  /** They can be read now. */
  onShown?: () => void
}

/** What the copy as it stands says otherwise than a version, where one decides about it. */
export function ChangesSince({ versionId, onShown }: ChangesSinceProps) {
  const t = useTranslations('history.since')
  const [diff, setDiff] = useState<VersionDiffDto | null>(null)
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)

  useEffect(() => {
    const aborted = new AbortController()
    call('GET', '/versions/{id}/diff/{other}', { params: { id: versionId, other: NOW }, signal: aborted.signal }).then(setDiff, () => {
      if (!aborted.signal.aborted) setFailed(true)
    })
    return () => aborted.abort()
  }, [versionId, tries])

  useEffect(() => {
    if (diff) onShown?.()
  }, [diff, onShown])

  if (diff) {
    return (
      <div role="region" aria-label={t('title')} tabIndex={0} className="max-h-[40dvh] overflow-y-auto rounded-md border border-line">
        <VersionDiff diff={diff} />
      </div>
    )
  }
  if (!failed) {
    return (
      <div role="status">
        <span className="sr-only">{t('loading')}</span>
        <Skeleton className="h-24 w-full" />
      </div>
    )
  }
  return (
    <div role="alert" className="flex flex-col items-start gap-2">
      <p>{t('failed')}</p>
      <Button
        size="sm"
        onClick={() => {
          setFailed(false)
          setTries(tries + 1)
        }}
      >
        {t('again')}
      </Button>
    </div>
  )
}
