'use client'

import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { useClaimsContext } from './claims-context.tsx'

/** CL-1f: a claim of the kind legal that is not flagged, as where its kind was only suggested; for whoever may ask legal. */
export function LegalNotAsked({ claim }: { claim: ClaimDto }) {
  const t = useTranslations('workbench.panel')
  const { store } = useClaimsContext()
  const action = useAction({ report: 'toast' })

  async function ask() {
    await action.run(async () => store.put(await call('PATCH', '/claims/{id}', { params: { id: claim.id }, body: { legalFlag: true } })))
  }

  return (
    <p data-tone="warn" className="flex flex-wrap items-center justify-between gap-2 text-sm text-tone">
      {t('legalNotAsked')}
      <Button size="sm" icon={<Scale aria-hidden />} busy={action.busy} onClick={() => void ask()}>
        {t('askLegal')}
      </Button>
    </p>
  )
}
