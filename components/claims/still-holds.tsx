'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { AlteredWarning } from '#components/quotes/altered-warning.tsx'
import { ProblemNote } from '#components/shell/problem-note.tsx'
import { useAction } from '#components/shell/use-action.ts'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { call } from '#lib/client/api.ts'
import { useClaimsContext } from './claims-context.tsx'

/** The one click with which a checker confirms their verdict; before it, what its quotes have otherwise than the evidence. */
export function StillHolds({ claim, offered }: { claim: ClaimDto; offered: boolean }) {
  const t = useTranslations('workbench.reopened')
  const { store } = useClaimsContext()
  const action = useAction()
  // The checker confirms what they read; were it sent from the newest claim, a change under the pointer would pass.
  const [seen, setSeen] = useState(claim.wordingHash)
  const changed = seen !== claim.wordingHash

  async function confirm() {
    const done = await action.run(async () => {
      store.put(await call('POST', '/claims/{id}/still-holds', { params: { id: claim.id }, body: { wordingHash: seen } }))
    })
    if (done) toast({ tone: 'good', title: t('confirmed', { number: claim.number }) })
    else await store.refresh()
  }

  return (
    <>
      <ProblemNote problem={action.problem} />
      {offered && <AlteredWarning claim={claim} />}
      {offered && (
        <div className="flex flex-wrap items-center gap-2">
          {changed ? (
            <Button size="sm" onClick={() => setSeen(claim.wordingHash)}>
              {t('readAgain')}
            </Button>
          ) : (
            <Button size="sm" busy={action.busy} onClick={() => void confirm()}>
              {t('stillHolds')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
