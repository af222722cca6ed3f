import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { claimAttribute } from '#lib/editor/claim-marks.ts'
import type { NodeJson } from '#lib/editor/doc-json.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import { checkDocument, checkTypes, MAX_DEPTH } from '#lib/editor/validate.ts'
import type { DocumentFault } from '#lib/editor/validate.ts'
import { applyLogged } from '#lib/editor/ydoc.ts'
import { article, block, claim, comment, p, t, ydocOf, ytextAt } from './documents.ts'

const rich = article(
  p(t('bold', 'bold', claim('c1'), comment('n1')), t('link', { type: 'link', attrs: { href: 'https://example.org/', title: null } })),
  { type: 'heading', attrs: { level: 3 }, content: [t('Talks')] },
  { type: 'orderedList', attrs: { start: 3, type: 'a' }, content: [block('listItem', p('two'), block('bulletList', block('listItem', p('deep'))))] },
  { type: 'image', attrs: { src: '/files/1', alt: 'x', credit: 'AFP', rights: null }, content: [block('caption', t('Tehran', claim('c2')))] },
  { type: 'embed', attrs: { url: 'https://example.org/post/1' } },
  block('table', block('tableRow', { type: 'tableCell', attrs: { colspan: 2, rowspan: 1, colwidth: [100, 80], align: 'left' }, content: [p('year')] })),
  block('note', 'ask the desk'),
)

type Attack = (content: Y.XmlFragment, ydoc: Y.Doc) => void

const attacks: [code: DocumentFault['code'], what: string, attack: Attack][] = [
  ['unknown-root', 'another root type', (_, ydoc) => ydoc.getMap('meta').set('stage', 'approved')],
  ['unknown-root', 'a root called __proto__', (_, ydoc) => ydoc.getArray('__proto__').push([1])],
  ['unknown-node', 'a node that the schema does not know', (content) => content.push([new Y.XmlElement('iframe')])],
  ['unknown-node', 'a node called constructor', (content) => content.push([new Y.XmlElement('constructor')])],
  ['unknown-node', 'a text node as an element', (content) => content.push([new Y.XmlElement('text')])],
  ['unknown-node', 'a document in the document', (content) => content.push([new Y.XmlElement('doc')])],
  ['unknown-node', 'an XML hook', (content) => content.push([node(new Y.XmlHook('paragraph'))])],
  ['unknown-mark', 'a mark called verified', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { verified: {} })],
  ['unknown-mark', 'a mark called __proto__', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { ['__proto__']: {} })],
  ['unknown-mark', 'a claim without its hash', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { claim: { id: 'c9' } })],
  ['unknown-mark', 'a claim under the hash of another', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { [claimAttribute('c1')]: { id: 'c2' } })],
  ['unknown-mark', 'a second bold', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { 'bold--AAAAAAAA': {} })],
  ['unknown-claim', 'a claim that the server did not issue', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { [claimAttribute('c9')]: { id: 'c9' } })],
  ['unknown-attribute', 'an event handler on a paragraph', (content) => elementAt(content, 2).setAttribute('onclick', 'x')],
  ['unknown-attribute', '__proto__ on a paragraph', (content) => elementAt(content, 2).setAttribute('__proto__', 'x')],
  ['unknown-attribute', 'a verdict on a claim', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { [claimAttribute('c1')]: { id: 'c1', verdict: 'verified' } })],
  ['unknown-attribute', 'an attribute on a text', (_, ydoc) => ytextAt(ydoc, 2).setAttribute('x', 'y')],
  ['bad-value', 'a heading of level 1', (content) => elementAt(content, 3).setAttribute('level', attribute(1))],
  ['bad-value', 'a heading whose level is a text', (content) => elementAt(content, 3).setAttribute('level', '2')],
  ['bad-value', 'an object as a credit', (content) => elementAt(content, 5).setAttribute('credit', attribute({ toString: 'x' }))],
  ['bad-value', 'a shared type as an attribute', (content) => elementAt(content, 5).setAttribute('credit', attribute(new Y.Map()))],
  ['bad-value', 'a claim with an id that is none', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { [claimAttribute('a b')]: { id: 'a b' } })],
  ['bad-value', 'a NUL in a text', (_, ydoc) => ytextAt(ydoc, 2).insert(1, 'a\0b')],
  ['bad-value', 'a NUL in an attribute', (content) => elementAt(content, 5).setAttribute('alt', 'a\0b')],
  ['bad-value', 'a mark that is true', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { italic: true })],
  ['bad-link', 'a script as a link', (_, ydoc) => ytextAt(ydoc, 2).format(0, 2, { link: { href: 'javascript:alert(1)' } })],
  ['bad-link', 'data as an image', (content) => elementAt(content, 5).setAttribute('src', 'data:image/svg+xml,<svg onload=alert(1)>')],
  ['bad-link', 'a script as an embed', (content) => elementAt(content, 6).setAttribute('url', 'javascript:alert(1)')],
  ['bad-content', 'text beside the blocks', (content) => content.push([new Y.XmlText('loose')])],
  ['bad-content', 'a headline in a list', (content) => elementAt(content, 4).push([new Y.XmlElement('headline')])],
  ['bad-content', 'a table in a paragraph', (content) => elementAt(content, 2).push([new Y.XmlElement('table')])],
  ['bad-content', 'an object in a text', (_, ydoc) => ytextAt(ydoc, 2).insertEmbed(0, { image: 'x' })],
]

function elementAt(content: Y.XmlFragment, index: number): Y.XmlElement {
  const element = content.get(index)
  if (!(element instanceof Y.XmlElement)) throw new Error(`no element at ${index}`)
  return element
}

// Yjs is typed for honest callers; what a hostile client sends is not.
function attribute(value: unknown): string {
  return value as string
}

function node(value: unknown): Y.XmlElement {
  return value as Y.XmlElement
}

const options = { claimIds: new Set(['c1', 'c2']) }

describe('the check of a document', () => {
  it('[CO-8] [DO-9a] finds nothing in what an editor writes', () => {
    expect(checkDocument(ydocOf(rich), options)).toBe(null)
  })

  it.each(attacks)('[CO-8] [DO-9a] refuses (%s) %s, and changes nothing', (code, _, attack) => {
    const ydoc = ydocOf(rich)
    attack(ydoc.getXmlFragment(FRAGMENT), ydoc)
    // What the server has is what arrived, in a document where nobody has asked for a type by its kind.
    const server = new Y.Doc()
    applyLogged(server, Y.encodeStateAsUpdate(ydoc))
    const before = Y.encodeStateAsUpdate(server)
    expect(checkDocument(server, options)?.code).toBe(code)
    expect(Y.encodeStateAsUpdate(server)).toEqual(before)
  })

  it.each(attacks)('[CO-8] [DO-9a] refuses (%s) %s when it looks only at what the transaction touched', (code, _, attack) => {
    const ydoc = ydocOf(rich)
    const server = new Y.Doc()
    applyLogged(server, Y.encodeStateAsUpdate(ydoc))
    attack(ydoc.getXmlFragment(FRAGMENT), ydoc)
    let fault: DocumentFault | null = null
    server.on('afterTransaction', (transaction) => {
      fault = checkTypes(transaction.changed.keys(), { ...options, since: transaction.beforeState })
    })
    applyLogged(server, Y.encodeStateAsUpdate(ydoc))
    expect(fault).toMatchObject({ code })
  })

  it('[CO-8] [DO-9a] refuses what is nested deeper than any article', () => {
    const nested = (depth: number): NodeJson => (depth === 0 ? p('deep') : block('blockquote', nested(depth - 1)))
    expect(checkDocument(ydocOf(article(nested(MAX_DEPTH - 3))))).toBe(null)
    expect(checkDocument(ydocOf(article(nested(MAX_DEPTH))))?.code).toBe('too-deep')
  })

  it('[CO-8] [DO-9a] takes any well-formed claim id when it is not told which exist', () => {
    expect(checkDocument(ydocOf(article(p(t('x', claim('c9'))))))).toBe(null)
  })

  it('[CO-8] [DO-9b] lets pass what honest editors leave together and browsers repair', () => {
    const ydoc = ydocOf(rich)
    const content = ydoc.getXmlFragment(FRAGMENT)
    content.insert(2, [new Y.XmlElement('standfirst')])
    elementAt(elementAt(content, 5), 0).delete(0, 2)
    content.delete(0, 1)
    expect(checkDocument(ydoc, options)).toBe(null)
  })

  it.each([
    ['a headline more, and nothing less', false, { code: 'bad-content', detail: 'a second headline' }],
    ['a headline for another, that somebody else had replaced before', true, null],
  ])('[CO-8] [DO-9c] %s', (_name, takesAway, expected) => {
    const ydoc = ydocOf(rich)
    let fault: DocumentFault | null = null
    ydoc.on('afterTransaction', ({ changed, beforeState }) => (fault = checkTypes(changed.keys(), { since: beforeState, insertsOnly: !takesAway })))
    ydoc.getXmlFragment(FRAGMENT).insert(1, [new Y.XmlElement('headline')])
    expect(fault).toEqual(expected)
  })

  it('[CO-8] [DO-9b] lets pass deletions, also of a type that changed in the same transaction', () => {
    const ydoc = ydocOf(rich)
    const faults: unknown[] = []
    ydoc.on('afterTransaction', (transaction) => faults.push(checkTypes(transaction.changed.keys(), { since: transaction.beforeState })))
    ydoc.transact(() => {
      ytextAt(ydoc, 2).insert(0, 'x')
      ydoc.getXmlFragment(FRAGMENT).delete(2, 1)
    })
    expect(faults).toEqual([null])
  })

  it('[CO-8] [DO-9a] looks at a new block as a whole', () => {
    const ydoc = ydocOf(rich)
    const faults: (DocumentFault | null)[] = []
    ydoc.on('afterTransaction', (transaction) => faults.push(checkTypes(transaction.changed.keys(), { since: transaction.beforeState })))
    ydoc.transact(() => {
      const quote = new Y.XmlElement('blockquote')
      const script = new Y.XmlElement('script')
      quote.insert(0, [script])
      ydoc.getXmlFragment(FRAGMENT).push([quote])
    })
    expect(faults).toMatchObject([{ code: 'unknown-node', detail: 'script' }])
  })

  it('[CO-8] [DO-9a] answers, whatever it is given', () => {
    const names = fc.constantFrom('paragraph', 'headline', 'script', '__proto__', 'image', 'listItem', 'bulletList', 'toString')
    const value = fc.jsonValue({ maxDepth: 2 })
    const junk = fc.array(fc.record({ parent: names, child: names, key: fc.constantFrom('src', 'level', 'x', '__proto__'), value }), { maxLength: 6 })
    fc.assert(
      fc.property(junk, (parts) => {
        const ydoc = ydocOf(rich)
        for (const part of parts) {
          const element = new Y.XmlElement(part.parent)
          element.insert(0, [new Y.XmlElement(part.child)])
          element.setAttribute(part.key, attribute(part.value))
          ydoc.getXmlFragment(FRAGMENT).push([element])
        }
        const fault = checkDocument(ydoc)
        expect(fault === null || fault.detail.length <= 80).toBe(true)
      }),
    )
  })
})
