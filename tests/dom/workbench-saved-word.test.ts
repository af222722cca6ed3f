import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { savedWord } from '#components/workbench/saved-word.ts'
import type { CollabSnapshot } from '#lib/client/collab/session.ts'
import type { SavedState } from '#lib/client/collab/saved-state.ts'

/** A session whose saved state a test sets, and each word that was shown, with when. */
function watched() {
  let snapshot: CollabSnapshot = { saved: { kind: 'saved' }, synced: true, canEdit: true, link: 'connected', unsaved: 0 }
  const listeners = new Set<() => void>()
  const session = {
    getSnapshot: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const word = savedWord(session, true)
  const shown: string[] = [word.getSnapshot()]
  const stop = word.subscribe(() => word.getSnapshot() !== shown.at(-1) && shown.push(word.getSnapshot()))
  onTestFinished(stop)
  function become(saved: SavedState): void {
    snapshot = { ...snapshot, saved }
    for (const listener of listeners) listener()
  }
  return { word, shown, become }
}

describe('the word about saving', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    return () => vi.useRealTimers()
  })

  it('[WB-6, CO-4] says at once that something is not saved', () => {
    const { word, become } = watched()
    become({ kind: 'saving' })
    expect(word.getSnapshot()).toBe('saving')
    become({ kind: 'not-saved', since: 0 })
    expect(word.getSnapshot()).toBe('unsaved')
  })

  it('[WB-6a] stays at Saving… from letter to letter, and says Saved once the typing rests', () => {
    const { shown, become } = watched()
    for (let letter = 0; letter < 10; letter++) {
      become({ kind: 'saving' })
      vi.advanceTimersByTime(20)
      become({ kind: 'saved' })
      vi.advanceTimersByTime(200)
    }
    expect(shown).toEqual(['saved', 'saving'])
    vi.advanceTimersByTime(500)
    expect(shown).toEqual(['saved', 'saving', 'saved'])
  })

  it('[WB-6a] what was called unsaved is called saved as soon as it is', () => {
    const { shown, become } = watched()
    become({ kind: 'saving' })
    become({ kind: 'not-saved', since: 0 })
    become({ kind: 'saved' })
    expect(shown).toEqual(['saved', 'saving', 'unsaved', 'saved'])
  })
})
