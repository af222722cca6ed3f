'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { SEARCH_FIELD } from '#components/search/search-field.tsx'
import { travel } from './journey.ts'
import { isBusy } from './live-refresh.tsx'

/** "/" leads to the search from every page but the workbench, where a key pressed beside the copy must lead nowhere. */
export function SlashToSearch() {
  const router = useRouter()
  const pathname = usePathname()
  useEffect(() => {
    if (/^\/articles\/[^/]+$/.test(pathname)) return
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== '/' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(document)) return
      event.preventDefault()
      const field = document.getElementById(SEARCH_FIELD)
      if (field) field.focus()
      else travel({ to: '', go: () => router.push('/search') })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [pathname, router])
  return null
}
