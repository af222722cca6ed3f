'use client'

import { createContext, type ReactNode, use, useRef, useState, useSyncExternalStore } from 'react'
import { z } from 'zod'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { forget, keep, keptUnder, readKept } from '#lib/client/kept-drafts.ts'
import type { ClaimsStore, KnownClaims } from './claims-store.ts'
import type { LiveSnapshot } from './live-value.ts'

export interface ClaimsContextValue {
  /** The person who looks: what they typed is shown to nobody else who signs in in this tab. */
  userId: string
  articleId: string
  deskId: string
  /** The desk's clock. */
  timeZone: string
  /** The largest file that the server takes. */
  fileBytes: number
  store: ClaimsStore
  /** Everyone on the article's desk; asked for once. */
  loadPeople: () => Promise<readonly PersonDto[]>
  /** What was typed into the forms of claims and not yet sent, files and what is confidential too. */
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

/** Names a form: what was typed into it is one person's, about one claim. */
export interface DraftOf {
  /** Of words that are no claim yet: their article. */
  claimId: string
  form: string
}

interface DraftOptions<Draft> {
  /** What is confidential is kept on this page alone, and not in the browser's tab. */
  secret?: (draft: Draft) => boolean
}

/**
 * State of a form that outlives the form and the page: it is there again when the claim is opened again in this tab,
 * by the same person. A name always holds the same kind of value; without one nothing is kept.
 */
export function useDraft<Draft>(
  of: DraftOf | null,
  blank: Draft,
  schema: z.ZodType<Draft>,
  { secret }: DraftOptions<Draft> = {},
): [Draft, (change: Partial<Draft>) => void, () => void] {
  const context = use(ClaimsContext)
  const drafts = of && context ? context.drafts : null
  const key = of && context ? keyOf(context.userId, of) : ''
  const [draft, setDraft] = useState(() => (drafts ? (parsed(schema, drafts.get(key)) ?? readKept(key, schema) ?? blank) : blank))
  const latest = useRef(draft)
  function change(part: Partial<Draft>) {
    const next = { ...latest.current, ...part }
    latest.current = next
    setDraft(next)
    if (!drafts) return
    drafts.set(key, next)
    if (secret?.(next)) forget(key)
    else keep(key, next)
  }
  function clear() {
    latest.current = blank
    setDraft(blank)
    drafts?.delete(key)
    if (drafts) forget(key)
  }
  return [draft, change, clear]
}

/**
 * For a form that is opened by a button: that it is open is kept with what stands in it. The last says whether it was
 * opened just now: then its first field has the focus, which is not taken from who finds it open.
 */
export function useOpenForm(of: DraftOf): [open: boolean, setOpen: (open: boolean) => void, starts: boolean] {
  const [{ open }, change, clear] = useDraft(of, { open: false }, OPEN)
  const [starts, setStarts] = useState(false)
  function setOpen(next: boolean) {
    setStarts(next)
    if (next) change({ open: true })
    else clear()
  }
  return [open, setOpen, starts]
}

/** What this person typed about a claim and has not sent, in any of its forms; empty when there is nothing. */
export function useTyped(claimId: string): string {
  const { drafts, userId } = useClaimsContext()
  const [typed] = useState(() => {
    const about = keyOf(userId, { claimId, form: '' })
    const kept = new Map([...keptUnder(about), ...[...drafts].filter(([key]) => key.startsWith(about))])
    return [...kept.values()].flatMap(textsIn).join('\n\n')
  })
  return typed
}

const OPEN = z.object({ open: z.boolean() })

function keyOf(userId: string, { claimId, form }: DraftOf): string {
  return `${userId}:${claimId}:${form}`
}

function parsed<Draft>(schema: z.ZodType<Draft>, draft: unknown): Draft | undefined {
  return draft === undefined ? undefined : schema.safeParse(draft).data
}

/** The fields of all forms that hold words; a wording that is still the claim's own is none. */
const TYPED = z.object({
  question: z.string().optional(),
  text: z.string().optional(),
  rationale: z.string().optional(),
  condition: z.string().optional(),
  proposal: z.string().optional(),
  wording: z.string().optional(),
  reason: z.string().optional(),
  url: z.string().optional(),
  title: z.string().optional(),
  reached: z.string().optional(),
  excerpt: z.string().optional(),
  locator: z.string().optional(),
})
const SEEN = z.object({ seen: z.object({ wording: z.string() }) })

function textsIn(draft: unknown): string[] {
  const own = SEEN.safeParse(draft).data?.seen.wording
  return Object.values(TYPED.safeParse(draft).data ?? {}).flatMap((text) => (text === undefined || text.trim() === '' || text === own ? [] : text))
}
