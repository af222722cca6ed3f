import type { CollabSession, CollabSnapshot } from '#lib/client/collab/session.ts'

export type Word = 'saved' | 'saving' | 'unsaved' | 'offline' | 'connecting' | 'readOnly' | 'stopped'

/** Milliseconds after the last commit in which Saving… still stands: it does not flicker at each letter. */
const REST_MS = 500

interface ShownWord {
  subscribe: (tell: () => void) => () => void
  getSnapshot: () => Word
}

/**
 * The word that is shown, for `useSyncExternalStore`. That something is not saved is told at once; that all is, once
 * the typing rests.
 */
export function savedWord(session: Pick<CollabSession, 'subscribe' | 'getSnapshot'> | null, mayEdit: boolean): ShownWord {
  let isSaving = false
  let rest: ReturnType<typeof setTimeout> | undefined
  return {
    subscribe(tell) {
      if (session === null) return () => undefined
      const follow = () => {
        const { kind } = session.getSnapshot().saved
        clearTimeout(rest)
        if (kind !== 'saved') isSaving = kind === 'saving'
        else if (isSaving) rest = setTimeout(restNow, REST_MS)
        tell()
      }
      const restNow = () => {
        isSaving = false
        tell()
      }
      const stop = session.subscribe(follow)
      follow()
      return () => {
        stop()
        clearTimeout(rest)
        isSaving = false
      }
    },
    getSnapshot() {
      if (session === null) return 'connecting'
      const snapshot = session.getSnapshot()
      return isSaving && snapshot.saved.kind === 'saved' ? 'saving' : wordFor(snapshot, mayEdit)
    },
  }
}

/** The state in one of the words that are shown. */
export function wordFor({ saved, synced }: Pick<CollabSnapshot, 'saved' | 'synced'>, mayEdit: boolean): Word {
  switch (saved.kind) {
    case 'saved':
      if (!synced) return 'connecting'
      return mayEdit ? 'saved' : 'readOnly'
    case 'saving':
      return 'saving'
    case 'not-saved':
      return 'unsaved'
    case 'offline':
      return synced ? 'offline' : 'stopped'
    case 'reload-needed':
    case 'signed-out':
    case 'forbidden':
      return 'stopped'
  }
}
