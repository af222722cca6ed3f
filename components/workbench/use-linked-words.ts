'use client'

import type { Editor } from '@tiptap/core'
import { useTranslations } from 'next-intl'
import { rangeOf, revealRange } from '#components/editor/span-marks.ts'
import { toast } from '#components/ui/toast.tsx'
import { useLinked } from './use-linked.ts'

/** Selects the words that a link names (`?words=…`, the first place of them), ready to be tagged. */
export function useLinkedWords(editor: Editor): void {
  const t = useTranslations('workbench.linkedWords')
  useLinked('words', (words) => {
    const range = rangeOf(editor, { quote: words, occurrence: 1 })
    if (!range) return toast({ tone: 'bad', title: t('gone'), detail: t('goneText') })
    editor.chain().setTextSelection(range).focus(null, { scrollIntoView: false }).run()
    revealRange(editor, range)
  })
}
