'use client'

import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { cutsWord } from './cuts-word.ts'

/** A finger ends a selection easily inside a word: said before anything is done with it. */
export function CutWordNote({ editor }: { editor: Editor }) {
  const t = useTranslations('workbench.reshape')
  const cuts = useEditorState({ editor, selector: ({ editor: { state } }) => cutsWord(state.doc, state.selection) })
  return <div role="status">{cuts && <p className="text-warn">{t('cutsWord')}</p>}</div>
}
