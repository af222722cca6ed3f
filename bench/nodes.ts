/** Two nodes on one database: the same edit seen at the writer's own node and at the other. */
import { createPool } from '#lib/db/pool.ts'
import { pgSql } from '#lib/db/sql.ts'
import { startCrew } from './load/start-crew.ts'
import { medians, round, type Bench, type Measurement } from './measure.ts'
import { openNewsroom, stetEnv } from './newsroom.ts'
import { startPeer, type Peered } from './peers/start.ts'
import { openRoom, planOf } from './stage.ts'

export const question = 'How much later does another node show an edit?'

const CLIENTS = 20
/** Nodes learn of each other when they begin to listen. */
const ACQUAINTANCE_MS = 1_000

export async function run({ databaseUrl, quick, note }: Bench): Promise<Measurement[]> {
  const pool = createPool(databaseUrl)
  const newsroom = await openNewsroom(pgSql(pool), { people: CLIENTS })
  const nodes: Peered[] = []
  for (let i = 0; i < 2; i++) nodes.push(await startPeer('stet', stetEnv(databaseUrl)))
  await new Promise((resolve) => setTimeout(resolve, ACQUAINTANCE_MS))
  const crew = startCrew()
  const [rounds, seconds] = quick ? [1, 0.5] : [5, 3]
  const editsPerSecond = 50
  const runs: Record<string, number>[] = []
  try {
    for (let turn = 0; turn <= rounds; turn++) {
      note(turn === 0 ? 'warming up' : `${turn} of ${rounds}`)
      const rooms = [
        await openRoom(
          nodes.map(({ url }) => url),
          newsroom,
          quick ? 4 : CLIENTS,
          0,
        ),
      ]
      const plan = planOf('stet', { load: { documents: 1, clientsEach: CLIENTS, editsPerSecond, seconds, seed: turn }, rooms, newsroom })
      const { seen, far } = await crew.work(plan)
      const figures = { 'p50 ms': seen.p50, 'p99 ms': seen.p99, 'other node p50 ms': far.p50, 'other node p99 ms': far.p99 }
      if (turn > 0) runs.push({ ...figures, 'p50 ratio': round(far.p50 / seen.p50), 'p99 ratio': round(far.p99 / seen.p99) })
    }
    return [{ what: `${CLIENTS} clients at two nodes, ${editsPerSecond} edits/s`, who: 'stet', figures: medians(runs) }]
  } finally {
    await crew.stop()
    for (const node of nodes) await node.stop()
    await pool.end()
  }
}
