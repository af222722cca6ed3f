import { Editor, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { claimMarkViews, createClaimElements } from '#components/editor/claim-elements.ts'
import { countWords } from '#components/editor/count-words.ts'
import { placeholders } from '#components/editor/placeholders.ts'
import { readOnly } from '#components/editor/read-only.ts'
import { shortcutOf } from '#components/editor/shortcuts.ts'
import { smallestClaim } from '#components/workbench/smallest-claim.ts'
import { wordFor } from '#components/workbench/saved-word.ts'
import { editorExtensions, FRAGMENT } from '#lib/editor/schema.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { aClaim } from './workbench-claim.ts'

const editors: Editor[] = []
afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy()
})

const claim = (id: string) => ({ type: 'claim', attrs: { id } })

function anArticle(): Y.Doc {
  const doc = new Y.Doc()
  const content = [
    { type: 'headline', content: [{ type: 'text', text: 'Putin in Tehran' }] },
    { type: 'standfirst' },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'The trip was ' },
        { type: 'text', text: 'his second ', marks: [claim('one')] },
        { type: 'text', text: 'visit', marks: [claim('one'), claim('two')] },
        { type: 'text', text: ' this year.' },
      ],
    },
    { type: 'note', content: [{ type: 'text', text: 'Not counted at all' }] },
  ]
  Y.applyUpdate(doc, initialState({ type: 'doc', content }))
  return doc
}

function anEditor(doc: Y.Doc, { mayEdit = true, elements = createClaimElements(), extensions = [] as Extensions } = {}): Editor {
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    extensions: [
      ...editorExtensions,
      Collaboration.configure({ document: doc, field: FRAGMENT }),
      claimMarkViews(elements),
      readOnly(() => mayEdit),
      ...extensions,
    ],
  })
  editors.push(editor)
  return editor
}

describe('reading without the right to edit', () => {
  it('[WB-5] lets no local change through, and shows those of others', () => {
    const doc = anArticle()
    const reader = anEditor(doc, { mayEdit: false })
    reader.commands.insertContentAt(1, 'Mine ')
    expect(reader.getText()).not.toContain('Mine')

    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    anEditor(other).commands.insertContentAt(1, 'Theirs ')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(reader.state.doc.firstChild?.textContent).toBe('Theirs Putin in Tehran')
  })

  it('[WB-5] says so to assistive technology and stops input, and still lets the selection move', () => {
    const reader = anEditor(anArticle(), { mayEdit: false })
    const input = new InputEvent('beforeinput', { inputType: 'insertText', data: 'x', cancelable: true, bubbles: true })
    reader.view.dom.dispatchEvent(input)
    reader.commands.setTextSelection({ from: 1, to: 6 })
    expect([reader.view.dom.getAttribute('aria-readonly'), input.defaultPrevented, reader.state.selection.to]).toEqual(['true', true, 6])
  })
})

describe('claims in the text', () => {
  it('[WB-4b] are shown by their state, and change it without a change of the document', () => {
    const elements = createClaimElements()
    const editor = anEditor(anArticle(), { elements })
    const states = () => [...editor.view.dom.querySelectorAll<HTMLElement>('[data-claim]')].map(({ dataset }) => [dataset.claim, dataset.state])
    expect(new Set(states().map(([, state]) => state))).toEqual(new Set([undefined]))
    const dispatched = vi.fn<() => void>()
    editor.on('transaction', dispatched)
    elements.setLooks([
      { id: 'one', state: 'verified', number: 1, heldUp: false },
      { id: 'two', state: 'open', number: 2, heldUp: false },
    ])
    expect(states().every(([id, state]) => state === (id === 'one' ? 'verified' : 'open'))).toBe(true)
    elements.setLooks([{ id: 'two', state: 'reopened', number: 2, heldUp: false }])
    expect(new Map(states().map(([id, state]) => [id, state]))).toEqual(
      new Map([
        ['one', undefined],
        ['two', 'reopened'],
      ]),
    )
    expect(dispatched).not.toHaveBeenCalled()
  })

  it('[CL-8m] are marked where publication waits for a quote of theirs, and no more once it does not', () => {
    const elements = createClaimElements()
    const editor = anEditor(anArticle(), { elements })
    const marked = () => new Set([...editor.view.dom.querySelectorAll<HTMLElement>('[data-held-up]')].map(({ dataset }) => dataset.claim))
    const look = (heldUp: boolean) => elements.setLooks([{ id: 'one', state: 'verified', number: 1, heldUp }])
    look(true)
    expect(marked()).toEqual(new Set(['one']))
    look(false)
    expect(marked()).toEqual(new Set())
  })

  it('[WB-15] have their number on paper where their words end, once each', () => {
    const elements = createClaimElements()
    const editor = anEditor(anArticle(), { elements })
    const ends = () => [...editor.view.dom.querySelectorAll<HTMLElement>('[data-ends]')].map(({ dataset, textContent }) => [dataset.claim, textContent])
    elements.markEnds()
    expect(new Map(ends().map(([id, text]) => [id, text?.endsWith('visit')]))).toEqual(
      new Map([
        ['one', true],
        ['two', true],
      ]),
    )
    expect(ends()).toHaveLength(2)
    // Words typed behind it meanwhile move the end.
    editor.commands.insertContentAt(editor.state.doc.content.size - 2, 'x')
    elements.markEnds()
    expect(ends()).toHaveLength(2)
  })

  it('[WB-2d] open the one with the shortest wording where they overlap', () => {
    const [long, short] = [aClaim({ id: 'long', wording: 'his second visit' }), aClaim({ id: 'short', wording: 'second' })]
    expect([smallestClaim([long, short])?.id, smallestClaim([])]).toEqual(['short', undefined])
  })

  it('[WB-8] leave the word count to the copy: notes are not counted', () => {
    expect(countWords(anEditor(anArticle()).state.doc)).toBe(3 + 8)
  })
})

describe('an empty article', () => {
  it('[WB-8] says what goes where, and no longer says it of what has words', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, initialState({ type: 'doc', content: [{ type: 'headline' }, { type: 'standfirst' }, { type: 'paragraph' }] }))
    const editor = anEditor(doc, { extensions: [placeholders({ headline: 'Headline', standfirst: 'Standfirst', body: 'Begin' })] })
    const said = () => [...editor.view.dom.children].map((block) => block.getAttribute('data-placeholder'))
    expect(said()).toEqual(['Headline', 'Standfirst', 'Begin'])
    editor.commands.insertContentAt(1, 'Grain')
    expect(said()).toEqual([null, 'Standfirst', 'Begin'])
    editor.commands.insertContentAt(editor.state.doc.content.size, { type: 'paragraph' })
    expect(said()).toEqual([null, 'Standfirst', null, null])
    editor.commands.deleteRange({ from: 1, to: 6 })
    expect(said()).toEqual(['Headline', 'Standfirst', null, null])
  })
})

describe('the saved state in a word', () => {
  it.each([
    [{ kind: 'saved' }, false, true, 'connecting'],
    [{ kind: 'saved' }, true, true, 'saved'],
    [{ kind: 'saved' }, true, false, 'readOnly'],
    [{ kind: 'saving' }, true, true, 'saving'],
    [{ kind: 'not-saved', since: 0 }, true, true, 'unsaved'],
    [{ kind: 'offline', blocked: false }, true, true, 'offline'],
    [{ kind: 'offline', blocked: true }, false, true, 'stopped'],
    [{ kind: 'forbidden' }, true, true, 'stopped'],
    [{ kind: 'signed-out' }, true, true, 'stopped'],
    [{ kind: 'reload-needed', why: 'conflict', detail: '' }, true, true, 'stopped'],
  ] as const)('[WB-6] for %j, synced %s, with the right to edit %s, is %s', (saved, synced, mayEdit, word) => {
    expect(wordFor({ saved, synced }, mayEdit)).toBe(word)
  })
})

describe('the keys of the workbench', () => {
  const press = (code: string, keys: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'altGraph', boolean>>) =>
    shortcutOf({
      code,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      shiftKey: false,
      ...keys,
      getModifierState: (name) => name === 'AltGraph' && keys.altGraph === true,
    })

  it('[WB-7] tag with Ctrl-Alt-M and ⌘-Option-M, and leave AltGr-M to typing', () => {
    expect([
      press('KeyM', { ctrlKey: true, altKey: true }),
      press('KeyM', { metaKey: true, altKey: true }),
      press('KeyM', { ctrlKey: true, altKey: true, altGraph: true }),
      press('KeyM', {}),
    ]).toEqual(['tagClaim', 'tagClaim', null, null])
  })

  it('[WB-7] go to the verdict on the open claim', () => {
    expect([press('KeyV', { altKey: true }), press('KeyV', { ctrlKey: true })]).toEqual(['giveVerdict', null])
  })

  it('[WB-7] step through all claims, or with Shift through those to clear', () => {
    expect([
      press('KeyJ', { altKey: true }),
      press('KeyK', { altKey: true }),
      press('KeyJ', { altKey: true, shiftKey: true }),
      press('KeyK', { altKey: true, shiftKey: true }),
    ]).toEqual(['nextClaim', 'previousClaim', 'nextOpenClaim', 'previousOpenClaim'])
  })
})
