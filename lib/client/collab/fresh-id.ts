/**
 * What one tab wrote and nobody else holds yet, rewritten to another Yjs client id. Used when the id under which it
 * was written turns out to be somebody else's: under that id it can never be stored.
 */
import { writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

interface Move {
  from: number
  to: number
  /** First clock that moves; it becomes 0. */
  base: number
}

/**
 * An update of what the document holds beyond `known` (client id → clock), in which the document's own structs are
 * written as if under the client id `to`, and of every deletion the document knows.
 */
export function underFreshId(doc: Y.Doc, { known, to }: { known: ReadonlyMap<number, number>; to: number }): Uint8Array {
  const move: Move = { from: doc.clientID, to, base: known.get(doc.clientID) ?? 0 }
  const { structs, ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(new Map(known))))
  for (const struct of structs) moveStruct(struct, move)
  const encoder = new Y.UpdateEncoderV1()
  writeStructs(encoder, structs)
  writeDeletes(encoder, ds.clients, move)
  return encoder.toUint8Array()
}

function moveStruct(struct: Struct, move: Move): void {
  struct.id = moved(struct.id, move)
  if (!(struct instanceof Y.Item)) return
  if (struct.origin !== null) struct.origin = moved(struct.origin, move)
  if (struct.rightOrigin !== null) struct.rightOrigin = moved(struct.rightOrigin, move)
  if (struct.parent instanceof Y.ID) struct.parent = moved(struct.parent, move)
}

function moved(id: Y.ID, { from, to, base }: Move): Y.ID {
  return id.client === from && id.clock >= base ? Y.createID(to, id.clock - base) : id
}

function writeStructs(encoder: Y.UpdateEncoderV1, structs: readonly Struct[]): void {
  const byClient = new Map<number, Struct[]>()
  for (const struct of structs) byClient.set(struct.id.client, [...(byClient.get(struct.id.client) ?? []), struct])
  writeVarUint(encoder.restEncoder, byClient.size)
  for (const [client, own] of byClient) {
    writeVarUint(encoder.restEncoder, own.length)
    encoder.writeClient(client)
    writeVarUint(encoder.restEncoder, own[0]?.id.clock ?? 0)
    for (const struct of own) struct.write(encoder, 0)
  }
}

function writeDeletes(encoder: Y.UpdateEncoderV1, clients: ReadonlyMap<number, readonly { clock: number; len: number }[]>, move: Move): void {
  const ranges = new Map<number, { clock: number; len: number }[]>()
  for (const [client, deletes] of clients) {
    for (const { clock, len } of deletes) {
      const end = clock + len
      const isOwn = client === move.from
      const keptEnd = isOwn ? Math.min(end, move.base) : end
      if (clock < keptEnd) ranges.set(client, [...(ranges.get(client) ?? []), { clock, len: keptEnd - clock }])
      const start = Math.max(clock, move.base)
      if (isOwn && start < end) ranges.set(move.to, [...(ranges.get(move.to) ?? []), { clock: start - move.base, len: end - start }])
    }
  }
  writeVarUint(encoder.restEncoder, ranges.size)
  for (const [client, deletes] of ranges) {
    encoder.resetDsCurVal()
    writeVarUint(encoder.restEncoder, client)
    writeVarUint(encoder.restEncoder, deletes.length)
    for (const { clock, len } of deletes) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
}
