import * as Y from 'yjs'

/** Makes the change as one transaction and answers what others have to apply to get it; null when nothing changed. */
export function updateOf(ydoc: Y.Doc, origin: string, change: () => void): Uint8Array | null {
  const updates: Uint8Array[] = []
  const collect = (update: Uint8Array) => updates.push(update)
  ydoc.on('update', collect)
  try {
    ydoc.transact(change, origin)
  } finally {
    ydoc.off('update', collect)
  }
  return updates.length > 0 ? Y.mergeUpdates(updates) : null
}
