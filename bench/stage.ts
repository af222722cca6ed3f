/** What a bench stands on: a database of its own, the measured servers beside each other, and the crew of clients. */
import { readdirSync, readFileSync } from 'node:fs'
import { createPool } from '#lib/db/pool.ts'
import { pgSql, type Sql } from '#lib/db/sql.ts'
import { startCrew } from './load/start-crew.ts'
import type { Plan, Report, Room } from './load/plan.ts'
import { openNewsroom, stetEnv, type Newsroom } from './newsroom.ts'
import { startPeer, type Peer, type Peered } from './peers/start.ts'
import type { Bench } from './measure.ts'

export interface Stage {
  sql: Sql
  newsroom: Newsroom
  servers: Peered[]
  /** One run on one server, with documents nobody had open before. */
  run: (server: Peered, load: Load) => Promise<Run>
  stop: () => Promise<void>
}

export interface Load {
  documents: number
  clientsEach: number
  editsPerSecond: number
  seconds: number
  warmSeconds?: number
  seed: number
  tellsEdits?: boolean
}

export interface Run extends Report {
  /** Microseconds of the server's processor time for one edit delivered to one client. */
  cpuPerDelivery: number
  /** The same of the database's processes; null where that cannot be read. */
  databaseCpuPerDelivery: number | null
}

export async function setStage({ databaseUrl, postgresPid }: Bench, peers: readonly Peer[], people = 100): Promise<Stage> {
  const pool = createPool(databaseUrl)
  const sql = pgSql(pool)
  const newsroom = await openNewsroom(sql, { people })
  const crew = startCrew()
  const servers: Peered[] = []
  for (const peer of peers) servers.push(await startPeer(peer, peer === 'stet' ? stetEnv(databaseUrl) : { DATABASE_URL: databaseUrl }))
  return {
    sql,
    newsroom,
    servers,
    async run(server, load) {
      const rooms: Room[] = []
      for (let i = 0; i < load.documents; i++) rooms.push(await openRoom([server.url], newsroom, load.clientsEach, i))
      const plan = planOf(server.peer, { load, rooms, newsroom })
      let before = { cpu: 0, database: null as number | null }
      const report = await crew.work(plan, async () => {
        before = { cpu: (await server.usage()).cpu, database: processorTimeBelow(postgresPid) }
      })
      const cpu = (await server.usage()).cpu - before.cpu
      const database = processorTimeBelow(postgresPid)
      return {
        ...report,
        cpuPerDelivery: cpu / report.deliveries,
        databaseCpuPerDelivery: database === null || before.database === null ? null : (database - before.database) / report.deliveries,
      }
    },
    async stop() {
      await crew.stop()
      for (const server of servers) await server.stop()
      await pool.end()
    },
  }
}

/** The clients take the addresses in turn: with two nodes, every other one is at the other. */
export async function openRoom(urls: readonly string[], newsroom: Newsroom, clients: number, offset: number): Promise<Room> {
  const name = await newsroom.writeArticle()
  return {
    name,
    clients: Array.from({ length: clients }, (_, i) => ({
      url: `${urls[i % urls.length] ?? ''}${name}`,
      headers: newsroom.people[(offset * clients + i) % newsroom.people.length] ?? {},
    })),
  }
}

export function planOf(peer: Peer, { load, rooms, newsroom }: { load: Load; rooms: Room[]; newsroom: Newsroom }): Plan {
  return {
    type: 'plan',
    dialect: peer === 'hocuspocus' ? 'hocuspocus' : 'y',
    rooms,
    state: Buffer.from(newsroom.state).toString('base64'),
    seeds: peer === 'y-websocket' || peer === 'hocuspocus',
    syncs: peer !== 'relay',
    marks: peer === 'stet',
    editsPerSecond: load.editsPerSecond,
    warmSeconds: load.warmSeconds ?? 1,
    seconds: load.seconds,
    seed: load.seed,
    tellsEdits: load.tellsEdits ?? false,
  }
}

/** Microseconds that a process and its children have used, as Linux tells it. */
export function processorTimeBelow(pid: number): number | null {
  try {
    const stats = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(name))
    const family = stats.filter((stat) => stat.pid === pid || stat.parent === pid)
    return family.reduce((sum, stat) => sum + stat.ticks, 0) * 10_000
  } catch {
    return null
  }
}

function statOf(pid: string): { pid: number; parent: number; ticks: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    // Its own time, and that of its children that have ended.
    const ticks = fields.slice(11, 15).reduce((sum, part) => sum + part, 0)
    return [{ pid: Number(pid), parent: fields[1] ?? 0, ticks }]
  } catch {
    // It has just ended.
    return []
  }
}
