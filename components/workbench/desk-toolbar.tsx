'use client'

import type { Editor } from '@tiptap/core'
import { Keyboard, Lightbulb, ListChecks } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { WordCount } from './word-count.tsx'

interface DeskToolbarProps {
  /** What is done to the copy. */
  tools: ReactNode
  editor: Editor
  suggesting: boolean
  onSuggestions: () => void
  onShortcuts: () => void
  /** The claims, where they do not stand beside the copy. */
  list: { claims: number; open: boolean; onToggle: () => void } | null
}

/** The line above the copy: its tools, and at the end what is shown beside it. */
export function DeskToolbar({ tools, editor, suggesting, onSuggestions, onShortcuts, list }: DeskToolbarProps) {
  const t = useTranslations('workbench')
  return (
    <>
      {tools}
      <span className="grow" />
      <span className="max-[1100px]:hidden">
        <WordCount editor={editor} />
      </span>
      <Button size="sm" variant="ghost" icon={<Lightbulb aria-hidden />} aria-expanded={suggesting} onClick={onSuggestions}>
        <span className="max-[52rem]:sr-only">{t('suggestions.title')}</span>
      </Button>
      <IconButton
        size="sm"
        label={t('shortcuts.open')}
        shortcut="mod+/"
        icon={<Keyboard aria-hidden />}
        onClick={onShortcuts}
        className="max-md:hidden pointer-coarse:hidden"
      />
      {list && (
        <Button size="sm" icon={<ListChecks aria-hidden />} aria-expanded={list.open} onClick={list.onToggle}>
          {t.rich('claims.open', { count: list.claims, word: (word) => <span className="max-[26rem]:sr-only">{word}</span> })}
        </Button>
      )}
    </>
  )
}
