/**
 * The wire: the standard y-websocket messages (0 sync, 1 awareness, 3 query awareness) and ours (8, a var-string
 * of JSON). Decoding reads untrusted bytes and never throws; encoding is shared by server, browser and tests.
 */
import { createDecoder, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import { z } from 'zod'

export const MESSAGE = { sync: 0, awareness: 1, queryAwareness: 3, stet: 8 } as const
export const SYNC = { step1: 0, step2: 1, update: 2 } as const

export type RefusalReason = 'forbidden' | 'schema' | 'missing' | 'limit'

/** What the person at this socket may do, and what the document is; sent at once after the upgrade and on each change. */
export interface Abilities {
  canEdit: boolean
  epoch: number
  schemaMajor: number
}

/** Server → client. */
export type ServerNotice =
  | { type: 'saved'; n: number }
  | { type: 'refused'; n: number; reason: RefusalReason; detail: string }
  | ({ type: 'abilities' } & Abilities)
  | { type: 'review' }

/** Client → server: "I have sent everything up to my change n". */
export interface Mark {
  type: 'mark'
  n: number
}

export type ClientMessage =
  | { kind: 'step1'; stateVector: Map<number, number> }
  | { kind: 'update'; update: Uint8Array; isStep2: boolean }
  | { kind: 'awareness'; payload: Uint8Array }
  | { kind: 'query-awareness' }
  | { kind: 'mark'; n: number }
  | { kind: 'malformed'; detail: string }

const markSchema = z.strictObject({ type: z.literal('mark'), n: z.int().min(0) })

/** Bytes that an honest mark fits in many times over. */
const MAX_NOTICE_BYTES = 256

export function decodeClientMessage(frame: Uint8Array): ClientMessage {
  try {
    return readClientMessage(frame)
  } catch (error) {
    return { kind: 'malformed', detail: error instanceof Error ? error.message : String(error) }
  }
}

function readClientMessage(frame: Uint8Array): ClientMessage {
  const decoder = createDecoder(frame)
  const type = readVarUint(decoder)
  const message = readBody()
  if (decoder.pos !== frame.length) return { kind: 'malformed', detail: 'bytes after the end of the message' }
  return message

  function readBody(): ClientMessage {
    switch (type) {
      case MESSAGE.sync:
        return readSync()
      case MESSAGE.awareness:
        return { kind: 'awareness', payload: readVarUint8Array(decoder) }
      case MESSAGE.queryAwareness:
        return { kind: 'query-awareness' }
      case MESSAGE.stet:
        return readMark()
      default:
        return { kind: 'malformed', detail: `message type ${type}` }
    }
  }

  function readSync(): ClientMessage {
    const step = readVarUint(decoder)
    const payload = readVarUint8Array(decoder)
    if (step === SYNC.step1) return { kind: 'step1', stateVector: readStateVector(payload) }
    if (step === SYNC.step2 || step === SYNC.update) return { kind: 'update', update: payload, isStep2: step === SYNC.step2 }
    return { kind: 'malformed', detail: `sync message ${step}` }
  }

  function readMark(): ClientMessage {
    if (frame.length > MAX_NOTICE_BYTES) return { kind: 'malformed', detail: 'a notice that is too long' }
    const parsed = markSchema.safeParse(JSON.parse(readVarString(decoder)))
    return parsed.success ? { kind: 'mark', n: parsed.data.n } : { kind: 'malformed', detail: 'an unknown notice' }
  }
}

/** Client id → clock. Throws on bytes that are not a state vector, or that claim more entries than they carry. */
function readStateVector(bytes: Uint8Array): Map<number, number> {
  const decoder = createDecoder(bytes)
  const size = readVarUint(decoder)
  if (size * 2 > bytes.length) throw new Error('a state vector that claims more than it carries')
  const vector = new Map<number, number>()
  for (let i = 0; i < size; i++) {
    const client = readVarUint(decoder)
    vector.set(client, readVarUint(decoder))
  }
  if (decoder.pos !== bytes.length) throw new Error('bytes after the end of the state vector')
  return vector
}

export function encodeStateVectorMap(vector: ReadonlyMap<number, number>): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, vector.size)
  for (const [client, clock] of vector) {
    writeVarUint(encoder, client)
    writeVarUint(encoder, clock)
  }
  return toUint8Array(encoder)
}

export function encodeSync(step: (typeof SYNC)[keyof typeof SYNC], payload: Uint8Array): Uint8Array {
  const encoder = createEncoder()
  writeVarUint(encoder, MESSAGE.sync)
  writeVarUint(encoder, step)
  writeVarUint8Array(encoder, payload)
  return toUint8Array(encoder)
}

export function encodeAwareness(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeVarUint(encoder, MESSAGE.awareness)
  writeVarUint8Array(encoder, payload)
  return toUint8Array(encoder)
}

/** Says nothing, and that the connection lives: the presence of nobody. */
export const KEEPALIVE: Uint8Array = encodeAwareness(new Uint8Array([0]))

export function encodeNotice(notice: ServerNotice | Mark): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeVarUint(encoder, MESSAGE.stet)
  writeVarString(encoder, JSON.stringify(notice))
  return toUint8Array(encoder)
}
