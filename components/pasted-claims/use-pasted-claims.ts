'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useClaims, useClaimsContext } from '#components/claims/claims-context.tsx'
import type { PastedWords } from '#components/editor/pasted-words.ts'
import { toast } from '#components/ui/toast.tsx'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'
import { call } from '#lib/client/api.ts'

interface KnownPasted {
  items: readonly PastedClaimDto[]
  set: (items: readonly PastedClaimDto[]) => void
  /** Tells the server that these words were pasted. */
  offer: (items: readonly PastedWords[]) => Promise<void>
}

/** What was pasted from claims into the open article; asked for anew whenever its claims are. */
export function usePastedClaims(): KnownPasted {
  const t = useTranslations('workbench.pasted')
  const { articleId } = useClaimsContext()
  const { value: claims } = useClaims()
  const [items, setItems] = useState<readonly PastedClaimDto[]>([])

  useEffect(() => {
    const aborted = new AbortController()
    call('GET', '/articles/{id}/pasted-claims', { params: { id: articleId }, signal: aborted.signal }).then(
      (answer) => setItems(answer.items),
      // What is shown stays; the next change of the claims asks again.
      () => undefined,
    )
    return () => aborted.abort()
  }, [articleId, claims])

  async function offer(words: readonly PastedWords[]) {
    if (words.length === 0) return
    try {
      setItems((await call('POST', '/articles/{id}/pasted-claims', { params: { id: articleId }, body: { items: words.slice(0, 100) } })).items)
    } catch {
      toast({ tone: 'bad', title: t('failed'), detail: t('failedText') })
    }
  }

  return { items, set: setItems, offer }
}
