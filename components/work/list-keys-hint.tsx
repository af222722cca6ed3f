'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'

/** Which keys a list has; for whoever has a keyboard. */
export function ListKeysHint({ children }: { children?: ReactNode }) {
  const t = useTranslations('listKeys')
  return (
    <p className="hidden flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted pointer-fine:flex print:hidden">
      <span>
        <Kbd keys="j" /> <Kbd keys="k" /> {t('move')}
      </span>
      <span>
        <Kbd keys="enter" /> {t('open')}
      </span>
      {children}
    </p>
  )
}
