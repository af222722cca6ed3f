'use client'

import { createContext, type ReactNode, use, useCallback, useState, useSyncExternalStore } from 'react'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import type { ClaimsStore, KnownClaims } from './claims-store.ts'
import type { LiveSnapshot } from './live-value.ts'

export interface ClaimsContextValue {
  articleId: string
  deskId: string
  store: ClaimsStore
  /** Everyone on the article's desk; asked for once. */
  loadPeople: () => Promise<readonly PersonDto[]>
  /** What was typed into the forms of claims and not yet sent, so that closing one loses nothing. */
  drafts: Map<string, unknown>
}

const ClaimsContext = createContext<ClaimsContextValue | null>(null)

export function ClaimsProvider({ value, children }: { value: ClaimsContextValue; children: ReactNode }) {
  return <ClaimsContext value={value}>{children}</ClaimsContext>
}

export function useClaimsContext(): ClaimsContextValue {
  const value = use(ClaimsContext)
  if (!value) throw new Error('ClaimsProvider is missing above')
  return value
}

export function useClaims(): LiveSnapshot<KnownClaims> {
  const { store } = useClaimsContext()
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
}

/**
 * State of a form that outlives the form: it is there again when the claim is opened again. `key` names the form
 * and the claim, and always holds the same kind of value.
 */
export function useDraft<Draft>(key: string, blank: Draft): [Draft, (change: Partial<Draft>) => void, () => void] {
  const { drafts } = useClaimsContext()
  // A key is only ever written with this hook's own type.
  const [draft, setDraft] = useState(() => (drafts.get(key) as Draft | undefined) ?? blank)
  const change = useCallback(
    (part: Partial<Draft>) => {
      setDraft((before) => {
        const after = { ...before, ...part }
        drafts.set(key, after)
        return after
      })
    },
    [drafts, key],
  )
  function clear() {
    drafts.delete(key)
    setDraft(blank)
  }
  return [draft, change, clear]
}
