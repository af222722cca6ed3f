import { fc } from '#tests/support/property.ts'
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { relativePositionToAbsolutePosition, absolutePositionToRelativePosition, ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { difference, RemoteEdits } from '#components/editor/remote-edits.ts'
import { showSpans, SpanMarks } from '#components/editor/span-marks.ts'
import { editorExtensions, FRAGMENT } from '#lib/editor/schema.ts'
import { article, p, ydocOf } from '#tests/unit/editor/documents.ts'

let mine: Editor
let theirs: Editor

beforeEach(() => {
  const origin = ydocOf(article(p('Iran backed Russia.'), p('Ships leave the port.'), p('Two officials said so.')))
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  for (const [doc, other] of [
    [here, there],
    [there, here],
  ] as const) {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(origin), 'wire')
    doc.on('update', (update: Uint8Array, from: unknown) => from !== 'wire' && Y.applyUpdate(other, update, 'wire'))
  }
  const open = (document: Y.Doc) =>
    new Editor({
      element: window.document.createElement('div'),
      extensions: [...editorExtensions, Collaboration.configure({ document, field: FRAGMENT }), RemoteEdits, SpanMarks],
    })
  mine = open(here)
  theirs = open(there)
})

afterEach(() => {
  mine.destroy()
  theirs.destroy()
})

const blocks = (editor: Editor) => editor.state.doc.content.content
const marked = () => [...mine.view.dom.querySelectorAll('.focused-span')].map(({ textContent }) => textContent)

/** Where these words begin. */
function at(editor: Editor, words: string): number {
  let found = -1
  editor.state.doc.descendants((node, pos) => {
    const index = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (index !== -1) found = pos + index
  })
  return found
}

const insert = (editor: Editor, before: string, text: string) => editor.view.dispatch(editor.state.tr.insertText(text, at(editor, before)))

describe("another's edit", () => {
  it('[WB-1g] leaves every paragraph that it does not touch the same object, so that no later letter compares them', () => {
    const before = blocks(mine)
    insert(theirs, 'Ships', 'Three ')
    const after = blocks(mine)
    expect(after[3]?.textContent).toBe('Three Ships leave the port.')
    expect(after.map((block, index) => block === before[index])).toEqual([true, true, true, false, true])
  })

  it('[WB-1g] does so again and again, also after letters of one’s own', () => {
    for (let time = 0; time < 3; time += 1) {
      insert(theirs, 'Ships', 'x')
      insert(mine, 'officials', 'y')
    }
    const before = blocks(mine)
    insert(theirs, 'Iran', 'And ')
    expect(blocks(mine).map((block, index) => block === before[index])).toEqual([true, true, false, true, true])
    expect(mine.getJSON()).toEqual(theirs.getJSON())
  })

  it('[WB-1g] takes away nothing that is shown at other words', () => {
    showSpans(mine, { focused: [{ from: at(mine, 'officials'), to: at(mine, ' said so') }] })
    insert(theirs, 'Ships', 'Three ')
    insert(theirs, 'Two', 'And ')
    expect(marked()).toEqual(['officials'])
  })

  it('[WB-1g] a paragraph put between, taken out or joined by another, too', () => {
    showSpans(mine, { focused: [{ from: at(mine, 'officials'), to: at(mine, ' said so') }] })
    theirs.chain().setTextSelection(at(theirs, 'leave')).splitBlock().run()
    expect(
      blocks(mine)
        .map(({ textContent }) => textContent)
        .slice(2),
    ).toEqual(['Iran backed Russia.', 'Ships ', 'leave the port.', 'Two officials said so.'])
    theirs.chain().setTextSelection(at(theirs, 'leave')).joinBackward().run()
    theirs.commands.undo()
    expect(mine.getJSON()).toEqual(theirs.getJSON())
    expect(marked()).toEqual(['officials'])
  })

  it('[WB-1g] places are the same as with nothing kept: each is found again where it is', () => {
    insert(theirs, 'Ships', 'Three ')
    theirs.chain().setTextSelection(at(theirs, 'leave')).splitBlock().run()
    insert(mine, 'Iran', 'So ')
    const binding: ProsemirrorBinding = ySyncPluginKey.getState(mine.state).binding
    mine.state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true
      for (let place = pos + 1; place <= pos + node.content.size; place += 1) {
        const relative = absolutePositionToRelativePosition(place, binding.type, binding.mapping)
        expect(relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping)).toBe(place)
      }
      return false
    })
  })
})

describe('the one step from a copy to another', () => {
  const text = fc.stringMatching(/^[ab ]{0,6}$/)
  const block = fc.oneof(
    text.map((words) => (words === '' ? { type: 'paragraph' } : p(words))),
    text.map((words) => ({ type: 'heading', attrs: { level: 2 }, content: words === '' ? [] : [{ type: 'text', text: words }] })),
    fc.array(text, { minLength: 1, maxLength: 3 }).map((items) => ({
      type: 'bulletList',
      content: items.map((words) => ({ type: 'listItem', content: [words === '' ? { type: 'paragraph' } : p(words)] })),
    })),
  )
  const copy = fc.array(block, { minLength: 1, maxLength: 4 }).map((content) => mine.schema.nodeFromJSON(article(...content)))

  it('[WB-1g] leads there exactly, or is none', () => {
    let steps = 0
    fc.assert(
      fc.property(copy, copy, (before, after) => {
        const step = difference(before, after)
        if (step === 'none') return before.eq(after)
        if (step !== null) steps += 1
        return step === null || step.apply(before).doc?.eq(after) === true
      }),
      { numRuns: 2000 },
    )
    expect(steps).toBeGreaterThan(1500)
  })
})
