/** What one event of a room led to, in order. */
import { encodeNotice, type ServerNotice } from './messages.ts'
import type { RoomEffect, SocketId } from './room-types.ts'

export class Outbox {
  private effects: RoomEffect[] = []
  /** Nobody is told anything before the document is open and they were greeted. */
  isOpen = false

  /** Everything since the last call. */
  empty(): RoomEffect[] {
    const { effects } = this
    this.effects = []
    return effects
  }

  push(effect: RoomEffect): void {
    this.effects.push(effect)
  }

  send(socket: SocketId, frame: Uint8Array): void {
    this.effects.push({ type: 'send', socket, frame })
  }

  notify(socket: SocketId, notice: ServerNotice): void {
    this.send(socket, encodeNotice(notice))
  }

  broadcast(frame: Uint8Array, except: SocketId | null = null): void {
    if (this.isOpen) this.effects.push({ type: 'broadcast', frame, except })
  }
}
