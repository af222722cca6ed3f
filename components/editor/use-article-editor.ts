'use client'

import { Extension, type Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { useEditor } from '@tiptap/react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { editorExtensions, FRAGMENT } from '#lib/editor/schema.ts'
import { stripForeignClaims } from '#lib/editor/paste.ts'
import { carets } from './carets.ts'
import { claimMarkViews, type ClaimElements } from './claim-elements.ts'
import { linkAt } from './link-at.ts'
import { copiedClaims, pastedWords, type CopiedClaim, type PastedWords } from './pasted-words.ts'
import { placeholders } from './placeholders.ts'
import { readOnly } from './read-only.ts'
import { RemoteEdits } from './remote-edits.ts'
import { SelectionGhost } from './selection-ghost.ts'
import { SpanMarks } from './span-marks.ts'
import { tagBubble } from './tag-bubble.tsx'
import { UndoSteps } from './undo-steps.ts'

interface ArticleEditorInput {
  /** Already as the server has it: the editor is made after the first sync and never writes a first state. */
  doc: Y.Doc
  awareness: Awareness
  elements: ClaimElements
  /** Of the button beside selected words. */
  bubble: HTMLElement
  mayEdit: boolean
  /** Every claim of this article: marks of others are left out of what is pasted. */
  claimIds: ReadonlySet<string>
  /** A press on the copy, with the claims that lie over it, innermost first. */
  onPress: (claimIds: readonly string[]) => void
  /** Words were pasted with the marks of claims, which they have lost. */
  onPastedWords: (words: readonly PastedWords[]) => void
  /** Mod-K on selected words or on a link. */
  onLink: () => void
}

/** The editor of one article's shared document. */
export function useArticleEditor(input: ArticleEditorInput): Editor {
  const t = useTranslations('workbench')
  // The extensions are made once, and read what may change from here.
  const latest = useRef(input)
  useEffect(() => {
    latest.current = input
  })

  const copied = useRef<readonly CopiedClaim[]>([])

  const editor = useEditor(
    {
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      // It would be a style element without the page's nonce; the same rules are in editor.css.
      injectCSS: false,
      extensions: [
        ...editorExtensions,
        Collaboration.configure({ document: input.doc, field: FRAGMENT }),
        RemoteEdits,
        carets(input.awareness),
        claimMarkViews(input.elements),
        readOnly(() => latest.current.mayEdit),
        SelectionGhost,
        SpanMarks,
        UndoSteps,
        tagBubble(input.bubble),
        LinkKey.configure({ open: () => latest.current.onLink(), mayEdit: () => latest.current.mayEdit }),
        placeholders({ headline: t('placeholder.headline'), standfirst: t('placeholder.standfirst'), body: t('placeholder.body') }),
      ],
      onTransaction: ({ transaction }) => {
        const how: unknown = transaction.getMeta('uiEvent')
        if (how !== 'paste' && how !== 'drop') return
        const words = pastedWords(transaction, copied.current)
        copied.current = []
        if (words.length > 0) latest.current.onPastedWords(words)
      },
      editorProps: {
        attributes: { class: 'copy text-copy', role: 'textbox', 'aria-multiline': 'true', 'aria-label': t('editorLabel'), spellcheck: 'true' },
        transformPasted: (slice, { state }) => {
          const pasted = stripForeignClaims(slice, state.doc, { issued: latest.current.claimIds, replaced: state.selection })
          copied.current = copiedClaims(slice, pasted)
          return pasted
        },
        handleClick: (_view, _pos, event) => {
          if (event.button === 0) latest.current.onPress(claimsAt(event.target))
          return false
        },
      },
    },
    [input.doc],
  )

  // The surface reads the right when it is asked; this makes it ask again.
  useEffect(() => {
    editor.view.dispatch(editor.state.tr)
  }, [editor, input.mayEdit])

  return editor
}

interface LinkKeyOptions {
  open: () => void
  mayEdit: () => boolean
}

const LinkKey = Extension.create<LinkKeyOptions>({
  name: 'linkKey',
  addOptions: () => ({ open: () => undefined, mayEdit: () => false }),
  addKeyboardShortcuts() {
    return {
      'Mod-k': () => {
        // Left to the palette, which has the same key everywhere.
        if (!this.options.mayEdit() || !linkAt(this.editor).possible) return false
        this.options.open()
        return true
      },
    }
  },
})

function claimsAt(target: EventTarget | null): string[] {
  const ids: string[] = []
  for (
    let element = target instanceof Element ? target.closest<HTMLElement>('[data-claim]') : null;
    element;
    element = element.parentElement?.closest<HTMLElement>('[data-claim]') ?? null
  ) {
    const id = element.dataset.claim
    if (id !== undefined) ids.push(id)
  }
  return ids
}
