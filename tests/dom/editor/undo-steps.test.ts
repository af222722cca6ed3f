import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { UndoManager } from 'yjs'
import { UndoSteps } from '#components/editor/undo-steps.ts'
import { editorExtensions, FRAGMENT } from '#lib/editor/schema.ts'
import { article, p, ydocOf } from '#tests/unit/editor/documents.ts'

let editor: Editor

beforeEach(() => {
  editor = new Editor({
    element: document.createElement('div'),
    extensions: [...editorExtensions, Collaboration.configure({ document: ydocOf(article(p('Iran backed Russia.'))), field: FRAGMENT }), UndoSteps],
  })
})

afterEach(() => editor.destroy())

const body = () => editor.state.doc.child(2).textContent
/** The position before these words. */
function before(words: string): number {
  let found = 0
  editor.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at !== -1) found = pos + at
  })
  return found
}

function type(text: string): void {
  for (const letter of text) editor.view.dispatch(editor.state.tr.insertText(letter))
}

/** As if this much time had gone since the last key. */
function pause(milliseconds: number): void {
  const manager: UndoManager = yUndoPluginKey.getState(editor.state).undoManager
  manager.lastChange -= milliseconds
}

it('[WB-9] undo takes back a burst of typing whole, also of somebody who types slowly', () => {
  editor.commands.setTextSelection(before('backed'))
  type('open')
  pause(700)
  type('ly ')
  expect(body()).toBe('Iran openly backed Russia.')
  editor.commands.undo()
  expect(body()).toBe('Iran backed Russia.')
})

it('[WB-9] a pause, and putting the caret elsewhere, begin a new step', () => {
  editor.commands.setTextSelection(before('backed'))
  type('openly ')
  pause(1500)
  type('has ')
  editor.commands.setTextSelection(before('Russia'))
  type('all ')
  const seen = [body()]
  for (let step = 0; step < 3; step += 1) {
    editor.commands.undo()
    seen.push(body())
  }
  expect(seen).toEqual(['Iran openly has backed all Russia.', 'Iran openly has backed Russia.', 'Iran openly backed Russia.', 'Iran backed Russia.'])
})

it('[WB-9] words that were typed over come back in one step', () => {
  editor.commands.setTextSelection(before('Russia'))
  type('all ')
  editor.commands.setTextSelection({ from: before('backed'), to: before('backed') + 'backed'.length })
  type('supported')
  editor.commands.undo()
  expect(body()).toBe('Iran backed all Russia.')
})
