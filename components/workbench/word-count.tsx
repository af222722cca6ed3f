'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { countWords } from '#components/editor/count-words.ts'

/** Words of the copy without editorial notes; counted again only for blocks that changed. */
export function WordCount({ editor }: { editor: Editor }) {
  const t = useTranslations('workbench')
  const count = useEditorState({ editor, selector: ({ editor: current }) => countWords(current.state.doc) })
  return <span className="text-sm whitespace-nowrap text-muted tabular-nums">{t('words', { count })}</span>
}
