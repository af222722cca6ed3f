import { fireEvent, screen } from '@testing-library/react'
import type { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { createClaimElements } from '#components/editor/claim-elements.ts'
import { createBubble, TagBubble } from '#components/editor/tag-bubble.tsx'
import { useArticleEditor } from '#components/editor/use-article-editor.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { renderInterface } from './interface-render.tsx'

const bubble = createBubble()
const elements = createClaimElements()

function Copy({ doc, awareness }: { doc: Y.Doc; awareness: Awareness }) {
  const [isOffered, setOffered] = useState(false)
  const editor = useArticleEditor({
    doc,
    awareness,
    elements,
    bubble,
    mayEdit: true,
    claimIds: new Set(),
    onPress: () => undefined,
    onPastedWords: () => undefined,
    onLink: () => undefined,
  })
  return (
    <>
      <EditorContent editor={editor} />
      <button type="button" onClick={() => setOffered(!isOffered)}>
        Turn
      </button>
      {isOffered && <TagBubble bubble={bubble} onTag={() => undefined} />}
    </>
  )
}

test('[WB-1f] the button beside selected words comes and goes without the copy being built anew', () => {
  const doc = new Y.Doc()
  const content = ['headline', 'standfirst', 'paragraph', 'paragraph'].map((type) => ({ type, content: [{ type: 'text', text: `A ${type}.` }] }))
  Y.applyUpdate(doc, initialState({ type: 'doc', content }))
  renderInterface(<Copy doc={doc} awareness={new Awareness(doc)} />)
  // Tiptap puts the editor on its element.
  const { editor } = screen.getByRole('textbox') as unknown as { editor: Editor }
  const { plugins } = editor.state
  for (const isOffered of [true, false, true]) {
    fireEvent.click(screen.getByRole('button', { name: 'Turn' }))
    expect(bubble.hasChildNodes()).toBe(isOffered)
  }
  expect(editor.state.plugins).toBe(plugins)
  // The view holds the very blocks of the state: only so does a letter compare none of them word by word.
  const held = [...editor.view.dom.children].map((block) => (block as { pmViewDesc?: { node: unknown } }).pmViewDesc?.node)
  expect(held).toHaveLength(4)
  expect(held.every((node, index) => node === editor.state.doc.child(index))).toBe(true)
})
