import { type RefObject, useEffect } from 'react'

/**
 * What has the focus in a claim's panel may go, by one's own act or another's. A part that stays cares for it itself
 * (`useHeldFocus`); where the part has gone as well, the panel's heading has it, and never the page.
 */
export function useKeptFocus(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = panel.current
    if (!element) return
    const ended = new AbortController()
    const { signal } = ended
    let held: Element | null = null
    let [frame, timer] = [0, 0]
    document.addEventListener(
      'focusin',
      ({ target }) => {
        held = target instanceof Element && element.contains(target) ? target : null
      },
      { signal },
    )
    const keep = () => {
      if (document.activeElement === document.body && held?.isConnected === false && element.isConnected) {
        const home = element.querySelector<HTMLElement>('h2') ?? element
        home.focus({ preventScroll: true })
      }
    }
    // After the parts have had their turn, which is after the frame.
    const changes = new MutationObserver(() => {
      if (held?.isConnected !== false) return
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        clearTimeout(timer)
        timer = window.setTimeout(keep)
      })
    })
    changes.observe(element, { childList: true, subtree: true })
    return () => {
      ended.abort()
      changes.disconnect()
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [panel])
}
