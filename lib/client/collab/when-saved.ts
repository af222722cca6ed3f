import type { CollabSession } from './session.ts'

/** Resolves once a commit covers everything that was typed here, what is being typed at this moment included. */
export async function whenSaved(session: Pick<CollabSession, 'subscribe' | 'getSnapshot'>): Promise<void> {
  // The change that is under way is counted when its own turn is over.
  await Promise.resolve()
  if (isSaved(session)) return
  await new Promise<void>((resolve) => {
    const stop = session.subscribe(() => {
      if (!isSaved(session)) return
      stop()
      resolve()
    })
  })
}

function isSaved(session: Pick<CollabSession, 'getSnapshot'>): boolean {
  return session.getSnapshot().saved.kind === 'saved'
}
