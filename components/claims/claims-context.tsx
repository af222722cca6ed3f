'use client'

import { createContext, type ReactNode, use, useCallback, useRef, useState, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { forget, keep, readKept } from '#lib/client/kept-drafts.ts'
import type { ClaimsStore, KnownClaims } from './claims-store.ts'
import type { LiveSnapshot } from './live-value.ts'

export interface ClaimsContextValue {
  articleId: string
  deskId: string
  /** The desk's clock. */
  timeZone: string
  /** The largest file that the server takes. */
  fileBytes: number
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

interface DraftOptions<Draft> {
  /** Its shape: the draft is then kept in the browser's tab too, and outlives the page. */
  keepAs?: z.ZodType<Draft>
}

/**
 * State of a form that outlives the form: it is there again when the claim is opened again. `key` names the form
 * and the claim (and the person, where it is kept), and always holds the same kind of value.
 */
export function useDraft<Draft>(key: string, blank: Draft, { keepAs }: DraftOptions<Draft> = {}): [Draft, (change: Partial<Draft>) => void, () => void] {
  const { drafts } = useClaimsContext()
  // A key is only ever written with this hook's own type.
  const [draft, setDraft] = useState(() => (drafts.get(key) as Draft | undefined) ?? (keepAs && readKept(key, keepAs)) ?? blank)
  const latest = useRef(draft)
  const isKept = keepAs !== undefined
  const change = useCallback(
    (part: Partial<Draft>) => {
      latest.current = { ...latest.current, ...part }
      drafts.set(key, latest.current)
      if (isKept) keep(key, latest.current)
      setDraft(latest.current)
    },
    [drafts, key, isKept],
  )
  function clear() {
    drafts.delete(key)
    if (isKept) forget(key)
    latest.current = blank
    setDraft(blank)
  }
  return [draft, change, clear]
}
