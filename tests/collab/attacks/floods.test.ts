/** Too much of what is allowed: AT-20 to AT-24. */
import { writeVarString, writeVarUint } from 'lib0/encoding'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { encodeAwareness, encodeNotice, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { bytes, edit } from '../support/forge.ts'
import { headersOf, openRaw, waitFor } from '../support/clients.ts'
import { copyOf } from '../support/newsroom.ts'
import { sendEdit, tryAttacks } from './attack.ts'

const presence = (entries: number, state = '{}') =>
  encodeAwareness(
    bytes((e) => {
      writeVarUint(e, entries)
      for (let i = 0; i < entries; i++) {
        writeVarUint(e, i + 2)
        writeVarUint(e, 1)
        writeVarString(e, state)
      }
    }),
  )

tryAttacks([
  { name: '[AT-20, CO-8e] twenty thousand cursors in one message', run: ({ socket }) => socket.send(presence(20_000)), ends: { close: CLOSE.malformed } },
  {
    name: '[AT-20, CO-8e] a cursor of a megabyte',
    run: async ({ socket, honest }) => {
      socket.send(presence(1, JSON.stringify({ user: { name: 'Forged' }, cursor: { anchor: 'x'.repeat(1_000_000) } })))
      await waitFor(() => honest.provider.awareness.getStates().has(2))
    },
    // Shown without its cursor, under the name of the session: that is no more than anybody may do.
    ends: 'stays',
    lines: 0,
  },
  {
    name: '[AT-20, CO-8e] five thousand movements of a cursor at once',
    run: ({ socket }) => {
      for (let i = 0; i < 5_000; i++) socket.send(presence(1))
    },
    ends: { close: CLOSE.tooFast },
  },
  {
    name: '[AT-21, CO-8e] ten thousand messages at once',
    run: ({ socket }) => {
      for (let i = 0; i < 10_000; i++) socket.send(new Uint8Array([3]))
    },
    ends: { close: CLOSE.tooFast },
  },
  {
    name: '[AT-21, CO-8e] ten thousand marks at once',
    run: ({ socket }) => {
      for (let i = 0; i < 10_000; i++) socket.send(encodeNotice({ type: 'mark', n: i }))
    },
    ends: { close: CLOSE.tooFast },
  },
  {
    name: '[AT-21, CO-8e] edit after edit that has to be refused',
    run: ({ socket, state }) => {
      const forbidden = edit(state, (doc) => copyOf(doc).insert(0, 'a\0b'))
      for (let n = 1; n <= 200; n++) sendEdit(socket, forbidden, n)
    },
    // A line for each, up to the limit of refusals a minute.
    ends: { close: CLOSE.limit },
    lines: 31,
  },
  {
    name: '[AT-22, CO-8e] the whole document asked for again and again',
    run: ({ socket }) => {
      for (let i = 0; i < 1_000; i++) socket.send(encodeSync(SYNC.step1, new Uint8Array([0])))
    },
    ends: { close: CLOSE.tooFast },
  },
  {
    name: '[AT-23, CO-8e] a client that stops reading',
    as: 'checker',
    limits: { sendBufferBytes: 64 * 1024, syncRequestsPerMinute: 10_000, documentBytes: 64 * 1024 * 1024 },
    run: async ({ socket, server }) => {
      socket.ws.pause()
      // What it asks for fills its side of the connection, and then ours.
      const ask = setInterval(() => socket.send(encodeSync(SYNC.step1, new Uint8Array([0]))), 1)
      await waitFor(() => server.security.length > 0)
      clearInterval(ask)
      socket.ws.resume()
    },
    ends: { close: CLOSE.limit },
  },
  {
    name: '[AT-24, CO-8e] three hundred sockets of one person',
    run: async ({ server, articleId, attacker, stage }) => {
      const tries = Array.from({ length: 300 }, async () => await openRaw(`${server.url}/${articleId}`, headersOf(attacker)).catch(() => null))
      const opened = (await Promise.all(tries)).filter((socket) => socket !== null)
      for (const { ws } of opened) stage.keep({ leave: () => ws.terminate() })
      if (opened.length !== 39) throw new Error(`${opened.length} more sockets were opened`)
    },
    ends: { upgrade: 429 },
    // Each refused upgrade is one.
    lines: 261,
  },
])
