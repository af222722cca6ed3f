/** jsdom lays nothing out: what measures itself or is scrolled to does nothing, until globals are no longer stubbed. */
import { vi } from 'vitest'

export function stubLayout(): void {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  )
  Element.prototype.scrollIntoView = () => undefined
}

/** Whether the window is as wide, or as whatever else, as is asked; until globals are no longer stubbed. */
export function stubMedia(matches: boolean): void {
  vi.stubGlobal('matchMedia', () => ({ matches, addEventListener: () => undefined, removeEventListener: () => undefined }))
}
