'use client'

import './print.css'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ClaimElements } from '#components/editor/claim-elements.ts'
import { claimTone } from '#components/claims/claim-tone.ts'
import { ClaimStateBadge } from '#components/ui/state-badge.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'

interface PrintedClaimsProps {
  claims: readonly ClaimDto[]
  elements: ClaimElements
}

/** WB-15: on paper, the claims by number under the copy, which has their numbers where they end. On the screen nothing. */
export function PrintedClaims({ claims, elements }: PrintedClaimsProps) {
  const t = useTranslations('workbench.claims')
  const tCard = useTranslations('workbench.card')
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    function begin() {
      elements.markEnds()
      // The page is set as soon as this is answered.
      flushSync(() => setPrinting(true))
    }
    function end() {
      setPrinting(false)
    }
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [elements])
  if (!printing || claims.length === 0) return null
  return (
    <section data-printed aria-label={t('title')} className="printed-claims">
      <h2 className="mb-2 text-lg font-semibold">{t('title')}</h2>
      <ol>
        {claims
          .toSorted((a, b) => a.number - b.number)
          .map((claim) => (
            <li key={claim.id} className="flex gap-3 border-t border-line py-1.5">
              <span className="w-8 shrink-0 text-end font-semibold tabular-nums">
                <span className="sr-only">{tCard('claim')} </span>
                {claim.number}
              </span>
              <span className="w-40 shrink-0">
                <ClaimStateBadge state={claim.state} tone={claimTone(claim)} plain />
              </span>
              <span dir="auto" className="copy min-w-0 grow leading-snug">
                {claim.wording}
              </span>
            </li>
          ))}
      </ol>
    </section>
  )
}
