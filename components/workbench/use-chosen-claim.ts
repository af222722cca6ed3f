'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

interface ChosenClaim {
  chosenId: string | null
  setChosenId: (id: string | null) => void
}

/** The open claim stands in the address (`?claim=…`), so that it can be linked to and survives a reload. */
export function useChosenClaim(): ChosenClaim {
  const pathname = usePathname()
  const search = useSearchParams()
  const setChosenId = useCallback(
    (id: string | null) => window.history.replaceState(null, '', id === null ? pathname : `${pathname}?claim=${encodeURIComponent(id)}`),
    [pathname],
  )
  return { chosenId: search.get('claim'), setChosenId }
}
