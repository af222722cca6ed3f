/** Something that the server keeps and this page shows: fetched when told that it may have changed, never polled. */
export interface LiveSnapshot<Value> {
  value: Value
  /** The last try to fetch failed, so what is shown may be old. */
  stale: boolean
}

export interface LiveValue<Value> {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => LiveSnapshot<Value>
  /** Told after each fetch, also where nothing of the value changed: something beside it may have. */
  onFetched: (listener: () => void) => () => void
  /** Fetches it. Calls made meanwhile share one further fetch, which starts after they were made. */
  refresh: () => Promise<void>
  /** Shows what the server has just answered with, before the next fetch. */
  set: (change: (value: Value) => Value) => void
}

/**
 * `merge` makes what is shown from what was shown and what came, so that equal parts can keep their identity. Where
 * nothing changed nobody is told.
 */
export function createLiveValue<Value>(
  initial: Value,
  fetchValue: () => Promise<Value>,
  merge: (before: Value, fetched: Value) => Value = keepWhereEqual,
): LiveValue<Value> {
  let snapshot: LiveSnapshot<Value> = { value: initial, stale: false }
  let current: Promise<void> | null = null
  let next: Promise<void> | null = null
  const listeners = new Set<() => void>()
  const fetchListeners = new Set<() => void>()

  function show(after: LiveSnapshot<Value>): void {
    if (after.value === snapshot.value && after.stale === snapshot.stale) return
    snapshot = after
    for (const listener of listeners) listener()
  }

  async function fetchOnce(): Promise<void> {
    try {
      const fetched = await fetchValue()
      show({ value: merge(snapshot.value, fetched), stale: false })
      for (const listener of fetchListeners) listener()
    } catch {
      show({ ...snapshot, stale: true })
    }
  }

  function start(): Promise<void> {
    current = fetchOnce().finally(() => {
      current = null
    })
    return current
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onFetched(listener) {
      fetchListeners.add(listener)
      return () => fetchListeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    refresh() {
      if (!current) return start()
      next ??= current.then(() => {
        next = null
        return start()
      })
      return next
    },
    set: (change) => show({ ...snapshot, value: change(snapshot.value) }),
  }
}

function keepWhereEqual<Value>(before: Value, fetched: Value): Value {
  return JSON.stringify(before) === JSON.stringify(fetched) ? before : fetched
}
