'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'

export interface ChosenClaim {
  chosenId: string | null
  setChosenId: (id: string | null) => void
}

/**
 * The open claim. It also stands in the address (`?claim=…`), so that it can be linked to and survives a reload.
 * The router hears of our own changes of the address late; those are not taken for somebody following a link.
 */
export function useChosenClaim(): ChosenClaim {
  const pathname = usePathname()
  const linked = useSearchParams().get('claim')
  const [chosenId, setChosen] = useState(linked)
  const written = useRef<(string | null)[]>([])

  const setChosenId = useCallback(
    (id: string | null) => {
      setChosen(id)
      written.current.push(id)
      window.history.replaceState(null, '', id === null ? pathname : `${pathname}?claim=${encodeURIComponent(id)}`)
    },
    [pathname],
  )

  useEffect(() => {
    const own = written.current.indexOf(linked)
    if (own === -1) setChosen(linked)
    else written.current.splice(0, own + 1)
  }, [linked])

  return { chosenId, setChosenId }
}
