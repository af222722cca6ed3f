import type { RefObject } from 'react'
import { useWatched } from './watch-panel.ts'

/**
 * What has the focus in a claim's panel may go, by one's own act or another's. A part that stays cares for it itself
 * (`useHeldFocus`); where the part has gone as well, the panel's heading has it, and never the page.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  useWatched(panel, keepFocus)
}

function keepFocus(panel: HTMLElement, signal: AbortSignal): MutationCallback {
  let held: Element | null = null
  let [frame, timer] = [0, 0]
  document.addEventListener(
    'focusin',
    ({ target }) => {
      held = target instanceof Element && panel.contains(target) ? target : null
    },
    { signal },
  )
  function keep() {
    if (document.activeElement !== document.body || held?.isConnected !== false || !panel.isConnected) return
    const home = panel.querySelector<HTMLElement>('h2') ?? panel
    home.focus({ preventScroll: true })
  }
  function stop() {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
  signal.addEventListener('abort', stop)
  return () => {
    if (held?.isConnected !== false) return
    stop()
    // After the parts have had their turn, which is after the frame.
    frame = requestAnimationFrame(() => {
      timer = window.setTimeout(keep)
    })
  }
}
