/** Being somebody else, or doing what one may not: AT-17 to AT-19, AT-25 to AT-28. */
import { writeVarString, writeVarUint } from 'lib0/encoding'
import { expect } from 'vitest'
import { CLOSE } from '#lib/collab/close-codes.ts'
import { encodeAwareness, encodeSync, SYNC } from '#lib/collab/messages.ts'
import { bytes, edit } from '../support/forge.ts'
import { headersOf, openRaw, waitFor } from '../support/clients.ts'
import { copyOf } from '../support/newsroom.ts'
import { ORIGIN } from '../support/server.ts'
import { sendEdit, tryAttacks, type Attack, type Scene } from './attack.ts'

const presence = (clientId: number, clock: number, state: unknown) =>
  encodeAwareness(
    bytes((e) => {
      writeVarUint(e, 1)
      writeVarUint(e, clientId)
      writeVarUint(e, clock)
      writeVarString(e, JSON.stringify(state))
    }),
  )
const FORGED = { user: { id: 'x', name: 'Forged', role: 'editor', colorIndex: 0, color: '#000000' }, cursor: null }

/** Knocks with these headers and this path, and says what was answered before there was a socket. */
const knocks =
  (status: number, how: (scene: Scene) => { path?: string; headers?: Record<string, string> }): Attack['run'] =>
  async (scene) => {
    const { path = scene.articleId, headers = headersOf(scene.attacker) } = how(scene)
    const answer = await openRaw(`${scene.server.url}/${path}`, headers).then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? error.message : error),
    )
    expect(answer).toBe(String(status))
  }

const cookieOf = ({ attacker }: Scene) => `session=${attacker.sessionId}`

tryAttacks([
  {
    name: '[AT-17, CO-7a] an update of somebody who may only read',
    as: 'checker',
    run: ({ socket, state }) =>
      sendEdit(
        socket,
        edit(state, (doc) => copyOf(doc).insert(0, 'mine')),
      ),
    ends: { refused: 'forbidden' },
  },
  {
    name: '[AT-17, CO-7a] the same hidden in a sync step 2',
    as: 'legal',
    run: ({ socket, state }) =>
      socket.send(
        encodeSync(
          SYNC.step2,
          edit(state, (doc) => copyOf(doc).delete(0, 3)),
        ),
      ),
    ends: { refused: 'forbidden' },
  },
  {
    name: '[AT-18, CO-7c] presence under the client id of a colleague, with a clock beyond all others',
    run: async ({ socket, honest, server }) => {
      socket.send(presence(honest.doc.clientID, 2 ** 53 - 1, FORGED))
      await waitFor(() => server.security.length > 0)
    },
    ends: 'stays',
  },
  {
    name: '[AT-18, CO-7c] presence under the client id of the server',
    run: async ({ socket, server }) => {
      socket.send(presence(1, 1, FORGED))
      await waitFor(() => server.security.length > 0)
    },
    ends: 'stays',
  },
  {
    name: '[AT-18, CO-7c] a name, role and colour of one’s own choosing',
    run: async ({ socket, honest }) => {
      socket.send(presence(4_321, 1, FORGED))
      await waitFor(() => honest.provider.awareness.getStates().has(4_321))
      expect(honest.provider.awareness.getStates().get(4_321)).toMatchObject({ user: { name: 'Attacker', role: 'editor' } })
    },
    // What a client says of itself beside its cursor is not looked at: nothing to refuse.
    ends: 'stays',
    lines: 0,
  },
  {
    name: '[AT-19, CO-7c] the word that a colleague has left',
    run: async ({ stage, server, articleId, attacker, socket, honest }) => {
      const watcher = await stage.open(articleId, attacker, server)
      await waitFor(() => watcher.provider.awareness.getStates().has(honest.doc.clientID))
      socket.send(presence(honest.doc.clientID, 2 ** 40, null))
      // Messages are taken in their order: when this one is seen, the one before it was looked at.
      socket.send(presence(4_321, 1, {}))
      await waitFor(() => watcher.provider.awareness.getStates().has(4_321))
      expect(watcher.provider.awareness.getStates().has(honest.doc.clientID)).toBe(true)
    },
    ends: 'stays',
    lines: 0,
  },
  {
    name: '[AT-25, CO-7] a page of another site',
    run: knocks(403, (scene) => ({ headers: { cookie: cookieOf(scene), origin: 'https://evil.example' } })),
    ends: { upgrade: 403 },
  },
  {
    name: '[AT-25, CO-7] an address that begins with ours',
    run: knocks(403, (scene) => ({ headers: { cookie: cookieOf(scene), origin: `${ORIGIN}.evil.example` } })),
    ends: { upgrade: 403 },
  },
  { name: '[AT-25, CO-7] a page without an Origin', run: knocks(403, (scene) => ({ headers: { cookie: cookieOf(scene) } })), ends: { upgrade: 403 } },
  {
    name: '[AT-25, CO-7] the Origin null of a sandbox',
    run: knocks(403, (scene) => ({ headers: { cookie: cookieOf(scene), origin: 'null' } })),
    ends: { upgrade: 403 },
  },
  { name: '[AT-26, CO-7] nobody', run: knocks(401, () => ({ headers: { origin: ORIGIN } })), ends: { upgrade: 401 } },
  {
    name: '[AT-26, CO-7] a session id in the address',
    run: knocks(401, ({ articleId, attacker }) => ({
      path: `${articleId}?session=${attacker.sessionId}&token=${attacker.sessionId}`,
      headers: { origin: ORIGIN },
    })),
    ends: { upgrade: 401 },
  },
  {
    name: '[AT-26, CO-7] a session that has ended',
    run: async (scene) => {
      const gone = await scene.stage.newsroom.signIn(scene.attacker)
      await scene.stage.newsroom.sql.query('UPDATE session SET revoked_at = now() WHERE id = $1', [gone.sessionId])
      await knocks(401, () => ({ headers: headersOf(gone) }))(scene)
    },
    ends: { upgrade: 401 },
  },
  {
    name: '[AT-26, CO-7] going on after the session was ended elsewhere',
    run: async ({ stage, attacker, socket, state }) => {
      await stage.newsroom.sql.query('UPDATE session SET revoked_at = now() WHERE id = $1', [attacker.sessionId])
      sendEdit(
        socket,
        edit(state, (doc) => copyOf(doc).insert(0, 'too late')),
      )
    },
    ends: { close: CLOSE.signedOut },
  },
  { name: '[AT-27, CO-7] an article that there is not', run: knocks(404, () => ({ path: '3f0c7a4e-0000-4000-8000-000000000000' })), ends: { upgrade: 404 } },
  ...['__proto__', 'constructor', '..%2f..%2fetc', '%00', "'; DROP TABLE document; --", 'a'.repeat(8_000), ''].map((path): Attack => ({
    name: `[AT-27, CO-7] an article named “${path.slice(0, 30)}”`,
    run: knocks(404, () => ({ path: encodeURI(path) })),
    ends: { upgrade: 404 },
  })),
  {
    name: '[AT-28, CO-7] an article of another desk',
    run: async (scene) => {
      const stranger = await scene.stage.newsroom.hire(null, 'Stranger')
      await knocks(404, () => ({ headers: headersOf(stranger) }))(scene)
    },
    ends: { upgrade: 404 },
  },
])
