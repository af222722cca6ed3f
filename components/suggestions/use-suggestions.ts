'use client'

import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClaims, useClaimsContext } from '#components/claims/claims-context.tsx'
import type { SuggestionsDto } from '#lib/api/schemas/suggestions.ts'
import { call } from '#lib/client/api.ts'

/** How long nobody must have typed before the suggestions are asked for again, in milliseconds. */
const QUIET_MS = 1500

export interface Suggestions {
  /** null until they are here. */
  value: SuggestionsDto | null
  failed: boolean
  /** Whether the newest answer still speaks of these words, as suggested or dismissed; no render behind. */
  speaksOf: (wordingHash: string) => boolean
  /** Done once no answer is on its way that was asked for as late. */
  refresh: () => Promise<void>
  set: (value: SuggestionsDto) => void
  /** The order of the rules is wanted, where the desk has another. Kept while the article is open. */
  plain: boolean
  setPlain: (plain: boolean) => void
}

/** The suggestions of the open article while their panel is open: asked for anew when claims or copy change. */
export function useSuggestions({ editor, open }: { editor: Editor; open: boolean }): Suggestions {
  const { articleId } = useClaimsContext()
  const { value: claims } = useClaims()
  const [value, setValue] = useState<SuggestionsDto | null>(null)
  const [failed, setFailed] = useState(false)
  const [plain, setPlain] = useState(false)
  const asked = useRef(0)
  const newest = useRef<SuggestionsDto | null>(null)
  const latest = useRef(Promise.resolve())

  const refresh = useCallback((): Promise<void> => {
    asked.current += 1
    const mine = asked.current
    const ask = async () => {
      const answer = await call('GET', '/articles/{id}/suggestions', { params: { id: articleId } }).catch(() => null)
      // What was asked for later is newer, whichever comes first.
      if (mine !== asked.current) return await latest.current
      setFailed(answer === null)
      if (answer === null) return
      newest.current = answer
      setValue(answer)
    }
    latest.current = ask()
    return latest.current
  }, [articleId])

  useEffect(() => {
    if (open) void refresh()
  }, [open, claims, refresh])

  useEffect(() => {
    if (!open) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void refresh(), QUIET_MS)
    }
    editor.on('update', later)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
    }
  }, [editor, open, refresh])

  const set = useCallback((answer: SuggestionsDto) => {
    asked.current += 1
    latest.current = Promise.resolve()
    newest.current = answer
    setValue(answer)
    setFailed(false)
  }, [])
  const speaksOf = useCallback(
    (hash: string) => [...(newest.current?.items ?? []), ...(newest.current?.dismissed ?? [])].some(({ wordingHash }) => wordingHash === hash),
    [],
  )
  return { value, failed, speaksOf, refresh, set, plain, setPlain }
}
