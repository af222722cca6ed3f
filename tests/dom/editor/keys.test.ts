import type { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { DocJson } from '#lib/editor/doc-json.ts'
import { canonicalDocument } from '#lib/editor/canonical.ts'
import { checkDocument } from '#lib/editor/validate.ts'
import { asDocJson } from '#lib/editor/ydoc.ts'
import { article, block, claim, p, t, ydocOf } from '#tests/unit/editor/documents.ts'
import { openEditor } from './desk.ts'
import { Hands } from './hands.ts'

let editor: Editor | undefined

afterEach(() => editor?.destroy())

function open(json: DocJson): { hands: Hands; type: (text: string) => void; body: () => unknown; all: () => unknown } {
  const opened = openEditor(ydocOf(json))
  editor = opened
  return {
    hands: new Hands(opened, () => 0),
    type: (text) => opened.view.dispatch(opened.state.tr.insertText(text)),
    body: () => canonicalDocument(asDocJson(opened.getJSON())).content.slice(2),
    all: () => canonicalDocument(asDocJson(opened.getJSON())),
  }
}

/** The position after the given words. */
function after(words: string): number {
  let found = 0
  editor?.state.doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (at !== -1) found = pos + at + words.length
  })
  return found
}

describe('keys at the head of an article', () => {
  it('[DO-1c] Enter in the headline and the standfirst goes on to the next block and splits nothing', () => {
    const { hands, type, all } = open(article(p('Body')))
    hands.select(after('Putin'))
    hands.press('Enter')
    type('Analysis: ')
    hands.press('Enter')
    type('The ')
    expect(all()).toEqual({
      type: 'doc',
      content: [block('headline', 'Putin in Tehran'), block('standfirst', 'Analysis: Iran backs Moscow'), p('The Body')],
    })
  })

  it('[DO-1c] Enter in a caption begins a paragraph below the picture', () => {
    const { hands, type, body } = open(article({ type: 'image', attrs: { src: '/files/1' }, content: [block('caption', 'Tehran')] }, p('Body')))
    hands.select(after('Teh'))
    hands.press('Enter')
    type('New')
    expect(body()).toEqual([{ type: 'image', attrs: { src: '/files/1' }, content: [block('caption', 'Tehran')] }, p('New'), p('Body')])
  })

  it('[DO-1c] Backspace and Delete never merge headline, standfirst and body', () => {
    const json = article(p('Body'), p('More'))
    const { hands, all } = open(json)
    for (const words of ['Putin in Tehran', 'Iran backs Moscow']) {
      hands.select(after(words))
      hands.press('Delete')
    }
    for (const words of ['Body', 'Iran backs Moscow', 'Putin in Tehran']) {
      hands.select(after(words) - words.length)
      hands.press('Backspace')
    }
    expect(all()).toEqual(json)
  })

  it('[DO-1c] Backspace in an empty first paragraph takes it away', () => {
    const { hands, type, all } = open(article({ type: 'paragraph' }, p('Body')))
    hands.select(after('Moscow') + 2)
    hands.press('Backspace')
    type('!')
    expect(all()).toEqual({ type: 'doc', content: [block('headline', 'Putin in Tehran'), block('standfirst', 'Iran backs Moscow!'), p('Body')] })
  })

  it('[DO-1] a picture stays one when somebody makes its caption a heading or a list', () => {
    const json = article({ type: 'image', attrs: { src: '/files/1' }, content: [block('caption', 'Tehran')] }, p('Body'))
    const { hands, body } = open(json)
    hands.select(after('Teh'))
    editor?.commands.toggleHeading({ level: 2 })
    expect(body()).toEqual(json.content.slice(2))
  })
})

describe('typing at a claim', () => {
  it('[DO-1a] extends it only from inside', () => {
    const { hands, type } = open(article(p('He ', t('met leaders', claim('c1')), ' there')))
    hands.select(after('met leaders'))
    type('!')
    hands.select(after('He '))
    type('often ')
    hands.select(after('met '))
    type('Iranian ')
    expect(editor?.getJSON().content?.[2]).toEqual(p('He often ', t('met Iranian leaders', claim('c1')), '! there'))
  })
})

describe('pasting from elsewhere', () => {
  it('[DO-1b] leaves nothing that the server would refuse', () => {
    const { hands } = open(article(p('Body')))
    hands.select(after('Body'))
    editor?.view.pasteHTML(`<h1>One</h1><h6>Six</h6><ol start="-4" type="disc"><li>a<br>b</li></ol>
      <p><a href="javascript:alert(1)">x</a><a href="https://example.org/" title="${'t'.repeat(9000)}" target="_top" class="c">y</a><code><b>z</b></code></p>
      <img src="data:image/png;base64,AA"><img src="https://example.org/a.jpg" alt="${'a'.repeat(20_000)}"><img src="https://example.org/b.jpg" alt="2022"><h2 level="9">Level</h2>
      <table><tr><td colspan="5000" rowspan="x" align="justify" colwidth="abc">cell<table><tr><td>inner</td></tr></table></td></tr></table>
      <div data-embed="javascript:alert(1)">e</div><span data-claim="a b">bad id</span><span data-claim="c1" id="a b">good id</span><blockquote><h2>q</h2></blockquote><pre>code</pre>`)
    const { type } = ySyncPluginKey.getState(editor?.state ?? hands.editor.state)
    expect(checkDocument(type.doc)).toBe(null)
    expect(editor?.state.doc.textContent).toContain('inner')
  })

  it('[DO-1c] into the headline leaves one headline', () => {
    const { hands } = open(article(p('Body')))
    hands.select(after('Putin'))
    editor?.view.pasteHTML('<h1 data-headline>Other</h1><p data-standfirst>Stand</p><p>Text</p>')
    const names = hands.editor.state.doc.content.content.map((node) => node.type.name)
    expect(names.slice(0, 3)).toEqual(['headline', 'standfirst', 'paragraph'])
    expect(names.filter((name) => name === 'headline' || name === 'standfirst')).toHaveLength(2)
  })
})
