/** Whether our server answered when it was last asked: known to what asks it, and to what says so. */
const PATIENCE = 5000
let answered = true
const listeners = new Set<() => void>()

/** Asks it. A page that is fetched while nobody answers would be replaced by the browser's own error page. */
export async function reachServer(): Promise<boolean> {
  const now = await fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) }).then(
    (response) => response.ok,
    () => false,
  )
  note(now)
  return now
}

/** Nobody asks any more, so nothing is known against it. */
export function stopAsking(): void {
  note(true)
}

export function serverAnswered(): boolean {
  return answered
}

export function onReachChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function note(now: boolean): void {
  if (now === answered) return
  answered = now
  for (const listener of listeners) listener()
}
