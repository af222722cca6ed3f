import type { Editor } from '@tiptap/core'
import { AllSelection } from '@tiptap/pm/state'
import { afterEach, describe, expect, it } from 'vitest'
import { canonicalDocument } from '#lib/editor/canonical.ts'
import type { DocJson, NodeJson } from '#lib/editor/doc-json.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { asDocJson } from '#lib/editor/ydoc.ts'
import { article, block, claim, p, t, ydocOf } from '#tests/unit/editor/documents.ts'
import { openEditor } from './desk.ts'
import { Hands } from './hands.ts'

const opened: Editor[] = []

afterEach(() => {
  for (const editor of opened.splice(0)) editor.destroy()
})

function open(json: DocJson) {
  const ydoc = ydocOf(json)
  const editor = openEditor(ydoc)
  opened.push(editor)
  const { view } = editor
  return {
    editor,
    ydoc,
    hands: new Hands(editor, () => 0),
    all: () => canonicalDocument(asDocJson(editor.getJSON())).content,
    selectAll: () => view.dispatch(view.state.tr.setSelection(new AllSelection(view.state.doc))),
    plain: (text: string) => view.pasteText(text),
    html: (html: string) => view.pasteHTML(html),
    /** What stands at the caret then shows where it was left. */
    type: (text: string) => view.dispatch(view.state.tr.insertText(text)),
  }
}

function copy(headline: string, standfirst: string, ...body: NodeJson[]): NodeJson[] {
  return [headline ? block('headline', headline) : { type: 'headline' }, standfirst ? block('standfirst', standfirst) : { type: 'standfirst' }, ...body]
}

function doc(...content: NodeJson[]): DocJson {
  return { type: 'doc', content }
}

const whole = doc(
  block('headline', t('Putin', claim('c1')), ' in Tehran'),
  block('standfirst', 'Iran backs Moscow'),
  p('He ', t('met leaders', claim('c2')), '.'),
  block('bulletList', block('listItem', p('Grain'))),
  p('It ended.'),
)
const empty = doc(...copy('', '', { type: 'paragraph' }))

describe('pasting at the head of an article', () => {
  it('[DO-1d] [CL-4] an article that was cut as a whole and pasted again is what it was, with its claims', () => {
    const { editor, ydoc, hands, all, selectAll, html } = open(whole)
    const before = all()
    selectAll()
    const cut = hands.copied()
    editor.view.dispatch(editor.state.tr.deleteSelection())
    expect(all()).toEqual(copy('', '', { type: 'paragraph' }))
    html(cut)
    expect(all()).toEqual(before)
    expect([...claimAnchors(ydoc).values()].map(({ id, wording }) => [id, wording])).toEqual([
      ['c1', 'Putin'],
      ['c2', 'met leaders'],
    ])
  })

  it('[DO-1d] a whole article fills an empty one, as plain text too, and takes the place of one that is selected as a whole', () => {
    const source = open(whole)
    source.selectAll()
    const copied = source.hands.copied()
    const expected = copy('Putin in Tehran', 'Iran backs Moscow', p('He met leaders.'), block('bulletList', block('listItem', p('Grain'))), p('It ended.'))

    const target = open(empty)
    target.hands.select(1)
    target.html(copied)
    expect(target.all()).toEqual(expected)

    const plain = open(empty)
    plain.hands.select(1)
    plain.plain('Putin in Tehran\n\nIran backs Moscow\n\nHe met leaders.\n\nIt ended.')
    plain.type(' Here.')
    expect(plain.all()).toEqual(copy('Putin in Tehran', 'Iran backs Moscow', p('He met leaders.'), p('It ended. Here.')))

    const other = open(article(p('Body'), p('More')))
    other.selectAll()
    other.html(copied)
    expect(other.all()).toEqual(expected)
    other.selectAll()
    other.plain('One\nTwo\nThree')
    expect(other.all()).toEqual(copy('One', 'Two', p('Three')))
    other.selectAll()
    other.plain('One alone')
    expect(other.all()).toEqual(copy('One alone', '', { type: 'paragraph' }))
  })

  it('[DO-1d] the first line goes to the caret in the headline, the rest begins the standfirst or the body', () => {
    const { hands, all, plain, type } = open(article(p('Body')))
    hands.select(1 + 'Putin'.length)
    plain('!\nSecond\nThird')
    type('.')
    expect(all()).toEqual(copy('Putin! in Tehran', 'Iran backs Moscow', p('Second'), p('Third.'), p('Body')))

    const bare = open(doc(...copy('Putin', '', p('Body'))))
    bare.hands.select(6)
    bare.html('<p>!</p><p>Second<br>line</p>')
    bare.type('.')
    expect(bare.all()).toEqual(copy('Putin!', 'Second', p('line.'), p('Body')))
  })

  it('[DO-1d] in the standfirst too, and where the selection goes on into the body', () => {
    const { hands, all, html } = open(article(p('Body'), p('More')))
    hands.select(18, 18 + 4)
    html('<h1>Tehran</h1><h2>Below</h2><p>Text</p>')
    expect(all()).toEqual(copy('Putin in Tehran', 'Tehran backs Moscow', block('heading', 'Below'), p('Text'), p('Body'), p('More')))

    const over = open(article(p('Body'), p('More')))
    const { size } = over.editor.state.doc.content
    over.hands.select(7, size - 3)
    over.plain('One\nTwo\nThree')
    expect(over.all()).toEqual(copy('Putin Onere', 'Two', p('Three')))
  })

  it('[DO-1d] lists, tables and pictures stay what they are in the body', () => {
    const { hands, all, html } = open(empty)
    hands.select(1)
    html('<ul><li>One</li><li>Two</li></ul><table><tr><td>1</td></tr></table><figure data-image><img src="/files/1"><figcaption>Tehran</figcaption></figure>')
    const body = [
      block('bulletList', block('listItem', p('Two'))),
      block('table', block('tableRow', block('tableCell', p('1')))),
      { type: 'image', attrs: { src: '/files/1' }, content: [block('caption', 'Tehran')] },
    ]
    expect(all()).toEqual(copy('One', '', ...body))
  })

  it('[DO-1d] words without a block of their own stay in their line', () => {
    const { hands, all, html, plain } = open(article(p('Body')))
    hands.select(6)
    html('<b>!</b>')
    plain('?')
    expect(all()).toEqual([block('headline', 'Putin', t('!?', 'bold'), ' in Tehran'), block('standfirst', 'Iran backs Moscow'), p('Body')])
  })

  it('[DO-1d] a headline and a standfirst that are pasted in the body are paragraphs there', () => {
    const source = open(whole)
    source.selectAll()
    const copied = source.hands.copied()
    const { hands, all, html, editor } = open(article(p('Body')))
    hands.select(editor.state.doc.content.size - 1)
    html(copied)
    const body = [
      p('Body'),
      p('Putin in Tehran'),
      p('Iran backs Moscow'),
      p('He met leaders.'),
      block('bulletList', block('listItem', p('Grain'))),
      p('It ended.'),
    ]
    expect(all()).toEqual(copy('Putin in Tehran', 'Iran backs Moscow', ...body))
  })
})
