/** The page to compare with: Tiptap on the same Yjs document with the same schema, and nothing else. */
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import * as Y from 'yjs'
import { editorExtensions, FRAGMENT } from '#lib/editor/schema.ts'

const state = new Uint8Array(await (await fetch('/state')).arrayBuffer())
const doc = new Y.Doc()
Y.applyUpdate(doc, state)
const editor = new Editor({
  element: document.getElementById('page'),
  extensions: [...editorExtensions, Collaboration.configure({ document: doc, field: FRAGMENT })],
  editorProps: { attributes: { role: 'textbox', 'aria-label': 'Article text' } },
})
editor.view.dom.dataset.ready = 'yes'
