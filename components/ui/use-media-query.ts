'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** There is room for something beside the copy (`--beside-copy`). */
export const ROOM_BESIDE_COPY = '(min-width: 1100px)'

/** Whether a media query holds; `onServer` until the page is alive. */
export function useMediaQuery(query: string, onServer = false): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => onServer,
  )
}
