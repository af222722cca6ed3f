import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { canonicalDocument, contentHash } from '#lib/editor/canonical.ts'
import type { DocJson, MarkJson, NodeJson } from '#lib/editor/doc-json.ts'
import { restoreCopy } from '#lib/editor/restore-copy.ts'
import { checkDocument } from '#lib/editor/validate.ts'
import { asDocJson, docToJson } from '#lib/editor/ydoc.ts'
import { article, block, claim, copyOfDoc, p, t, ydocOf, ytextAt } from './documents.ts'

const link = (href: string): MarkJson => ({ type: 'link', attrs: { href, title: null } })

/** Few words, so that texts are often nearly the same. */
const words = fc
  .array(fc.constantFrom('grain', 'deal', 'Iran', 'backs', 'Moscow', '20', 'drones', '“said”', 'a 🌾', 'U\u00a0N'), { minLength: 1, maxLength: 8 })
  .map((list) => list.join(' '))
const marks = fc.uniqueArray(fc.constantFrom<MarkJson>({ type: 'bold' }, { type: 'italic' }, link('https://a.example/'), link('https://b.example/')), {
  maxLength: 2,
  selector: ({ type }) => type,
})
const inline: fc.Arbitrary<NodeJson[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.tuple(words, marks).map(([text, on]) => t(text, ...on)) },
    { weight: 1, arbitrary: fc.constant<NodeJson>({ type: 'hardBreak' }) },
  ),
  { maxLength: 4 },
)
const paragraph = inline.map((content) => block('paragraph', ...content))
const item = fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => block('listItem', ...content))
const body: fc.Arbitrary<NodeJson> = fc.oneof(
  { weight: 6, arbitrary: paragraph },
  { weight: 2, arbitrary: fc.tuple(inline, fc.constantFrom(2, 3)).map(([content, level]) => ({ ...block('heading', ...content), attrs: { level } })) },
  { weight: 1, arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map((content) => block('bulletList', ...content)) },
  { weight: 1, arbitrary: fc.array(paragraph, { minLength: 1, maxLength: 2 }).map((content) => block('blockquote', ...content)) },
  { weight: 1, arbitrary: inline.map((content) => ({ type: 'image', attrs: { src: '/files/1' }, content: [block('caption', ...content)] })) },
  { weight: 1, arbitrary: fc.constant(block('horizontalRule')) },
)
const documents = fc
  .tuple(words, words, fc.array(body, { minLength: 1, maxLength: 6 }))
  .map(([headline, standfirst, blocks]) => asDocJson({ type: 'doc', content: [block('headline', headline), block('standfirst', standfirst), ...blocks] }))

const MARKERS = ['①', '②', '③', '④']

function restored(ydoc: Y.Doc, version: DocJson): Uint8Array | null {
  ydoc.clientID = 1
  return restoreCopy(ydoc, canonicalDocument(version))
}

describe('restoring a version', () => {
  it('[RE-8c] says exactly what the version said, whatever stands now, and is an edit that the server takes', () => {
    fc.assert(
      fc.property(documents, documents, (now, version) => {
        const ydoc = ydocOf(now)
        const other = copyOfDoc(ydoc, 9)
        const update = restored(ydoc, version)
        if (update) Y.applyUpdate(other, update)
        expect(canonicalDocument(docToJson(ydoc))).toEqual(canonicalDocument(version))
        expect(contentHash(other)).toBe(contentHash(version))
        expect(checkDocument(other)).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  it('[RE-8c] writes nothing when the copy says it already', () => {
    fc.assert(
      fc.property(documents, (version) => {
        expect(restored(ydocOf(version), version)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })

  it('[RE-8c] and what others type meanwhile come together the same way for everyone, and nothing stands there twice', () => {
    fc.assert(
      fc.property(documents, documents, fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 }), (now, version, typed) => {
        const server = ydocOf(now)
        const writer = copyOfDoc(server, 9)
        for (const [index, [blockAt, at]] of typed.entries()) typeAt(writer, blockAt, at, MARKERS[index] ?? '')
        const writerUpdate = Y.encodeStateAsUpdate(writer)
        const update = restored(server, version)
        Y.applyUpdate(server, writerUpdate)
        if (update) Y.applyUpdate(writer, update)
        expect(contentHash(writer)).toBe(contentHash(server))
        const text = JSON.stringify(docToJson(server))
        for (const marker of MARKERS) expect(text.split(marker).length).toBeLessThanOrEqual(2)
        // Their own words aside, the copy is the version: nothing of it was doubled or lost.
        const lengthOf = (json: unknown) =>
          [...JSON.stringify(json).matchAll(/"text":"([^"]*)"/g)]
            .map(([, words]) => words)
            .join('')
            .replace(/[①②③④]/g, '').length
        expect(lengthOf(canonicalDocument(docToJson(server)))).toBe(lengthOf(canonicalDocument(version)))
      }),
      { numRuns: 300 },
    )
  })

  it('[RE-8c] keeps what somebody types at that moment in a paragraph that stays', () => {
    const server = ydocOf(article(p('The deal was reached in Istanbul on Monday.'), p('It is off.')))
    const writer = copyOfDoc(server, 9)
    ytextAt(writer, 2).insert('The deal'.length, ', aides say,')
    const update = restored(server, article(p('The deal was reached in Istanbul on Friday.'), p('It holds.'), p('Wheat leaves Odesa.')))
    Y.applyUpdate(writer, update ?? new Uint8Array())
    expect(ytextAt(writer, 2).toString()).toBe('The deal, aides say, was reached in Istanbul on Friday.')
    expect(writer.getXmlFragment('content').length).toBe(5)
  })

  it('[RE-8d] leaves claims on the words that stay, and puts the words of a claim back inside it', () => {
    const ydoc = ydocOf(article(p(t('Iran sold ', claim('c1')), t('30', claim('c1'), claim('c2')), t(' drones', claim('c1')), ' to Moscow')))
    restored(ydoc, article(p('Iran sold 20 drones to Moscow')))
    expect([...claimAnchors(ydoc).values()].map(({ id, wording, runs }) => [id, wording, runs.length])).toEqual([
      ['c1', 'Iran sold 20 drones', 1],
      ['c2', '20', 1],
    ])
  })

  it('[RE-8d] leaves editorial notes where they stand', () => {
    const ydoc = ydocOf(article(p('One.'), block('note', 'call the ministry'), p('Two.')))
    restored(ydoc, article(p('One!'), p('Three.')))
    expect(
      docToJson(ydoc)
        .content.slice(2)
        .map(({ type }) => type),
    ).toEqual(['paragraph', 'note', 'paragraph'])
  })

  it('[RE-8c] does not search for ever in a text that was all rewritten', () => {
    const text = (from: number) => Array.from({ length: 6_000 }, (_, index) => `w${from + index}`).join(' ')
    const ydoc = ydocOf(article(p(`same ${text(0)} end`)))
    const version = article(p(`same ${text(1_000_000)} end`))
    restored(ydoc, version)
    expect(contentHash(ydoc)).toBe(contentHash(version))
  })
})

/** Types into the text that is nearest, as somebody does who does not know of the restore. */
function typeAt(ydoc: Y.Doc, blockAt: number, at: number, text: string): void {
  const root = ydoc.getXmlFragment('content')
  const element = root.get(blockAt % root.length)
  const first = element instanceof Y.XmlElement && element.length > 0 ? element.get(0) : null
  if (first instanceof Y.XmlText) first.insert(at % (first.length + 1), text)
}
