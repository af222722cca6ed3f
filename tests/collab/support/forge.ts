/** Updates that no honest client writes, made byte by byte. */
import { createEncoder, toUint8Array, writeAny, writeUint8, writeVarString, writeVarUint, type Encoder } from 'lib0/encoding'
import * as Y from 'yjs'
import { copyOf } from './newsroom.ts'

export function bytes(write: (encoder: Encoder) => void): Uint8Array {
  const encoder = createEncoder()
  write(encoder)
  return toUint8Array(encoder)
}

/** An update that carries one struct; `body` writes what follows the client id and clock. */
export function oneStruct({ client, clock }: { client: number; clock: number }, body: (encoder: Encoder) => void): Uint8Array {
  return bytes((encoder) => {
    writeVarUint(encoder, 1)
    writeVarUint(encoder, 1)
    writeVarUint(encoder, client)
    writeVarUint(encoder, clock)
    body(encoder)
    writeVarUint(encoder, 0)
  })
}

export function collected(client: number, clock: number, length: number): Uint8Array {
  return oneStruct({ client, clock }, (encoder) => {
    writeUint8(encoder, 0)
    writeVarUint(encoder, length)
  })
}

/** Claims 33 million structs in seven bytes. */
export const MILLIONS_OF_STRUCTS = bytes((encoder) => {
  writeVarUint(encoder, 1)
  writeVarUint(encoder, 33_000_000)
  writeVarUint(encoder, 7)
  writeVarUint(encoder, 0)
})

export const MILLIONS_OF_CLIENTS = bytes((encoder) => writeVarUint(encoder, 2 ** 31))

export const MILLIONS_OF_DELETES = bytes((encoder) => {
  writeVarUint(encoder, 0)
  writeVarUint(encoder, 1)
  writeVarUint(encoder, 7)
  writeVarUint(encoder, 2 ** 31)
})

/** An attribute value nested `depth` arrays deep. */
export function nested(depth: number): Uint8Array {
  return oneStruct({ client: 7, clock: 0 }, (encoder) => {
    writeUint8(encoder, 8)
    writeVarUint(encoder, 1)
    writeVarString(encoder, 'content')
    writeVarUint(encoder, 1)
    for (let i = 0; i < depth; i++) {
      writeUint8(encoder, 117)
      writeVarUint(encoder, 1)
    }
    writeAny(encoder, null)
  })
}

/** What a client that holds `state` would send for one change of its document. */
export function edit(state: Uint8Array, change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  if (clientId !== undefined) doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  let deletes: Uint8Array | null = null
  doc.on('update', (update: Uint8Array) => (deletes = update))
  doc.transact(() => change(doc))
  const update = deletes ?? Y.encodeStateAsUpdate(doc, before)
  doc.destroy()
  return update
}

/** Puts a block of whatever kind at the end. */
export function block(name: string, attributes: Record<string, string | object> = {}): (doc: Y.Doc) => void {
  return (doc) => {
    const element = new Y.XmlElement(name)
    // Typed for strings alone; the wire takes any value.
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string)
    const root = doc.getXmlFragment('content')
    root.insert(root.length, [element])
  }
}

/** Puts a mark of whatever kind on the first character of the first paragraph. */
export function mark(name: string, value: unknown): (doc: Y.Doc) => void {
  return (doc) => copyOf(doc).format(0, 1, { [name]: value })
}
