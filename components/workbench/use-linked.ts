'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { replaceAddress } from '#components/ui/layers.ts'

/**
 * What a link into the workbench names besides a claim (`?words=…`), followed once: the address forgets it, so that
 * neither Back nor what closes leads there again, and the same link does so when it is pressed again.
 */
export function useLinked(name: string, follow: (value: string) => void): void {
  const pathname = usePathname()
  const value = useSearchParams().get(name)
  const latest = useRef(follow)
  useEffect(() => {
    latest.current = follow
  })
  useEffect(() => {
    if (value === null) return
    const frame = requestAnimationFrame(() => {
      replaceAddress(pathname)
      latest.current(value)
    })
    return () => cancelAnimationFrame(frame)
  }, [name, value, pathname])
}
