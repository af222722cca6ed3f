'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { SavedState } from '#lib/client/collab/saved-state.ts'
import { type CollabSession, type CollabSessionOptions, type CollabSnapshot, createCollabSession } from '#lib/client/collab/session.ts'

/** The article's connection for as long as the page shows it; null until the page is alive. */
export function useCollabSession({ articleId, userId, epoch }: Pick<CollabSessionOptions, 'articleId' | 'userId' | 'epoch'>): CollabSession | null {
  const [session, setSession] = useState<CollabSession | null>(null)
  useEffect(() => {
    let current: CollabSession | null = null
    function open(unsent: { unsent?: Uint8Array }): void {
      const before = current
      const opened = createCollabSession({ articleId, userId, epoch, ...unsent })
      // At once, so that not one key goes to the session that ends.
      opened.on('renewed', (handedOver) => flushSync(() => open({ unsent: handedOver })))
      current = opened
      setSession(opened)
      before?.destroy()
    }
    open({})
    return () => {
      setSession(null)
      current?.destroy()
    }
  }, [articleId, userId, epoch])
  return session
}

/** One thing of the session's state; renders again only when that changes. `absent` while there is no session. */
export function useCollabState<Value extends boolean | string | null | SavedState>(
  session: CollabSession | null,
  select: (snapshot: CollabSnapshot) => Value,
  absent: Value,
): Value {
  return useSyncExternalStore(
    session?.subscribe ?? never,
    () => (session ? select(session.getSnapshot()) : absent),
    () => absent,
  )
}

function never(): () => void {
  return () => undefined
}
