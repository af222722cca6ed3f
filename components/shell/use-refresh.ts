'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'

/** Fetches the page anew after an act; `refreshing` until what came back is shown, so that nothing old is offered meanwhile. */
export function useRefresh(): { refreshing: boolean; refresh: () => void } {
  const router = useRouter()
  const [refreshing, start] = useTransition()
  return { refreshing, refresh: () => start(() => router.refresh()) }
}
