import { fc } from '#tests/support/property.ts'
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { underFreshId } from '#lib/client/collab/fresh-id.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { addParagraph, article, copyOf } from '#tests/collab/support/newsroom.ts'

const first = initialState(article('Grain deal nears'))

function docOf(...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const change = fc.record({ kind: fc.constantFrom('insert', 'delete', 'format', 'paragraph'), at: fc.nat({ max: 40 }) })

function make(doc: Y.Doc, { kind, at }: { kind: string; at: number }): void {
  const copy = copyOf(doc)
  if (kind === 'paragraph') addParagraph(doc, `paragraph ${at}`)
  else if (kind === 'insert' || copy.length === 0) copy.insert(at % (copy.length + 1), 'word ')
  else if (kind === 'delete') copy.delete(at % copy.length, 1)
  else copy.format(at % copy.length, 1, { bold: {} })
}

it('[CO-8b] under a fresh client id the same copy stands, whatever of it was stored before', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.array(change, { maxLength: 20 }), (stored, unsent) => {
      const tab = docOf(first)
      for (const each of stored) make(tab, each)
      const server = Y.encodeStateAsUpdate(tab)
      const known = Y.decodeStateVector(Y.encodeStateVector(tab))
      for (const each of unsent) make(tab, each)
      const fresh = docOf(server, underFreshId(tab, { known, to: 4_000_000_000 }))
      expect(contentHash(fresh)).toBe(contentHash(tab))
      expect(Y.getState(fresh.store, tab.clientID)).toBe(known.get(tab.clientID) ?? 0)
    }),
    { numRuns: 300 },
  )
})
