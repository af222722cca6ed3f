/** `next/navigation` for `vi.mock`: what a component reads of the address changes with the history, as it does under Next. */
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()

for (const act of ['pushState', 'replaceState'] as const) {
  const change = window.history[act].bind(window.history)
  window.history[act] = (...given) => {
    change(...given)
    for (const listener of listeners) listener()
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => window.location.pathname)
}

export function useSearchParams(): URLSearchParams {
  return new URLSearchParams(useSyncExternalStore(subscribe, () => window.location.search))
}
