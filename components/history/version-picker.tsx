'use client'

import { useTranslations } from 'next-intl'
import { usePathname, useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { NOW } from '#lib/api/now.ts'
import type { VersionDto } from '#lib/api/schemas/articles.ts'
import { Fingerprint } from '#components/ui/fingerprint.tsx'
import { Time } from '#components/ui/time.tsx'
import { RestoreVersion } from './restore-version.tsx'
import { VersionTitle } from './version-title.tsx'

interface VersionPickerProps {
  /** Newest first. */
  versions: readonly VersionDto[]
  /** Fingerprint of the copy as it stands: in the list by itself where no version holds it. */
  standing: string
  from: string
  to: string
  /** This person may restore one. */
  mayRestore: boolean
}

/** Two columns of radio buttons: an older version on the left, a newer on the right; the comparison follows. */
export function VersionPicker({ versions, standing, from, to, mayRestore }: VersionPickerProps) {
  const t = useTranslations('history')
  const router = useRouter()
  const pathname = usePathname()
  const [pending, start] = useTransition()
  const rows = rowsOf(versions, standing)
  const place = (id: string) => rows.findIndex((row) => row.id === id)

  function compare(next: { from: string; to: string }): void {
    start(() => router.replace(`${pathname}?${new URLSearchParams(next).toString()}`, { scroll: false }))
  }

  return (
    <fieldset aria-busy={pending}>
      <legend className="sr-only">{t('choose')}</legend>
      <ol className="divide-y divide-line">
        {rows.map(({ id, version, contentHash }, index) => (
          <li key={id} className="flex items-start gap-3 px-4 py-2.5 has-checked:bg-accent-soft">
            <span className="flex gap-2 pt-1">
              <input
                type="radio"
                name="from"
                aria-label={version === null ? t('fromNow') : t('from', { number: version.number })}
                checked={id === from}
                disabled={index <= place(to)}
                onChange={() => compare({ from: id, to })}
                className="size-4 accent-accent disabled:invisible pointer-coarse:size-6"
              />
              <input
                type="radio"
                name="to"
                aria-label={version === null ? t('toNow') : t('to', { number: version.number })}
                checked={id === to}
                disabled={index >= place(from)}
                onChange={() => compare({ from, to: id })}
                className="size-4 accent-accent disabled:invisible pointer-coarse:size-6"
              />
            </span>
            <div className="min-w-0 grow">
              <p className="font-medium">
                <VersionTitle version={version} />
              </p>
              <p className="text-sm text-muted">
                {version === null ? (
                  t('inNoVersion')
                ) : (
                  <>
                    {version.createdBy.name} · <Time value={version.createdAt} />
                  </>
                )}
              </p>
            </div>
            <div className="flex flex-col items-end gap-1 pt-px text-sm">
              <Fingerprint hash={contentHash} />
              {mayRestore && version !== null && contentHash !== standing && <RestoreVersion version={version} />}
            </div>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}

interface Row {
  id: string
  /** null: the copy as it stands. */
  version: VersionDto | null
  contentHash: string
}

function rowsOf(versions: readonly VersionDto[], standing: string): Row[] {
  const rows = versions.map((version): Row => ({ id: version.id, version, contentHash: version.contentHash }))
  return rows[0]?.contentHash === standing ? rows : [{ id: NOW, version: null, contentHash: standing }, ...rows]
}
