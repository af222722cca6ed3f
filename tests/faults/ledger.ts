/** What people did and what they were told, written down where they sit: the one side of what the oracle compares. */
import * as Y from 'yjs'

export interface Range {
  client: number
  from: number
  to: number
}

/** One local change of one tab. */
export interface Change {
  userId: string
  structs: Range[]
  deletes: Range[]
  madeAt: number
  /** The browser showed Saved while this was among what was typed. */
  saved: boolean
}

export interface Word {
  text: string
  added: Change
  removed: Change | null
}

export interface Revocation {
  userId: string
  /** By the database's clock, after the revocation was committed. */
  committedAt: Date
}

export class Ledger {
  readonly changes: Change[] = []
  readonly words = new Map<string, Word>()
  /** Client id → who wrote under it, and one past the last clock they produced. */
  readonly clients = new Map<number, { userId: string; reach: number }>()
  readonly revocations: Revocation[] = []
  /** People of whom nothing may be stored. */
  readonly readers = new Set<string>()
  /** What was seen that must not be, beside what the log shows: kind and what happened. */
  readonly seen: { kind: SeenKind; detail: string }[] = []

  record(userId: string, update: Uint8Array): Change {
    const { structs, ds } = Y.decodeUpdate(update)
    const change: Change = {
      userId,
      structs: structs.map(({ id, length }) => ({ client: id.client, from: id.clock, to: id.clock + length })),
      deletes: [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => ({ client, from: clock, to: clock + len }))),
      madeAt: performance.now(),
      saved: false,
    }
    this.changes.push(change)
    for (const { client, to } of change.structs) this.clients.set(client, { userId, reach: Math.max(to, this.clients.get(client)?.reach ?? 0) })
    return change
  }

  see(kind: SeenKind, detail: string): void {
    this.seen.push({ kind, detail })
  }
}

export type SeenKind = 'died' | 'sent-away' | 'told-too-much'
