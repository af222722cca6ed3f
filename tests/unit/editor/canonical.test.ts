import { createHash } from 'node:crypto'
import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalDocument, canonicalString, contentHash } from '#lib/editor/canonical.ts'
import { placeClaimMark, stripClaimMark } from '#lib/editor/claim-marks.ts'
import { readDocument } from '#lib/editor/read.ts'
import { applyLogged } from '#lib/editor/ydoc.ts'
import { Network } from './network.ts'
import { article, block, claim, comment, p, t, ydocOf, ytextAt } from './documents.ts'

describe('the canonical document', () => {
  it('[DO-3] has no claims, comments, notes or default attributes, and joins what they had split', () => {
    const json = article(
      p(t('Iran ', claim('c1')), t('has ', claim('c1'), comment('n1')), t('supported', 'italic', 'bold')),
      block('note', 'call the embassy'),
      { type: 'heading', attrs: { level: 2 }, content: [t('Talks')] },
      { type: 'heading', attrs: { level: 3 }, content: [t('Grain')] },
      { type: 'image', attrs: { src: null, alt: 'x', credit: null, rights: null }, content: [{ type: 'caption', content: [] }] },
    )
    expect(canonicalDocument(json)).toEqual(
      article(
        p(t('Iran has '), t('supported', 'bold', 'italic')),
        block('heading', 'Talks'),
        { type: 'heading', attrs: { level: 3 }, content: [t('Grain')] },
        { type: 'image', attrs: { alt: 'x' }, content: [{ type: 'caption' }] },
      ),
    )
  })

  it('[DO-3] is still a document where notes were all that a block held', () => {
    const json = article(block('blockquote', block('note', 'ask')), block('note', 'call'))
    expect(canonicalDocument(json)).toEqual(article(block('blockquote', { type: 'paragraph' })))
    expect(canonicalDocument(article(block('note', 'call')))).toEqual(article({ type: 'paragraph' }))
  })

  it('[DO-3] is written by RFC 8785 and hashed behind its version', () => {
    const json = article(p('Kyïv \u20ac1,000'))
    const text =
      '{"content":[{"content":[{"text":"Putin in Tehran","type":"text"}],"type":"headline"},{"content":[{"text":"Iran backs Moscow","type":"text"}],"type":"standfirst"},{"content":[{"text":"Kyïv €1,000","type":"text"}],"type":"paragraph"}],"type":"doc"}'
    expect(canonicalString(json)).toBe(text)
    expect(contentHash(json)).toBe(createHash('sha256').update(`stet-content-v1\n${text}`).digest('hex'))
  })

  it('[DO-3] changes with every visible change', () => {
    const base = article(p('Iran has supported the invasion'))
    const others = [
      article(p('Iran has supported the invasion.')),
      article(p('Iran has ', t('supported', 'bold'), ' the invasion')),
      article(p('Iran has supported'), p('the invasion')),
      article(block('heading', 'Iran has supported the invasion')),
      article(p('Iran has\u00a0supported the invasion')),
      article(p(t('Iran has supported the invasion', { type: 'link', attrs: { href: 'https://example.org/' } }))),
    ]
    expect(new Set([base, ...others].map((json) => contentHash(json))).size).toBe(others.length + 1)
  })

  it('[DO-3] does not depend on the order in which marks were put on', () => {
    const one = article(p(t('x', 'bold', 'italic')))
    const other = article(p(t('x', 'italic', 'bold')))
    expect(contentHash(one)).toBe(contentHash(other))
  })

  it('[DO-3] refuses a node or mark that the schema does not know', () => {
    expect(() => contentHash(article({ type: 'video' }))).toThrow('no node type video')
    expect(() => contentHash(article(p(t('x', 'verified'))))).toThrow('no mark type verified')
    expect(() => contentHash(article({ type: '__proto__' }))).toThrow('no node type __proto__')
  })

  it('[DO-3] hashes half a surrogate pair as Yjs sends it to the others', () => {
    expect(contentHash(article(p('a\ud83d')))).toBe(contentHash(article(p('a\ufffd'))))
  })

  it('[DO-3a] is the same before and after tagging, overlapping tags and untagging', () => {
    fc.assert(
      fc.property(copyArbitrary, fc.array(rangeArbitrary, { maxLength: 6 }), (json, ranges) => {
        const ydoc = ydocOf(json)
        const size = readDocument(ydoc).doc.content.size
        const hash = contentHash(json)
        for (const [index, range] of ranges.entries()) {
          placeClaimMark(ydoc, { from: range.from % size, to: (range.from + range.length) % (size + 1) }, `c${index}`)
          expect(contentHash(ydoc)).toBe(hash)
        }
        stripClaimMark(ydoc, 'c0')
        expect(contentHash(ydoc)).toBe(hash)
      }),
      { numRuns: 200 },
    )
  })

  it('[DO-3b] is the same for peers that show the same copy, however their updates were merged', () => {
    fc.assert(
      fc.property(fc.array(editArbitrary, { minLength: 1, maxLength: 40 }), (edits) => {
        const origin = ydocOf(article(p('Iran has supported the invasion of Ukraine'), p('His statement underscored')))
        const network = new Network(origin, 3)
        for (const edit of edits) {
          const peer = network.docs[edit.peer] ?? origin
          const text = ytextAt(peer, 2 + (edit.block % 2))
          const at = edit.at % (text.length + 1)
          const length = Math.min(edit.length, text.length - at)
          if (edit.kind === 'insert') text.insert(at, edit.text)
          if (edit.kind === 'delete') text.delete(at, length)
          if (edit.kind === 'format') text.format(at, length, { bold: edit.at % 2 ? {} : null })
          for (let times = 0; times < edit.deliveries; times++) network.deliver((edit.peer + times) % 3)
        }
        network.settle()
        const hashes = new Set(network.docs.map((doc) => contentHash(doc)))
        expect(hashes.size).toBe(1)
        expect(new Set([contentHash(readFrom([Y.mergeUpdates(network.log)])), contentHash(readFrom(network.log))])).toEqual(hashes)
      }),
      { numRuns: 300 },
    )
  })
})

function readFrom(updates: readonly Uint8Array[]): Y.Doc {
  const ydoc = new Y.Doc()
  for (const update of updates) applyLogged(ydoc, update)
  return ydoc
}

const copyArbitrary = fc
  .array(fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 20 }), marks: fc.subarray(['bold', 'italic', 'code']) }), { maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((blocks) => article(...blocks.map((runs) => p(...runs.map((run) => t(run.text, ...run.marks))))))

const rangeArbitrary = fc.record({ from: fc.nat(200), length: fc.integer({ min: 1, max: 80 }) })

const editArbitrary = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'format'),
  peer: fc.nat(2),
  block: fc.nat(1),
  at: fc.nat(60),
  length: fc.integer({ min: 1, max: 10 }),
  text: fc.string({ minLength: 1, maxLength: 5 }),
  deliveries: fc.nat(3),
})
