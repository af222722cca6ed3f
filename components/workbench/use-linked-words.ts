'use client'

import type { Editor } from '@tiptap/core'
import { useTranslations } from 'next-intl'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { rangeOf, revealRange } from '#components/editor/span-marks.ts'
import { toast } from '#components/ui/toast.tsx'

/** Selects the words that a link names (`?words=…`, the first place of them), ready to be tagged; the address forgets them. */
export function useLinkedWords(editor: Editor): void {
  const t = useTranslations('workbench.linkedWords')
  const pathname = usePathname()
  const words = useSearchParams().get('words')

  useEffect(() => {
    if (words === null) return
    const frame = requestAnimationFrame(() => {
      window.history.replaceState(null, '', pathname)
      const range = rangeOf(editor, { quote: words, occurrence: 1 })
      if (!range) return toast({ tone: 'bad', title: t('gone'), detail: t('goneText') })
      editor.chain().setTextSelection(range).focus(null, { scrollIntoView: false }).run()
      revealRange(editor, range)
    })
    return () => cancelAnimationFrame(frame)
  }, [editor, words, pathname, t])
}
