'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { onLive } from '#lib/client/live.ts'
import { reachServer, stopAsking } from './reach.ts'

/** For the time that passes by itself ("overdue"), and for where no stream gets through. */
const INTERVAL = 60_000
/** What changes together is fetched together. */
const TOGETHER = 300

/**
 * Keeps a page as the server has it: when it says that something changed, and at once on coming back to it.
 * Never under someone's hands: not while a dialog or menu is open or a field has the focus. Nor while our server
 * does not answer: the page stays, and says so.
 */
export function LiveRefresh() {
  const router = useRouter()
  useEffect(() => {
    let gone = false
    const mayLook = () => !gone && document.visibilityState === 'visible' && navigator.onLine && !isBusy(document)
    function look(): void {
      if (!mayLook()) return
      void reachServer().then((reached) => reached && mayLook() && router.refresh())
    }
    let soon: ReturnType<typeof setTimeout> | null = null
    function lookSoon(): void {
      soon ??= setTimeout(() => {
        soon = null
        look()
      }, TOGETHER)
    }
    const timer = setInterval(look, INTERVAL)
    const stopListening = onLive('change', lookSoon)
    window.addEventListener('focus', look)
    window.addEventListener('online', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      gone = true
      stopAsking()
      clearInterval(timer)
      if (soon !== null) clearTimeout(soon)
      stopListening()
      window.removeEventListener('focus', look)
      window.removeEventListener('online', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [router])
  return null
}

/** Whether someone is in the middle of something that new content would disturb. */
export function isBusy(page: Document): boolean {
  const typing = page.activeElement?.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]') ?? false
  return typing || page.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
}
