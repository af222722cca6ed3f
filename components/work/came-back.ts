/**
 * What one had in a list that one left by a link, for who comes back to it by the browser’s Back: its address, filters
 * and scroll the browser keeps, this the rest. Kept on the page, and not beyond a reload.
 */
const kept = new Map<string, { address: string; value: unknown }>()
let popped = { address: '', at: -Infinity }

/** A page that is slow to come is still the one that was gone back to. */
const COMING_MS = 10_000

globalThis.window?.addEventListener('popstate', () => (popped = { address: window.location.href, at: performance.now() }))

export function keepForReturn(name: string, value: unknown): void {
  kept.set(name, { address: window.location.href, value })
}

/** null for who came here in another way. */
export function keptOnReturn<Value>(name: string): Value | null {
  if (globalThis.window === undefined) return null
  const { href } = window.location
  const found = kept.get(name)
  const isBack = popped.address === href && performance.now() - popped.at < COMING_MS
  return isBack && found?.address === href ? (found.value as Value) : null
}
