import { type RefObject, useEffect } from 'react'

/**
 * Tells what comes and goes in a claim's panel while it is there. `watch` makes who is told, and listens on the panel
 * for as long as its signal lets it.
 */
export function useWatched(panel: RefObject<HTMLElement | null>, watch: (panel: HTMLElement, signal: AbortSignal) => MutationCallback): void {
  useEffect(() => {
    const element = panel.current
    if (!element) return
    const ended = new AbortController()
    const changes = new MutationObserver(watch(element, ended.signal))
    changes.observe(element, { childList: true, subtree: true })
    return () => {
      ended.abort()
      changes.disconnect()
    }
  }, [panel, watch])
}
