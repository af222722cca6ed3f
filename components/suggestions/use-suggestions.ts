'use client'

import type { Editor } from '@tiptap/core'
import { useEffect, useMemo, useState } from 'react'
import { useClaims, useClaimsContext } from '#components/claims/claims-context.tsx'
import { type SuggestionsStore, suggestionsOf } from './suggestions-store.ts'

/** How long nobody must have typed before the suggestions are asked for again, in milliseconds. */
const QUIET_MS = 1500

export interface Suggestions {
  store: SuggestionsStore
  /** The order of the rules is wanted, where the desk has another. Kept while the article is open. */
  plain: boolean
  setPlain: (plain: boolean) => void
}

/** The suggestions of the open article while their panel is open: asked for anew when claims or copy change. */
export function useSuggestions({ editor, open }: { editor: Editor; open: boolean }): Suggestions {
  const { articleId } = useClaimsContext()
  const { value: claims } = useClaims()
  const store = useMemo(() => suggestionsOf(articleId), [articleId])
  const [plain, setPlain] = useState(false)

  useEffect(() => (open ? store.watch() : undefined), [open, store])

  useEffect(() => {
    if (open) void store.refresh()
  }, [open, claims, store])

  useEffect(() => {
    if (!open) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void store.refresh(), QUIET_MS)
    }
    editor.on('update', later)
    return () => {
      clearTimeout(timer)
      editor.off('update', later)
    }
  }, [editor, open, store])

  return { store, plain, setPlain }
}
