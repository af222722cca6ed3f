'use client'

import { ClipboardPaste } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useHeldFocus } from '#components/ui/focus.ts'
import { PastedOffer, type PastedOfferProps } from './pasted-offer.tsx'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'

interface PastedClaimsProps extends Pick<PastedOfferProps, 'onChange' | 'onTagged' | 'onShow'> {
  items: readonly PastedClaimDto[]
  /** The one that somebody followed a link to; another object each time. */
  linked?: { id: string } | null
}

/** Where there is no margin, above the claims: words that were pasted from claims elsewhere, for a person to make claims of, or not. */
export function PastedClaims({ items, linked = null, ...offer }: PastedClaimsProps) {
  const t = useTranslations('workbench.pasted')
  const held = useHeldFocus<HTMLElement>()
  if (items.length === 0) return null
  return (
    <section
      {...held}
      aria-label={t('title', { count: items.length })}
      className="mb-4 flex flex-col gap-2 rounded-lg border border-dashed border-line-strong p-2.5"
    >
      <div>
        <h2 className="flex items-center gap-1.5 text-sm font-medium">
          <ClipboardPaste aria-hidden className="size-4 text-muted" />
          {t('title', { count: items.length })}
        </h2>
        <p className="text-sm text-muted">{t('text')}</p>
      </div>
      <ul className="flex flex-col gap-2">
        {items.map((item) => (
          <li key={item.id}>
            <PastedOffer item={item} linked={item.id === linked?.id ? linked : null} {...offer} />
          </li>
        ))}
      </ul>
    </section>
  )
}
