'use client'

import type { Editor } from '@tiptap/core'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { showSelectionGhost } from '#components/editor/selection-ghost.ts'
import { quoteOfRange } from '#components/editor/selection-quote.ts'
import { toast } from '#components/ui/toast.tsx'

interface Tagging {
  /** The selected words are about to become a claim. */
  isOn: boolean
  start: () => void
  stop: () => void
}

/** Tagging the selected words, which stay to be seen while the focus is in the form. */
export function useTagging(editor: Editor, mayTag: boolean): Tagging {
  const t = useTranslations('workbench.tag')
  const [isOn, setOn] = useState(false)

  function start() {
    const { doc, selection } = editor.state
    if (!mayTag) return
    if (!quoteOfRange(doc, selection.from, selection.to)) return toast({ tone: 'bad', title: t('selectFirst'), detail: t('selectFirstText') })
    showSelectionGhost(editor.view, true)
    setOn(true)
  }

  function stop() {
    setOn(false)
    showSelectionGhost(editor.view, false)
    editor.commands.focus(null, { scrollIntoView: false })
  }

  return { isOn, start, stop }
}
