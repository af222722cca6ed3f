/** In-memory peers of one document; every update waits until it is delivered by hand. */
import * as Y from 'yjs'
import { copyOfDoc } from './documents.ts'

export class Network {
  readonly docs: readonly Y.Doc[]
  /** Everything that any peer sent, the first state included, in the order of sending. */
  readonly log: Uint8Array[]
  private readonly inboxes: Uint8Array[][]

  constructor(origin: Y.Doc, peers: number) {
    this.log = [Y.encodeStateAsUpdate(origin)]
    this.docs = Array.from({ length: peers }, (_, index) => copyOfDoc(origin, 100 + index))
    this.inboxes = this.docs.map(() => [])
    for (const [index, doc] of this.docs.entries()) doc.on('update', (update, from) => from === this || this.send(index, update))
  }

  /** Gives a peer the oldest update that waits for it; false when none does. */
  deliver(peer: number): boolean {
    const update = this.inboxes[peer]?.shift()
    const doc = this.docs[peer]
    if (!update || !doc) return false
    Y.applyUpdate(doc, update, this)
    return true
  }

  /** Delivers until nothing waits, what peers send in answer included. */
  settle(): void {
    while (this.docs.some((_, peer) => this.deliver(peer))) continue
  }

  private send(from: number, update: Uint8Array): void {
    this.log.push(update)
    for (const [peer, inbox] of this.inboxes.entries()) if (peer !== from) inbox.push(update)
  }
}
