/** Hocuspocus as its documentation sets it up, with its database extension on the same Postgres and its own default delays. */
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'
import * as Y from 'yjs'
import { createPool } from '#lib/db/pool.ts'
import { announceServer } from './served.ts'

const pool = createPool(process.env.DATABASE_URL ?? '')
await pool.query('CREATE TABLE IF NOT EXISTS bench_hocuspocus (name text PRIMARY KEY, data bytea NOT NULL)')

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  stopOnSignals: false,
  extensions: [
    new Database({
      async fetch({ documentName }) {
        const { rows } = await pool.query<{ data: Uint8Array }>('SELECT data FROM bench_hocuspocus WHERE name = $1', [documentName])
        return rows[0]?.data ?? null
      },
      async store({ documentName, state }) {
        await pool.query('INSERT INTO bench_hocuspocus (name, data) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data', [
          documentName,
          state,
        ])
        const at = performance.timeOrigin + performance.now()
        process.send?.({ type: 'stored', document: documentName, at, clocks: [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state))] })
      },
    }),
  ],
})

await server.listen()
announceServer(`${server.webSocketURL}/`)
