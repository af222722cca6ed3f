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
}

export interface Applied extends Change {
  /** What was new, as one update; null when all of it was known. */
  update: Uint8Array | null
}

export class Replica {
  readonly doc = new Y.Doc()

  constructor(updates: readonly Uint8Array[] = []) {
    this.apply(updates)
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
      Y.transact(this.doc, (transaction) => {
        for (const update of updates) Y.applyUpdate(this.doc, update)
        // Yjs tidies after transactions that are not local; nothing else of it asks for that.
        transaction.local = true
      })
    } finally {
      this.doc.off('update', onUpdate)
      this.doc.off('afterTransaction', onTransaction)
    }
    return { update, types, since }
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
