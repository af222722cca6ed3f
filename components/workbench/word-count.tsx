'use client'

import type { Editor } from '@tiptap/core'
import { useTranslations } from 'next-intl'
import { countWords } from '#components/editor/count-words.ts'
import { usePaintedState } from '#components/editor/use-painted-state.ts'

/** Words of the copy without editorial notes; counted again only for blocks that changed. */
export function WordCount({ editor }: { editor: Editor }) {
  const t = useTranslations('workbench')
  const count = usePaintedState(editor, wordsIn)
  return <span className="text-sm whitespace-nowrap text-muted tabular-nums">{t('words', { count })}</span>
}

function wordsIn(editor: Editor): number {
  return countWords(editor.state.doc)
}
