/**
 * Reads a Yjs update (V1 encoding) without yjs, before yjs may touch it (CO-8). Plain yjs trusts what an update
 * claims: seven bytes that announce 33 million structs cost 267 MB, a value nested 200,000 deep overflows the
 * stack, a collected struct of length 2^50 swallows whatever its client id writes next. Here each count is held
 * against the bytes that are left, each nesting against a bound, and the result says what the update touches, so
 * that the room can check client ids and predecessors without applying anything.
 */
import { createDecoder, readUint8, readVarInt, readVarString, readVarUint, readVarUint8Array, type Decoder } from 'lib0/decoding'
import { FRAGMENT } from '#lib/editor/schema.ts'
import type { CollabLimits } from './limits.ts'

export interface ClockRange {
  client: number
  /** First clock. */
  from: number
  /** One past the last clock. */
  to: number
}

export interface ScannedUpdate {
  /** One a client id that the update carries structs of. */
  structs: ClockRange[]
  deletes: ClockRange[]
  /** For each client id, one past the highest clock that a struct points at as its neighbour or parent. */
  needs: Map<number, number>
}

export type ScanFault = 'malformed' | 'schema' | 'limit' | 'missing'

export type ScanResult = { ok: true; scanned: ScannedUpdate } | { ok: false; fault: ScanFault; detail: string }

type ScanLimits = Pick<CollabLimits, 'structsPerUpdate' | 'deletedLength' | 'documentDepth'>

/** Never throws. `malformed`: these are not the bytes of an update; `schema`: content we never hold; `limit`: too much; `missing`: it says itself that it has a hole. */
export function scanUpdate(bytes: Uint8Array, limits: ScanLimits): ScanResult {
  try {
    return { ok: true, scanned: new Scanner(bytes, limits).scan() }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault, detail: error.message }
    return { ok: false, fault: 'malformed', detail: error instanceof Error ? error.message : String(error) }
  }
}

class Fault extends Error {
  readonly fault: ScanFault
  constructor(fault: ScanFault, detail: string) {
    super(detail)
    this.fault = fault
  }
}

const HAS_LEFT = 0x80
const HAS_RIGHT = 0x40
const HAS_KEY = 0x20
const CONTENT = 0x1f

/** Content references of the V1 encoding that a document of ours may hold. */
const GC = 0
const DELETED = 1
const SKIP = 10
const STRING = 4
const FORMAT = 6
const TYPE = 7
const ANY = 8

/** Type references: only elements and texts. */
const XML_ELEMENT = 3
const XML_TEXT = 6

const MAX_CLIENT_ID = 2 ** 32
const MAX_CLOCK = 2 ** 40

class Scanner {
  private readonly decoder: Decoder
  private readonly limits: ScanLimits
  private structCount = 0
  private readonly structs: ClockRange[] = []
  private readonly seen = new Set<number>()
  private readonly needs = new Map<number, number>()

  constructor(bytes: Uint8Array, limits: ScanLimits) {
    this.decoder = createDecoder(bytes)
    this.limits = limits
  }

  scan(): ScannedUpdate {
    const clients = this.count(4)
    for (let i = 0; i < clients; i++) this.readClient()
    const deletes = this.readDeletes()
    if (this.left() !== 0) throw new Fault('malformed', 'bytes after the end of the update')
    return { structs: this.structs, deletes, needs: this.needs }
  }

  private left(): number {
    return this.decoder.arr.length - this.decoder.pos
  }

  /** A count of things that take at least `each` bytes: more than fit is a lie. */
  private count(each: number): number {
    const claimed = readVarUint(this.decoder)
    if (claimed * each > this.left()) throw new Fault('malformed', `claims ${claimed} entries in ${this.left()} bytes`)
    return claimed
  }

  private byte(): number {
    if (this.left() < 1) throw new Fault('malformed', 'the update ends too early')
    return readUint8(this.decoder)
  }

  private clientId(): number {
    const id = readVarUint(this.decoder)
    if (id >= MAX_CLIENT_ID) throw new Fault('malformed', 'a client id beyond 32 bits')
    return id
  }

  private readClient(): void {
    const count = this.count(2)
    this.structCount += count
    if (this.structCount > this.limits.structsPerUpdate) throw new Fault('limit', `more than ${this.limits.structsPerUpdate} structs`)
    const client = this.clientId()
    const from = readVarUint(this.decoder)
    if (this.seen.has(client)) throw new Fault('malformed', 'a client id listed twice')
    this.seen.add(client)
    let clock = from
    for (let i = 0; i < count; i++) {
      clock += this.readStruct(client, clock)
      if (clock > MAX_CLOCK) throw new Fault('malformed', 'a clock beyond 2^40')
    }
    if (count > 0) this.structs.push({ client, from, to: clock })
  }

  /** Returns the struct's clock length. */
  private readStruct(client: number, clock: number): number {
    const info = this.byte()
    const content = info & CONTENT
    if (content === GC) return this.emptyLength()
    if (content === SKIP) throw new Fault('missing', 'an update with a hole')
    if ((info & HAS_LEFT) !== 0) this.readNeed(client, clock)
    if ((info & HAS_RIGHT) !== 0) this.readNeed(client, clock)
    if ((info & (HAS_LEFT | HAS_RIGHT)) === 0) this.readParent(client, clock, (info & HAS_KEY) !== 0)
    return this.readContent(content)
  }

  /** A struct may point at anything before it; at its own client only below itself. */
  private readNeed(client: number, clock: number): void {
    const id = this.clientId()
    const at = readVarUint(this.decoder)
    if (id === client && at >= clock) throw new Fault('malformed', 'a struct that points at itself or later')
    if (at >= MAX_CLOCK) throw new Fault('malformed', 'a clock beyond 2^40')
    this.needs.set(id, Math.max(this.needs.get(id) ?? 0, at + 1))
  }

  private readParent(client: number, clock: number, hasKey: boolean): void {
    const isRoot = readVarUint(this.decoder) === 1
    if (isRoot) {
      if (readVarString(this.decoder) !== FRAGMENT) throw new Fault('schema', `a root type other than "${FRAGMENT}"`)
      if (hasKey) throw new Fault('schema', 'an attribute on the document itself')
      return
    }
    this.readNeed(client, clock)
    if (hasKey) this.name(readVarString(this.decoder))
  }

  private readContent(content: number): number {
    switch (content) {
      case DELETED:
        return this.emptyLength()
      case STRING:
        return this.nonEmpty(readVarString(this.decoder).length)
      case FORMAT:
        this.name(readVarString(this.decoder))
        this.json(readVarString(this.decoder))
        return 1
      case TYPE:
        this.readType()
        return 1
      case ANY:
        return this.readAnys()
      default:
        throw new Fault(content < SKIP ? 'schema' : 'malformed', `content of kind ${content}`)
    }
  }

  private emptyLength(): number {
    const length = this.nonEmpty(readVarUint(this.decoder))
    if (length > this.limits.deletedLength) throw new Fault('limit', `a deleted struct of length ${length}`)
    return length
  }

  private nonEmpty(length: number): number {
    if (length < 1) throw new Fault('malformed', 'a struct of length 0')
    return length
  }

  private readType(): void {
    const type = readVarUint(this.decoder)
    if (type === XML_ELEMENT) this.name(readVarString(this.decoder))
    else if (type !== XML_TEXT) throw new Fault('schema', `a shared type of kind ${type}`)
  }

  private readAnys(): number {
    const count = this.nonEmpty(this.count(1))
    for (let i = 0; i < count; i++) this.any(0)
    return count
  }

  /** One value of lib0's `any` encoding, at most `documentDepth` deep. */
  private any(depth: number): void {
    if (depth > this.limits.documentDepth) throw new Fault('limit', 'a value nested too deep')
    const type = this.byte()
    switch (type) {
      case 127:
      case 126:
      case 121:
      case 120:
        return
      case 125:
        this.varInt()
        return
      case 124:
        return this.skip(4)
      case 123:
      case 122:
        return this.skip(8)
      case 119:
        readVarString(this.decoder)
        return
      case 118:
        for (let i = this.count(2); i > 0; i--) {
          this.name(readVarString(this.decoder))
          this.any(depth + 1)
        }
        return
      case 117:
        for (let i = this.count(1); i > 0; i--) this.any(depth + 1)
        return
      case 116:
        readVarUint8Array(this.decoder)
        return
      default:
        throw new Fault('malformed', `a value of kind ${type}`)
    }
  }

  private varInt(): void {
    if (this.left() < 1) throw new Fault('malformed', 'the update ends too early')
    readVarInt(this.decoder)
  }

  private skip(bytes: number): void {
    if (this.left() < bytes) throw new Fault('malformed', 'the update ends too early')
    this.decoder.pos += bytes
  }

  /** Keys land in plain objects further on: one that names the prototype would rewrite it. */
  private name(key: string): void {
    if (key === '__proto__') throw new Fault('schema', 'a key named __proto__')
  }

  private json(text: string): void {
    if (nesting(text) > this.limits.documentDepth) throw new Fault('limit', 'a value nested too deep')
    JSON.parse(text, (key, value: unknown) => {
      this.name(key)
      return value
    })
  }

  private readDeletes(): ClockRange[] {
    const deletes: ClockRange[] = []
    for (let clients = this.count(2); clients > 0; clients--) {
      const client = this.clientId()
      for (let ranges = this.count(2); ranges > 0; ranges--) {
        const from = readVarUint(this.decoder)
        const length = this.nonEmpty(readVarUint(this.decoder))
        if (from + length > MAX_CLOCK) throw new Fault('malformed', 'a clock beyond 2^40')
        deletes.push({ client, from, to: from + length })
      }
    }
    return deletes
  }
}

/** How deep JSON text nests, found without parsing it. */
function nesting(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (quoted) {
      if (character === '\\') i++
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}
