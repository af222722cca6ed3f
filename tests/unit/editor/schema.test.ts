import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { FRAGMENT, schema, SERVER_CLIENT_ID } from '#lib/editor/schema.ts'
import { applyLogged, docToJson, emptyDoc, initialState } from '#lib/editor/ydoc.ts'
import { isImageSrc, isLinkHref } from '#lib/editor/urls.ts'
import { article, block, claim, comment, copyOfDoc, p, t, ydocOf, ytextAt } from './documents.ts'

const everything = article(
  p(t('bold', 'bold'), t('italic', 'italic'), t('under', 'underline'), t('strike', 'strike'), t('2', 'subscript'), t('3', 'superscript'), t('code', 'code')),
  p(t('link', { type: 'link', attrs: { href: 'https://example.org/', title: null } }), { type: 'hardBreak' }, t('after')),
  { type: 'heading', attrs: { level: 3 }, content: [t('Talks')] },
  block('bulletList', block('listItem', p('one'))),
  { type: 'orderedList', attrs: { start: 3, type: null }, content: [block('listItem', p('two'), block('bulletList', block('listItem', p('deep'))))] },
  block('blockquote', p('said')),
  block('pullQuote', 'epicenter'),
  {
    type: 'image',
    attrs: { src: 'https://example.org/a.jpg', alt: 'Two men', credit: 'AFP', rights: null },
    content: [block('caption', t('Tehran', claim('c1')))],
  },
  { type: 'embed', attrs: { url: 'https://example.org/post/1' } },
  block('table', block('tableRow', { type: 'tableHeader', attrs: { colspan: 1, rowspan: 1, colwidth: null, align: null }, content: [p('year')] })),
  { type: 'horizontalRule' },
  block('note', 'ask the desk'),
)

describe('the schema of an article', () => {
  it('[DO-1] holds every block and mark, and a Y.Doc gives back what was put in', () => {
    schema.nodeFromJSON(everything).check()
    expect(docToJson(ydocOf(everything))).toEqual(everything)
  })

  it('[DO-1] begins with one headline and one standfirst', () => {
    expect(schema.nodes.doc?.spec.content).toBe('headline standfirst block+')
    expect(() => schema.nodeFromJSON({ type: 'doc', content: [p('no headline')] }).check()).toThrow(RangeError)
  })

  it('[DO-1a] lets claims and comments overlap freely, also on the way through Yjs and back', () => {
    const json = article(
      p(
        t('Iran ', claim('c1')),
        t('has supported ', claim('c1'), claim('c2'), comment('n1')),
        t('the invasion', 'bold', claim('c1'), claim('c2'), claim('c3')),
        t(' of Ukraine', claim('c3')),
      ),
    )
    const once = ydocOf(json)
    const bound = yXmlFragmentToProseMirrorRootNode(once.getXmlFragment(FRAGMENT), schema)
    expect(sets(docToJson(once))).toEqual(sets(json))
    expect(sets(bound.toJSON())).toEqual(sets(json))
    expect(sets(docToJson(ydocOf(docToJson(once))))).toEqual(sets(json))
  })

  it('[DO-1a] keeps a claim on words that are set as code', () => {
    const code = schema.mark('code')
    expect(code.addToSet([schema.mark('claim', { id: 'c1' })]).map((mark) => mark.type.name)).toEqual(['code', 'claim'])
  })

  it('[DO-1b] links only to http, https and mailto addresses', () => {
    const good = ['https://example.org/a?b#c', 'http://example.org', 'mailto:desk@example.org']
    const bad = [
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      '/relative',
      '//example.org',
      'ftp://example.org',
      '',
      null,
      7,
    ]
    expect(good.map(isLinkHref)).toEqual(good.map(() => true))
    expect(bad.map(isLinkHref)).toEqual(bad.map(() => false))
  })

  it('[DO-1b] shows images from the web or from our own files only', () => {
    expect(['https://example.org/a.jpg', '/files/abc'].map(isImageSrc)).toEqual([true, true])
    const bad = ['data:image/svg+xml,<svg/>', '//example.org/a.jpg', '/\\example.org/a.jpg', 'javascript:1', 'a.jpg']
    expect(bad.map(isImageSrc)).toEqual(bad.map(() => false))
  })
})

describe('the first state', () => {
  it('[DO-2] is written under the client id 1 alone and reads as the document it was made from', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, initialState(everything))
    expect([...ydoc.store.clients.keys()]).toEqual([1])
    expect(docToJson(ydoc)).toEqual(everything)
  })

  it('[DO-2] is refused for JSON that is not an article', () => {
    expect(() => initialState({ type: 'doc', content: [p('x')] })).toThrow(RangeError)
  })

  it('[DO-2] of an empty article has its headline, its standfirst and a paragraph to write in', () => {
    expect(emptyDoc({ headline: 'Grain deal nears' })).toEqual({
      type: 'doc',
      content: [block('headline', 'Grain deal nears'), { type: 'standfirst' }, { type: 'paragraph' }],
    })
  })
})

describe('reading a Y.Doc', () => {
  it('[DO-4] changes nothing, even where the binding would delete what the schema refuses', () => {
    const ydoc = ydocOf(article(p('kept'), p('broken')))
    ytextAt(ydoc, 3).format(0, 3, { unheardOf: {} })
    ydoc.getXmlFragment(FRAGMENT).push([new Y.XmlElement('video')])
    const before = Y.encodeStateAsUpdate(ydoc)
    expect(docToJson(ydoc).content.slice(2)).toEqual([p('kept'), { type: 'paragraph' }])
    expect(Y.encodeStateAsUpdate(ydoc)).toEqual(before)
  })

  it('[DO-4] shows what the binding would show where concurrent edits left two standfirsts', () => {
    const ydoc = ydocOf(article(p('body')))
    const second = new Y.XmlElement('standfirst')
    second.insert(0, [new Y.XmlText('again')])
    ydoc.getXmlFragment(FRAGMENT).insert(2, [second])
    const doc = schema.nodeFromJSON(docToJson(ydoc))
    doc.check()
    expect(doc.textContent).toContain('again')
    expect(doc.textContent).toContain('body')
  })
})

describe('applying the log on a server', () => {
  it('[DO-3c] removes no formatting on its own, so that text which arrives late is formatted as everywhere', () => {
    const origin = ydocOf(article(p('Iran has')))
    const [one, two] = [copyOfDoc(origin, 2), copyOfDoc(origin, 3)]
    const updates: Uint8Array[] = []
    one.on('update', (update) => updates.push(update))
    ytextAt(two, 2).format(3, 1, { bold: {} })
    updates.push(Y.encodeStateAsUpdate(two, Y.encodeStateVector(origin)))
    ytextAt(one, 2).insert(4, 'ian leaders')
    ytextAt(one, 2).delete(0, 4)
    const [bold, typed, deleted] = updates
    const inOrder = copyOfDoc(origin, 4)
    const server = copyOfDoc(origin, 5)
    const plain = copyOfDoc(origin, 6)
    for (const update of [bold, typed, deleted]) if (update) Y.applyUpdate(inOrder, update)
    for (const update of [bold, deleted, typed]) if (update) applyLogged(server, update)
    for (const update of [bold, deleted, typed]) if (update) Y.applyUpdate(plain, update)
    expect(docToJson(server)).toEqual(docToJson(inOrder))
    expect(docToJson(plain)).not.toEqual(docToJson(inOrder))
  })

  it('[DO-3c] keeps the client id under which the server writes', () => {
    const ydoc = new Y.Doc()
    ydoc.clientID = SERVER_CLIENT_ID
    applyLogged(ydoc, initialState(everything))
    expect(ydoc.clientID).toBe(SERVER_CLIENT_ID)
  })
})

/** Texts with the set of their marks: overlapping marks have no order. */
function sets(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json), (key, value: unknown) =>
    key === 'marks' && Array.isArray(value) ? value.map((mark) => JSON.stringify(mark)).toSorted() : value,
  )
}
