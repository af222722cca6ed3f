'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { adoptLayer, closeLayer, isLayerOpen, layersHere, openLayer, replaceAddress } from '#components/ui/layers.ts'

export interface ChosenClaim {
  chosenId: string | null
  setChosenId: (id: string | null) => void
}

const LAYER = 'claim'

/**
 * The open claim. It also stands in the address (`?claim=…`), so that it can be linked to and survives a reload. Where
 * it lies over the copy Back closes it, unless it is what one came by a link for: then Back leads where the link stood.
 * The router hears of our own changes of the address late; those are not taken for somebody following a link.
 */
export function useChosenClaim({ over }: { over: boolean }): ChosenClaim {
  const pathname = usePathname()
  const linked = useSearchParams().get('claim')
  const [chosenId, setChosen] = useState(linked)
  const latest = useRef(linked)
  const written = useRef<(string | null)[]>([])

  const setChosenId = useCallback(
    (id: string | null) => {
      const isOpen = latest.current !== null
      latest.current = id
      setChosen(id)
      // Its entry goes, and with it the address.
      if (id === null && isLayerOpen(LAYER)) return closeLayer(LAYER)
      written.current.push(id)
      const address = id === null ? pathname : `${pathname}?claim=${encodeURIComponent(id)}`
      if (over && !isOpen && id !== null) openLayer({ id: LAYER, close: () => undefined, address })
      else replaceAddress(address)
    },
    [pathname, over],
  )

  useEffect(() => {
    const follow = () => {
      if (window.location.pathname !== pathname) return
      written.current = []
      latest.current = new URLSearchParams(window.location.search).get('claim')
      setChosen(latest.current)
      adopt(latest.current)
    }
    adopt(new URLSearchParams(window.location.search).get('claim'))
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('popstate', follow)
      closeLayer(LAYER)
    }
  }, [pathname])

  useEffect(() => {
    const own = written.current.indexOf(linked)
    if (own === -1) {
      latest.current = linked
      setChosen(linked)
    } else written.current.splice(0, own + 1)
  }, [linked])

  return { chosenId, setChosenId }
}

/** The entry of a claim that was opened here, come to by Forward or loaded again. */
function adopt(id: string | null): void {
  if (id !== null && layersHere().includes(LAYER)) adoptLayer({ id: LAYER, close: () => undefined })
}
