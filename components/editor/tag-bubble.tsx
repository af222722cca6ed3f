'use client'

import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { BubbleMenu } from '@tiptap/react/menus'
import { Highlighter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Kbd } from '#components/ui/kbd.tsx'
import { kbdOf } from './commands.ts'
import { SHORTCUTS } from './shortcuts.ts'

interface TagBubbleProps {
  editor: Editor
  onTag: () => void
}

/** Beside selected words: the button that tags them. */
export function TagBubble({ editor, onTag }: TagBubbleProps) {
  const t = useTranslations('workbench.tag')
  return (
    <BubbleMenu
      editor={editor}
      updateDelay={150}
      shouldShow={isOnCopy}
      options={{ placement: 'top', offset: 8, flip: true, shift: { padding: 8 } }}
      className="z-20"
    >
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
      </button>
    </BubbleMenu>
  )
}

function isOnCopy({ editor }: { editor: Editor }): boolean {
  const { selection } = editor.state
  return editor.view.hasFocus() && selection instanceof TextSelection && !selection.empty && selection.$from.parent.type.name !== 'note'
}
