/**
 * A Y.Doc that holds exactly what was applied to it, and the questions the document room asks of it.
 *
 * Yjs tidies formatting after a remote change by deleting marks it finds redundant. On a server that would be an
 * edit that is in no log, so it is switched off here: a replica is a function of the updates applied to it.
 */
import * as Y from 'yjs'
import type { ClockRange, ScannedUpdate } from './prescan.ts'

export interface Change {
  /** The Yjs types that existed before and changed; a new one is found below its parent. */
  types: ReadonlySet<unknown>
  /** The state vector before the change. */
  since: ReadonlyMap<number, number>
  /** Its writer took nothing away, not even what was gone already. */
  insertsOnly: boolean
}

export interface Applied extends Omit<Change, 'insertsOnly'> {
  /** What was new, as one update; null when all of it was known. */
  update: Uint8Array | null
}

export class Replica {
  readonly doc = new Y.Doc()

  constructor(updates: readonly Uint8Array[] = []) {
    this.integrate(updates)
  }

  /** Applies all of them as one change. Throws what yjs throws; the replica is then not to be used any more. */
  apply(updates: readonly Uint8Array[]): Applied {
    let update: Uint8Array | null = null
    let since: ReadonlyMap<number, number> = new Map()
    const types = new Set<unknown>()
    const onUpdate = (bytes: Uint8Array): void => {
      update = bytes
    }
    const onTransaction = (transaction: Y.Transaction): void => {
      since = transaction.beforeState
      for (const type of transaction.changed.keys()) types.add(type)
    }
    this.doc.on('update', onUpdate)
    this.doc.on('afterTransaction', onTransaction)
    try {
      this.integrate(updates)
    } finally {
      this.doc.off('update', onUpdate)
      this.doc.off('afterTransaction', onTransaction)
    }
    return { update, types, since }
  }

  private integrate(updates: readonly Uint8Array[]): void {
    Y.transact(this.doc, (transaction) => {
      for (const update of updates) Y.applyUpdate(this.doc, update)
      // Yjs tidies after transactions that are not local; nothing else of it asks for that.
      transaction.local = true
    })
  }

  /** One past the last clock known of a client id; 0 for an unknown one. */
  clock(client: number): number {
    return Y.getState(this.doc.store, client)
  }

  /** Whether yjs holds something back because what it builds on has not come. */
  get waits(): boolean {
    return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc)
  }

  /** The state, or with a state vector what its owner lacks. Carries every deletion, so it grows with the document. */
  encode(stateVector?: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, stateVector)
  }

  /** Whether all that the update builds on is here, or in the update itself. */
  hasPredecessorsOf({ structs, needs, deletes }: ScannedUpdate): boolean {
    const reach = new Map(structs.map((range) => [range.client, range.to]))
    const known = (client: number): number => Math.max(this.clock(client), reach.get(client) ?? 0)
    return (
      structs.every((range) => range.from <= this.clock(range.client)) &&
      [...needs].every(([client, to]) => to <= known(client)) &&
      deletes.every((range) => range.to <= known(range.client))
    )
  }

  /** Whether the update would change nothing here. */
  holds({ structs, deletes }: ScannedUpdate): boolean {
    return structs.every((range) => range.to <= this.clock(range.client)) && deletes.every((range) => this.isDeleted(range))
  }

  /**
   * Whether the update has something else to say than what is here under the same client id and clock: two people
   * wrote under one id. Of what is deleted here or there nothing is known any more.
   */
  contradicts(update: Uint8Array, { structs }: ScannedUpdate): boolean {
    if (!structs.some((range) => range.from < this.clock(range.client))) return false
    return Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.Item && !this.agreesWith(struct))
  }

  private agreesWith(item: Y.Item): boolean {
    const { client, clock } = item.id
    const end = Math.min(clock + item.length, this.clock(client))
    if (clock >= end || item.content instanceof Y.ContentDeleted) return true
    const here = this.doc.store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(here, clock); i < here.length; i++) {
      const struct = here[i]
      if (struct === undefined || struct.id.clock >= end) return true
      if (!(struct instanceof Y.Item) || struct.deleted) continue
      const from = Math.max(clock, struct.id.clock)
      const to = Math.min(end, struct.id.clock + struct.length)
      if (!isSame(saidBetween(item, from, to), saidBetween(struct, from, to))) return false
    }
    return true
  }

  private isDeleted({ client, from, to }: ClockRange): boolean {
    if (to > this.clock(client)) return false
    const structs = this.doc.store.clients.get(client) ?? []
    for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
      const struct = structs[i]
      if (struct === undefined || struct.id.clock >= to) return true
      if (!struct.deleted) return false
    }
    return true
  }

  destroy(): void {
    this.doc.destroy()
  }
}

/** What a live item says between two clocks, for comparison. */
function saidBetween({ id, content }: Y.Item, from: number, to: number): string {
  const [start, end] = [from - id.clock, to - id.clock]
  if (content instanceof Y.ContentString) return content.str.slice(start, end)
  if (content instanceof Y.ContentFormat) return JSON.stringify([content.key, content.value])
  if (content instanceof Y.ContentType) return content.type instanceof Y.XmlElement ? content.type.nodeName : ''
  return JSON.stringify(content.getContent().slice(start, end))
}

/** Where Yjs cuts a surrogate pair in two it puts U+FFFD for each half. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  return Array.from({ length: one.length }, (_, i) => i).every((i) => one[i] === other[i] || one[i] === '\ufffd' || other[i] === '\ufffd')
}
