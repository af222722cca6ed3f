/** What an open document holds in memory, and what a node spends on documents in which nobody types. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { createPool } from '#lib/db/pool.ts'
import { pgSql } from '#lib/db/sql.ts'
import { Frames } from './load/frames.ts'
import { round, type Bench, type Measurement } from './measure.ts'
import { openNewsroom, stetEnv, type Newsroom } from './newsroom.ts'
import { startPeer, type Peer, type Peered } from './peers/start.ts'

export const question = 'What does an open document cost while nobody types?'

/** Below the sockets that one person may have. */
const SOCKETS_EACH = 30
const AT_ONCE = 20
/** What an opening leaves to be done (each article's claims are looked at once) is done by then. */
const SETTLE_MS = 15_000

export async function run({ databaseUrl, quick, note }: Bench): Promise<Measurement[]> {
  const counts = quick ? [5, 10] : [100, 300, 1_000]
  const most = Math.max(...counts)
  const pool = createPool(databaseUrl)
  const newsroom = await openNewsroom(pgSql(pool), { people: Math.ceil(most / SOCKETS_EACH) })
  const names: string[] = []
  for (let i = 0; i < most; i++) names.push(await newsroom.writeArticle())
  const results: Measurement[] = []
  for (const peer of ['y-websocket', 'hocuspocus', 'stet'] as const) {
    const server = await startPeer(peer, peer === 'stet' ? stetEnv(databaseUrl) : { DATABASE_URL: databaseUrl })
    const sockets: WebSocket[] = []
    try {
      const empty = await server.usage({ collect: true })
      for (const count of counts) {
        note(`${peer}: ${count} documents`)
        while (sockets.length < count)
          sockets.push(...(await openSome(server, newsroom, names.slice(sockets.length, Math.min(count, sockets.length + AT_ONCE)), sockets.length)))
        await new Promise((resolve) => setTimeout(resolve, quick ? 0 : SETTLE_MS))
        const { heap, rss } = await server.usage({ collect: true })
        const idle = await idleCost(server, quick ? 200 : 5_000)
        const figures = { 'heap KB a document': round((heap - empty.heap) / 1024 / count), 'resident MB': Math.round(rss / 2 ** 20), 'idle CPU %': idle }
        results.push({ what: `${count} documents open`, who: peer, figures })
      }
    } finally {
      sockets.forEach((ws) => ws.terminate())
      await server.stop()
    }
  }
  await pool.end()
  return results
}

async function openSome(server: Peered, newsroom: Newsroom, names: readonly string[], from: number): Promise<WebSocket[]> {
  return await Promise.all(names.map((name, i) => openOne(server.peer, { url: `${server.url}${name}`, name, newsroom, place: from + i })))
}

/** Connects and waits for the document; a server without a database is given it. */
async function openOne(peer: Peer, { url, name, newsroom, place }: { url: string; name: string; newsroom: Newsroom; place: number }): Promise<WebSocket> {
  const frames = new Frames(peer === 'hocuspocus' ? name : null)
  const ws = new WebSocket(url, { headers: newsroom.people[place % newsroom.people.length] ?? {}, perMessageDeflate: false })
  const synced = new Promise<void>((resolve) => {
    ws.on('message', (data: Buffer) => {
      if (frames.read(data).kind === 'state') resolve()
    })
  })
  await once(ws, 'open')
  for (const frame of frames.greeting()) ws.send(frame)
  await synced
  if (peer !== 'stet') ws.send(frames.update(newsroom.state))
  return ws
}

/** Per cent of a core. */
async function idleCost(server: Peered, ms: number): Promise<number> {
  const before = (await server.usage()).cpu
  const since = performance.now()
  await new Promise((resolve) => setTimeout(resolve, ms))
  const used = (await server.usage()).cpu - before
  return round(used / 10 / (performance.now() - since))
}
