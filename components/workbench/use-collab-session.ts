'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { type CollabSession, type CollabSessionOptions, type CollabSnapshot, createCollabSession } from '#lib/client/collab/session.ts'

/** The article's connection for as long as the page shows it; null until the page is alive. */
export function useCollabSession({ articleId, userId, epoch }: Pick<CollabSessionOptions, 'articleId' | 'userId' | 'epoch'>): CollabSession | null {
  const [session, setSession] = useState<CollabSession | null>(null)
  useEffect(() => {
    const opened = createCollabSession({ articleId, userId, epoch })
    setSession(opened)
    return () => {
      setSession(null)
      opened.destroy()
    }
  }, [articleId, userId, epoch])
  return session
}

export function useCollabSnapshot(session: CollabSession | null): CollabSnapshot | null {
  return useSyncExternalStore(
    session?.subscribe ?? never,
    () => session?.getSnapshot() ?? null,
    () => null,
  )
}

function never(): () => void {
  return () => undefined
}
