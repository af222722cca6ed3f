/**
 * What follows a key and need not be in its frame: sending it, keeping it, counting words. It runs in one task after
 * the frame that shows the letter, in the order in which it was asked for. A page that shows no frames, because it is
 * hidden or is no page, waits for none.
 */
const waiting: (() => void)[] = []
let isDue = false

export function afterPaint(act: () => void): void {
  waiting.push(act)
  if (!showsFrames()) return runWaiting()
  if (isDue) return
  isDue = true
  requestAnimationFrame(() => setTimeout(runWaiting))
}

/** At once, for who is about to leave. */
export function runWaiting(): void {
  // What is asked for by what runs here runs here too, without a frame of its own.
  isDue = true
  for (let act = waiting.shift(); act !== undefined; act = waiting.shift()) {
    try {
      act()
    } catch (error) {
      // Told as what it is, and what else waits is done all the same.
      queueMicrotask(() => {
        throw error
      })
    }
  }
  isDue = false
}

function showsFrames(): boolean {
  return globalThis.document?.visibilityState === 'visible' && typeof requestAnimationFrame === 'function'
}

globalThis.document?.addEventListener('visibilitychange', runWaiting)
globalThis.window?.addEventListener('pagehide', runWaiting)
