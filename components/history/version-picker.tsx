'use client'

import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { useTransition } from 'react'
import type { VersionDto } from '#lib/api/schemas/articles.ts'
import { Fingerprint } from '#components/ui/fingerprint.tsx'
import { Time } from '#components/ui/time.tsx'
import { VersionTitle } from './version-title.tsx'

interface VersionPickerProps {
  /** Newest first. */
  versions: readonly VersionDto[]
  from: string
  to: string
}

/** Two columns of radio buttons: an older version on the left, a newer on the right; the comparison follows. */
export function VersionPicker({ versions, from, to }: VersionPickerProps) {
  const t = useTranslations('history')
  const router = useRouter()
  const pathname = usePathname()
  const [pending, start] = useTransition()
  const place = (id: string) => versions.findIndex((version) => version.id === id)

  function compare(next: { from: string; to: string }): void {
    start(() => router.replace(`${pathname}?${new URLSearchParams(next).toString()}`, { scroll: false }))
  }

  return (
    <fieldset aria-busy={pending}>
      <legend className="sr-only">{t('choose')}</legend>
      <ol className="divide-y divide-line">
        {versions.map((version, index) => (
          <li key={version.id} className="flex items-start gap-3 px-4 py-2.5 has-checked:bg-accent-soft">
            <span className="flex gap-2 pt-1">
              <input
                type="radio"
                name="from"
                aria-label={t('from', { number: version.number })}
                checked={version.id === from}
                disabled={index <= place(to)}
                onChange={() => compare({ from: version.id, to })}
                className="size-4 accent-accent disabled:invisible pointer-coarse:size-6"
              />
              <input
                type="radio"
                name="to"
                aria-label={t('to', { number: version.number })}
                checked={version.id === to}
                disabled={index >= place(from)}
                onChange={() => compare({ from, to: version.id })}
                className="size-4 accent-accent disabled:invisible pointer-coarse:size-6"
              />
            </span>
            <div className="min-w-0 grow">
              <p className="font-medium">
                <VersionTitle version={version} />
              </p>
              <p className="text-sm text-muted">
                {version.createdBy.name} · <Time value={version.createdAt} />
              </p>
            </div>
            <p className="pt-px text-sm">
              <Fingerprint hash={version.contentHash} />
            </p>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
