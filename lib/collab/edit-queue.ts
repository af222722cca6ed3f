/**
 * An open document and the edits that wait for their commit. Two replicas: `committed` holds exactly what the log is
 * known to hold; `candidate` holds that and every pending edit, and is where the next edit is tried. Knows no sockets
 * and no database: the room asks it what to send, and tells it what was committed.
 */
import * as Y from 'yjs'
import type { Author } from './log.ts'
import { encodeStateVectorMap, type RefusalReason } from './messages.ts'
import type { ScannedUpdate } from './prescan.ts'
import type { Receipt } from './receipts.ts'
import { Replica } from './replica.ts'
import type { CheckChange, SocketId } from './room-types.ts'

export interface Refusal {
  reason: RefusalReason
  detail: string
}

export const MISSING: Refusal = { reason: 'missing', detail: 'This edit builds on another one that has not arrived.' }

export interface PendingEdit {
  socket: SocketId
  receipt: Receipt
  author: Author
  /** As it came: tried again from it when the ground changes. */
  bytes: Uint8Array
  scanned: ScannedUpdate
  /** What was new in it beside the edits before it, to be stored; null when it only repeats pending ones. */
  update: Uint8Array | null
  /** Yjs client ids that it adds structs of. */
  clientIds: readonly number[]
}

export type EditToStore = PendingEdit & { update: Uint8Array }

type Tried = Pick<PendingEdit, 'update' | 'clientIds'>

export class EditQueue {
  /** What was read of the log, until it is applied. */
  private read: readonly Uint8Array[]
  private applied: Replica | null = null
  claimIds: ReadonlySet<string>
  private readonly checkChange: CheckChange
  private candidate: Replica | null = null
  private candidateUsedAt = 0
  private pending: PendingEdit[] = []
  pendingBytes = 0

  constructor(options: { updates: readonly Uint8Array[]; claimIds: ReadonlySet<string>; checkChange: CheckChange }) {
    this.read = options.updates
    this.claimIds = options.claimIds
    this.checkChange = options.checkChange
  }

  get length(): number {
    return this.pending.length
  }

  /** Applied when it is first needed: whoever opens the article does not wait for that. */
  get committed(): Replica {
    if (this.applied === null) {
      this.applied = new Replica(this.read)
      this.read = []
    }
    return this.applied
  }

  get isApplied(): boolean {
    return this.applied !== null
  }

  makeReady(): void {
    void this.committed
  }

  /** What the owner of a state vector lacks. */
  stateFor(vector: ReadonlyMap<number, number>): Uint8Array {
    const { state } = this
    if (state === null) return this.committed.encode(encodeStateVectorMap(vector))
    return vector.size === 0 ? state : Y.diffUpdate(state, encodeStateVectorMap(vector))
  }

  stateVector(): Uint8Array {
    const { state } = this
    return state === null ? this.committed.stateVector() : Y.encodeStateVectorFromUpdate(state)
  }

  /**
   * What can be passed on before it is applied. A single update that was read is a whole state of our own making (a
   * snapshot, or the first row). Several are not: the words of one row may have been deleted by the next, and nobody
   * is told them who comes later.
   */
  private get state(): Uint8Array | null {
    const [state, ...more] = this.read
    return state === undefined || more.length > 0 ? null : state
  }

  /** The Yjs client ids that the update adds structs of. */
  newClients({ structs }: ScannedUpdate, now: number): number[] {
    const candidate = this.openCandidate(now)
    return structs.filter((range) => range.to > candidate.clock(range.client)).map((range) => range.client)
  }

  /** Whether an edit of somebody else that is not committed yet was written under this client id. */
  isClaimed(clientId: number, userId: string): boolean {
    return this.pending.some(({ author, clientIds }) => author.userId !== userId && clientIds.includes(clientId))
  }

  /** Whether it says otherwise than the log, or than what waits, under the same client id and clock. */
  contradicts({ bytes, scanned }: Pick<PendingEdit, 'bytes' | 'scanned'>, now: number): boolean {
    return this.committed.contradicts(bytes, scanned) || (this.pending.length > 0 && this.openCandidate(now).contradicts(bytes, scanned))
  }

  /** Tries an edit on top of all that waits. When it stands it must be added: the candidate holds it. */
  try({ bytes, scanned }: Pick<PendingEdit, 'bytes' | 'scanned'>, now: number): Tried | Refusal {
    const candidate = this.openCandidate(now)
    if (!candidate.hasPredecessorsOf(scanned)) return MISSING
    const clientIds = this.newClients(scanned, now)
    const tried = this.apply(candidate, { updates: [bytes], insertsOnly: scanned.deletes.length === 0 })
    if (!('reason' in tried)) return { update: tried.update, clientIds }
    this.dropCandidate()
    return tried
  }

  /** A refusal leaves the replica spoilt. */
  private apply(
    candidate: Replica,
    { updates, insertsOnly }: { updates: readonly Uint8Array[]; insertsOnly: boolean },
  ): { update: Uint8Array | null } | Refusal {
    try {
      const change = { ...candidate.apply(updates), insertsOnly }
      if (candidate.waits) return MISSING
      const fault = this.checkChange(change, this.claimIds)
      return fault === null ? { update: change.update } : { reason: 'schema', detail: fault }
    } catch (error) {
      return { reason: 'schema', detail: error instanceof Error ? error.message : String(error) }
    }
  }

  add(edit: PendingEdit): void {
    this.pending.push(edit)
    this.pendingBytes += edit.bytes.length
  }

  /** The next edits to store, oldest first. */
  batch(count: number): EditToStore[] {
    const batch: EditToStore[] = []
    for (const edit of this.pending) {
      if (batch.length === count) break
      if (isToStore(edit)) batch.push(edit)
    }
    return batch
  }

  /**
   * The one place where the committed document changes, and where an edit stops being pending: when the committed
   * document holds it.
   */
  commit(updates: readonly Uint8Array[]): { update: Uint8Array | null; settled: PendingEdit[] } {
    const { update } = this.committed.apply(updates)
    return { update, settled: this.remove((edit) => this.committed.holds(edit.scanned)) }
  }

  /** Others wrote: whether all that waits still stands on top of it. */
  standsOn(updates: readonly Uint8Array[]): boolean {
    return this.candidate === null || !('reason' in this.apply(this.candidate, { updates, insertsOnly: false }))
  }

  /** Takes edits out. If they are not committed, the rest has to be rechecked. */
  remove(isRemoved: (edit: PendingEdit) => boolean): PendingEdit[] {
    const removed: PendingEdit[] = []
    const kept: PendingEdit[] = []
    for (const edit of this.pending) (isRemoved(edit) ? removed : kept).push(edit)
    this.keep(kept)
    return removed
  }

  /** The ground under the pending edits changed: tries each again, in order, and returns what no longer stands. */
  recheck(now: number): { edit: PendingEdit; refusal: Refusal }[] {
    const waiting = this.pending
    const refused: { edit: PendingEdit; refusal: Refusal }[] = []
    this.keep([])
    this.dropCandidate()
    for (const edit of waiting) {
      const tried = this.try(edit, now)
      if ('reason' in tried) refused.push({ edit, refusal: tried })
      else this.add({ ...edit, ...tried })
    }
    return refused
  }

  /** A candidate that nobody wrote to since then is dropped: a document that is only read costs one replica. */
  tidy(since: number): void {
    if (this.pending.length === 0 && this.candidateUsedAt < since) this.dropCandidate()
  }

  /** The document as it would be with all that waits. */
  private openCandidate(now: number): Replica {
    this.candidateUsedAt = now
    this.candidate ??= new Replica([this.committed.encode(), ...this.pending.map((edit) => edit.bytes)])
    return this.candidate
  }

  private keep(pending: PendingEdit[]): void {
    this.pending = pending
    this.pendingBytes = sizeOf(pending.map((edit) => edit.bytes))
  }

  private dropCandidate(): void {
    this.candidate?.destroy()
    this.candidate = null
  }
}

export function sizeOf(updates: readonly Uint8Array[]): number {
  return updates.reduce((sum, update) => sum + update.length, 0)
}

function isToStore(edit: PendingEdit): edit is EditToStore {
  return edit.update !== null
}
