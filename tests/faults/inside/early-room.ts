/** Broken on purpose: answers Saved when a mark arrives. Everything else is the product's. */
import { Room as HonestRoom } from '#lib/collab/engine.ts'
import { decodeClientMessage, encodeNotice } from '#lib/collab/messages.ts'
import type { RoomEffect, RoomEvent } from '#lib/collab/room-types.ts'

export class Room extends HonestRoom {
  override handle(event: RoomEvent, now: number): RoomEffect[] {
    const effects = super.handle(event, now)
    if (event.type !== 'frame') return effects
    const message = decodeClientMessage(event.bytes)
    if (message.kind !== 'mark') return effects
    return [...effects, { type: 'send', socket: event.socket, frame: encodeNotice({ type: 'saved', n: message.n }) }]
  }
}
