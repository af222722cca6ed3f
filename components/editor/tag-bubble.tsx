'use client'

import type { Editor } from '@tiptap/core'
import { BubbleMenu } from '@tiptap/extension-bubble-menu'
import { TextSelection } from '@tiptap/pm/state'
import { Highlighter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { createPortal } from 'react-dom'
import { Kbd } from '#components/ui/kbd.tsx'
import { kbdOf } from './commands.ts'
import { SHORTCUTS } from './shortcuts.ts'

/** Where the button stands; the editor places it beside selected words, and shows it when something is in it. */
export function createBubble(): HTMLElement {
  const bubble = document.createElement('div')
  bubble.className = 'absolute invisible z-20'
  return bubble
}

/**
 * Part of the editor from the start: to add a plugin later builds all of them, and the copy, anew, after which every
 * letter compares each paragraph with one that is no longer the same object.
 */
export function tagBubble(bubble: HTMLElement) {
  return BubbleMenu.configure({
    element: bubble,
    pluginKey: 'tagBubble',
    updateDelay: 150,
    shouldShow: ({ editor }) => bubble.hasChildNodes() && isOnCopy(editor),
    options: { placement: 'top', offset: 8, flip: true, shift: { padding: 8 } },
  })
}

interface TagBubbleProps {
  bubble: HTMLElement
  onTag: () => void
}

/** Beside selected words: the button that tags them. */
export function TagBubble({ bubble, onTag }: TagBubbleProps) {
  const t = useTranslations('workbench.tag')
  return createPortal(
    <button
      type="button"
      onMouseDown={(event) => event.preventDefault()}
      onClick={onTag}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line bg-sheet px-2.5 text-sm font-medium shadow-float hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:px-4 [&_svg]:size-4"
    >
      <Highlighter aria-hidden className="text-accent" />
      {t('openFloating')}
      <span className="pointer-coarse:hidden">
        <Kbd keys={kbdOf(SHORTCUTS.tagClaim.keys)} />
      </span>
    </button>,
    bubble,
  )
}

function isOnCopy(editor: Editor): boolean {
  const { selection } = editor.state
  return editor.view.hasFocus() && selection instanceof TextSelection && !selection.empty && selection.$from.parent.type.name !== 'note'
}
