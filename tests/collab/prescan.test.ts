import { fc } from '#tests/support/property.ts'
import { writeVarString, writeVarUint, writeUint8 } from 'lib0/encoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { scanUpdate, type ScanResult } from '#lib/collab/prescan.ts'
import { addParagraph } from './support/newsroom.ts'
import { bytes, collected, MILLIONS_OF_CLIENTS, MILLIONS_OF_DELETES, MILLIONS_OF_STRUCTS, nested, oneStruct } from './support/forge.ts'

function scan(update: Uint8Array): ScanResult {
  return scanUpdate(update, DEFAULT_LIMITS)
}

function faultOf(update: Uint8Array): string {
  const result = scan(update)
  return result.ok ? 'taken' : result.fault
}

describe('the scan before yjs', () => {
  it('[CO-8a] reads from honest updates what yjs itself reads from them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 40 }), fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 40 }), (steps) => {
        const doc = new Y.Doc()
        addParagraph(doc, 'Grain 🌾')
        for (const [kind, at, text] of steps) change(doc, kind, at, text)
        const update = Y.encodeStateAsUpdate(doc)
        const result = scan(update)
        if (!result.ok) throw new Error(result.detail)
        const { structs, ds } = Y.decodeUpdate(update)
        const ends = new Map(structs.map((struct) => [struct.id.client, struct.id.clock + struct.length]))
        expect(new Map(result.scanned.structs.map((range) => [range.client, range.to]))).toEqual(ends)
        const deletes = [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => ({ client, from: clock, to: clock + len })))
        expect(result.scanned.deletes).toEqual(deletes)
      }),
      { numRuns: 200 },
    )
  })

  it('[CO-8a] never throws and never takes long, whatever the bytes', () => {
    const start = performance.now()
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        scan(noise)
      }),
      { numRuns: 20_000 },
    )
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  it('[CO-8a] takes no mutation of an honest update that yjs would then choke on', () => {
    const doc = new Y.Doc()
    addParagraph(doc, 'Putin met with Iranian and Turkish leaders.')
    addParagraph(doc, 'The trip was his second.')
    const honest = Y.encodeStateAsUpdate(doc)
    fc.assert(
      fc.property(fc.nat({ max: honest.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const mutated = honest.slice()
        mutated[at] = byte
        const result = scan(mutated)
        if (result.ok) expect(() => Y.decodeUpdate(mutated)).not.toThrow()
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    ['33 million structs in seven bytes', MILLIONS_OF_STRUCTS, 'malformed'],
    ['two billion clients in five bytes', MILLIONS_OF_CLIENTS, 'malformed'],
    ['two billion deletions', MILLIONS_OF_DELETES, 'malformed'],
    ['a collected struct of length 2^50', collected(7, 0, 2 ** 50), 'limit'],
    ['a collected struct of length 0', collected(7, 0, 0), 'malformed'],
    ['a value nested 200,000 deep', nested(200_000), 'limit'],
    ['an empty message', new Uint8Array(), 'malformed'],
    [
      'a root type other than content',
      oneStruct({ client: 7, clock: 0 }, (e) => (writeUint8(e, 4), writeVarUint(e, 1), writeVarString(e, '__proto__'), writeVarString(e, 'x'))),
      'schema',
    ],
    [
      'a subdocument',
      oneStruct(
        { client: 7, clock: 0 },
        (e) => (writeUint8(e, 9), writeVarUint(e, 1), writeVarString(e, 'content'), writeVarString(e, 'guid'), writeUint8(e, 126)),
      ),
      'schema',
    ],
    ['an update with a hole', oneStruct({ client: 7, clock: 0 }, (e) => (writeUint8(e, 10), writeVarUint(e, 5))), 'missing'],
    [
      'an attribute named __proto__',
      oneStruct(
        { client: 7, clock: 1 },
        (e) => (
          writeUint8(e, 0x28),
          writeVarUint(e, 0),
          writeVarUint(e, 7),
          writeVarUint(e, 0),
          writeVarString(e, '__proto__'),
          writeVarUint(e, 1),
          writeUint8(e, 126)
        ),
      ),
      'schema',
    ],
    [
      'a mark whose value hides __proto__',
      oneStruct(
        { client: 7, clock: 0 },
        (e) => (writeUint8(e, 6), writeVarUint(e, 1), writeVarString(e, 'content'), writeVarString(e, 'link'), writeVarString(e, '{"\\u005f_proto__":1}')),
      ),
      'schema',
    ],
    [
      'a struct that points at itself',
      oneStruct({ client: 7, clock: 3 }, (e) => (writeUint8(e, 0x84), writeVarUint(e, 7), writeVarUint(e, 3), writeVarString(e, 'x'))),
      'malformed',
    ],
    ['bytes after the end', bytes((e) => (writeVarUint(e, 0), writeVarUint(e, 0), writeVarUint(e, 1))), 'malformed'],
  ])('[CO-8a] refuses %s', (_name, update, fault) => {
    const start = performance.now()
    expect(faultOf(update)).toBe(fault)
    expect(performance.now() - start).toBeLessThan(200)
  })
})

function change(doc: Y.Doc, kind: number, at: number, text: string): void {
  const root = doc.getXmlFragment('content')
  const block = root.get(at % Math.max(1, root.length))
  const words = block instanceof Y.XmlElement ? block.get(0) : null
  if (!(words instanceof Y.XmlText)) return addParagraph(doc, text)
  if (kind === 0) addParagraph(doc, text)
  else if (kind === 1) words.insert(at % (words.length + 1), text, { strong: {} })
  else if (kind === 2) words.delete(0, Math.min(at, words.length))
  else root.delete(at % root.length, 1)
}
