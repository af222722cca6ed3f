/**
 * The page's ear: one event stream while the page is looked at, for all who listen on it. A hidden page has none,
 * since a browser gives a site few connections; it looks again on coming back.
 */
export type LiveKind = 'notice' | 'change'

const RETRY = 5_000

const listeners = new Map<LiveKind, Set<() => void>>([
  ['notice', new Set()],
  ['change', new Set()],
])
let source: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | null = null
/** The stream broke off, and no other has opened since. */
let lost = false

/** Whether our server may be away: known as soon as it ends, before anybody asks it. */
export function isLiveLost(): boolean {
  return lost
}

/** Calls `listener` when something of that kind changed, and when something may have been missed. Answers how to stop. */
export function onLive(kind: LiveKind, listener: () => void): () => void {
  if (!isWanted()) document.addEventListener('visibilitychange', follow)
  listeners.get(kind)?.add(listener)
  follow()
  return () => {
    listeners.get(kind)?.delete(listener)
    if (isWanted()) return
    document.removeEventListener('visibilitychange', follow)
    follow()
  }
}

function isWanted(): boolean {
  return [...listeners.values()].some((set) => set.size > 0)
}

/** Opens the stream or closes it, as the page is looked at. */
function follow(): void {
  if (isWanted() && document.visibilityState === 'visible') return open()
  if (retry !== null) clearTimeout(retry)
  retry = null
  source?.close()
  source = null
  lost = false
}

function open(): void {
  if (source !== null || retry !== null) return
  const opened = new EventSource('/api/live')
  source = opened
  // Every stream follows a gap, the first one too: the page was rendered before it.
  opened.addEventListener('hello', () => {
    lost = false
    for (const kind of listeners.keys()) tell(kind)
  })
  for (const kind of listeners.keys()) opened.addEventListener(kind, () => tell(kind))
  opened.addEventListener('error', () => {
    lost = true
    // A lost connection is taken up again by the browser; a refusal is not.
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return
    source = null
    retry = setTimeout(() => {
      retry = null
      follow()
    }, RETRY)
  })
}

function tell(kind: LiveKind): void {
  for (const listener of listeners.get(kind) ?? []) listener()
}
