/** Frames of the two dialects: the plain y-websocket messages, and Hocuspocus's, which begin with the document's name. */
import { createDecoder, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeUint8Array, writeVarString, writeVarUint } from 'lib0/encoding'
import { encodeSync, MESSAGE, SYNC } from '#lib/collab/messages.ts'

const HOCUSPOCUS_AUTH = 2
const EMPTY_STATE_VECTOR = new Uint8Array([0])
const EMPTY_UPDATE = new Uint8Array([0, 0])

export type Heard = { kind: 'update' | 'state'; update: Uint8Array } | { kind: 'asked' } | { kind: 'notice'; text: string } | { kind: 'other' }

export class Frames {
  private readonly prefix: Uint8Array
  private readonly name: string | null

  /** `name`: of the document, in Hocuspocus's dialect; null: the plain one. */
  constructor(name: string | null) {
    this.name = name
    const encoder = createEncoder()
    if (name !== null) writeVarString(encoder, name)
    this.prefix = toUint8Array(encoder)
  }

  /** What a client says first. */
  greeting(): Uint8Array[] {
    const ask = this.wrap(encodeSync(SYNC.step1, EMPTY_STATE_VECTOR))
    if (this.name === null) return [ask]
    const encoder = createEncoder()
    writeVarUint(encoder, HOCUSPOCUS_AUTH)
    writeVarUint(encoder, 0)
    writeVarString(encoder, 'nobody')
    return [this.wrap(toUint8Array(encoder)), ask]
  }

  /** The answer of a client that has nothing to tell. */
  nothing(): Uint8Array {
    return this.wrap(encodeSync(SYNC.step2, EMPTY_UPDATE))
  }

  update(update: Uint8Array): Uint8Array {
    return this.wrap(encodeSync(SYNC.update, update))
  }

  read(frame: Uint8Array): Heard {
    const decoder = createDecoder(frame)
    decoder.pos = this.prefix.length
    const type = readVarUint(decoder)
    if (type === MESSAGE.stet && this.name === null) return { kind: 'notice', text: Buffer.from(readVarUint8Array(decoder)).toString() }
    if (type !== MESSAGE.sync) return { kind: 'other' }
    const step = readVarUint(decoder)
    if (step === SYNC.step1) return { kind: 'asked' }
    return { kind: step === SYNC.step2 ? 'state' : 'update', update: readVarUint8Array(decoder) }
  }

  private wrap(frame: Uint8Array): Uint8Array {
    const encoder = createEncoder()
    writeUint8Array(encoder, this.prefix)
    writeUint8Array(encoder, frame)
    return toUint8Array(encoder)
  }
}
