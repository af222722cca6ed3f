/** Bytes that are no messages: AT-1 to AT-6. */
import { randomBytes } from 'node:crypto'
import { writeVarString, writeVarUint } from 'lib0/encoding'
import { expect } from 'vitest'
import type { WebSocket } from 'ws'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { DEFAULT_LIMITS } from '#lib/collab/limits.ts'
import { encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { headersOf, openRaw } from '../support/clients.ts'
import { bytes } from '../support/forge.ts'
import { tryAttacks, type Attack } from './attack.ts'

const sends =
  (...frames: (Uint8Array | string)[]): Attack['run'] =>
  ({ socket }) =>
    frames.forEach((frame) => socket.send(frame))

/** WebSocket's own codes, given by the `ws` library. */
const PROTOCOL_ERROR = 1002
const POLICY = 1008

const malformed = { close: CLOSE.malformed }

tryAttacks([
  { name: '[AT-1, CO-8a] an empty frame', run: sends(new Uint8Array()), ends: malformed },
  { name: '[AT-1, CO-8a] a message of a type that there is not', run: sends(new Uint8Array([9, 9, 9])), ends: malformed },
  { name: '[AT-1, CO-8a] an auth message', run: sends(new Uint8Array([2, 0])), ends: malformed },
  { name: '[AT-1, CO-8a] a truncated update', run: sends(new Uint8Array([0, 2, 200])), ends: malformed },
  { name: '[AT-1, CO-8a] a number that never ends', run: sends(new Uint8Array(4_096).fill(255)), ends: malformed },
  { name: '[AT-1, CO-8a] random bytes', run: sends(Buffer.concat([Buffer.from([0, 2]), randomBytes(2_000)])), ends: malformed },
  { name: '[AT-1, CO-8a] bytes after the end of a message', run: sends(new Uint8Array([3, 3])), ends: malformed },
  { name: '[AT-1, CO-8a] a notice that only the server sends', run: sends(encodeNotice({ type: 'saved', n: 5 })), ends: malformed },
  { name: '[AT-1, CO-8a] a notice of broken JSON', run: sends(bytes((e) => (writeVarUint(e, 8), writeVarString(e, '{"type":')))), ends: malformed },
  {
    name: '[AT-1, CO-8a] a mark with a key named __proto__',
    run: sends(bytes((e) => (writeVarUint(e, 8), writeVarString(e, '{"type":"mark","n":1,"__proto__":{"canEdit":true}}')))),
    ends: malformed,
  },
  {
    name: '[AT-1, CO-8a] a mark of 100,000 characters',
    run: sends(bytes((e) => (writeVarUint(e, 8), writeVarString(e, `{"type":"mark","n":1${' '.repeat(100_000)}}`)))),
    ends: malformed,
  },
  {
    name: '[AT-1, CO-8a] a state vector that claims a billion entries',
    run: sends(
      encodeSync(
        SYNC.step1,
        bytes((e) => writeVarUint(e, 1e9)),
      ),
    ),
    ends: malformed,
  },
  { name: '[AT-2, CO-8a] a text frame', run: sends('hello'), ends: { close: CLOSE.textFrame } },
  { name: '[AT-3, CO-8e] a frame above the limit', run: sends(new Uint8Array(DEFAULT_LIMITS.frameBytes + 1)), ends: { close: CLOSE.tooBig } },
  {
    name: '[AT-3, CO-8e] a frame that says it is 2^52 bytes long',
    run: ({ socket }) => rawFrame(socket.ws, [0x82, 0xff, 0, 0x10, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]),
    ends: { close: CLOSE.tooBig },
  },
  {
    name: '[AT-3, CO-8e] many frames in one message that together are above the limit',
    run: ({ socket }) => fragments(socket.ws, 40, 64 * 1024),
    ends: { close: CLOSE.tooBig },
  },
  { name: '[AT-4, CO-8e] a message of 130,000 fragments', run: ({ socket }) => fragments(socket.ws, 130_000, 1), ends: { close: POLICY } },
  {
    name: '[AT-5, CO-8e] a compressed frame, though compression was not agreed on',
    run: ({ socket }) => rawFrame(socket.ws, [0xc2, 0x83, 1, 2, 3, 4, 2, 2, 3]),
    ends: { close: PROTOCOL_ERROR },
  },
  {
    name: '[AT-5, CO-8e] compression offered',
    run: async ({ server, articleId, attacker, stage }) => {
      const { ws } = await openRaw(`${server.url}/${articleId}`, { ...headersOf(attacker), 'sec-websocket-extensions': 'permessage-deflate' })
      stage.keep({ leave: () => ws.terminate() })
      expect(ws.extensions).toBe('')
    },
    ends: 'stays',
    lines: 0,
  },
  { name: '[AT-5, CO-8e] a frame that is not masked', run: ({ socket }) => rawFrame(socket.ws, [0x82, 0x01, 0x03]), ends: { close: PROTOCOL_ERROR } },
  {
    name: '[AT-6, CO-8e] a frame that begins and never ends',
    run: ({ socket }) => rawFrame(socket.ws, [0x82, 0xfe, 0xff, 0xff, 1, 2, 3, 4, 5]),
    ends: 'stays',
    lines: 0,
  },
])

/** Written past the library, which would not send such a thing. */
function rawFrame(ws: WebSocket, frame: readonly number[]): void {
  const stream: unknown = Reflect.get(ws, '_socket')
  if (typeof stream === 'object' && stream !== null && 'write' in stream && typeof stream.write === 'function') stream.write(Buffer.from(frame))
  else throw new Error('the socket has no stream')
}

function fragments(ws: WebSocket, count: number, size: number): void {
  const piece = new Uint8Array(size)
  for (let i = 0; i < count && ws.readyState === ws.OPEN; i++) ws.send(piece, { fin: false })
}
