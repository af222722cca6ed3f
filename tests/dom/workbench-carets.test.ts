import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import { expect, onTestFinished, test } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { carets } from '#components/editor/carets.ts'
import { runWaiting } from '#lib/client/after-paint.ts'
import { editorExtensions, FRAGMENT } from '#lib/editor/schema.ts'
import { initialState } from '#lib/editor/ydoc.ts'

test('[WB-1d] that one’s own caret was told draws nobody’s anew', async () => {
  const { letters, transactions, told } = aDesk()
  await nextTask()
  const before = { transactions: transactions.length, told: told.length }
  letters('a')
  runWaiting()
  await nextTask()
  expect({ transactions: transactions.length - before.transactions, told: told.length - before.told }).toEqual({ transactions: 1, told: 1 })
})

test('[WB-1d] where somebody else moved is shown, also while one types', async () => {
  const { editor, letters, colleagueAt } = aDesk()
  colleagueAt(4)
  await nextTask()
  expect(shownCarets(editor)).toEqual(['Ada'])
  letters('a')
  runWaiting()
  await nextTask()
  expect(shownCarets(editor)).toEqual(['Ada'])
})

test('[WB-1d] a caret that one’s own paragraph break hid is shown again as soon as one’s own was told', async () => {
  const { editor, colleagueAt } = aDesk()
  colleagueAt(4)
  await nextTask()
  editor.commands.splitBlock()
  expect(shownCarets(editor)).toEqual([])
  runWaiting()
  await nextTask()
  expect(shownCarets(editor)).toEqual(['Ada'])
})

function aDesk() {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  const content = [
    { type: 'headline', content: [{ type: 'text', text: 'Grain deal nears' }] },
    { type: 'standfirst' },
    { type: 'paragraph', content: [{ type: 'text', text: 'Ships leave three ports' }] },
  ]
  Y.applyUpdate(doc, initialState({ type: 'doc', content }))
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [...editorExtensions, Collaboration.configure({ document: doc, field: FRAGMENT }), carets(awareness)],
  })
  const colleague = new Awareness(new Y.Doc())
  onTestFinished(() => {
    editor.destroy()
    awareness.destroy()
    colleague.destroy()
  })
  editor.view.dom.focus()
  editor.commands.setTextSelection(editor.state.doc.content.size - 1)
  runWaiting()
  const transactions: unknown[] = []
  editor.on('transaction', ({ transaction }) => transactions.push(transaction))
  const told: unknown[] = []
  awareness.on('change', (_clients: unknown, origin: unknown) => origin === 'local' && told.push(awareness.getLocalState()))
  return {
    editor,
    transactions,
    told,
    letters: (text: string) => editor.view.dispatch(editor.state.tr.insertText(text)),
    colleagueAt: (position: number) => {
      const { type, binding } = ySyncPluginKey.getState(editor.state)
      const at = absolutePositionToRelativePosition(position, type, binding.mapping)
      colleague.setLocalState({ user: { name: 'Ada', colorIndex: 1 }, cursor: { anchor: at, head: at } })
      applyAwarenessUpdate(awareness, encodeAwarenessUpdate(colleague, [colleague.clientID]), 'server')
    },
  }
}

function shownCarets(editor: Editor): (string | null)[] {
  return [...editor.view.dom.querySelectorAll('.remote-caret-label')].map(({ textContent }) => textContent)
}

/** The binding tells what it heard in a task of its own. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve)
  })
}
