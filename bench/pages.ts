/** People who read pages and scripts that call the API, on the same program as those who type. */
import { build } from '#scripts/build.ts'
import { createPool } from '#lib/db/pool.ts'
import { pgSql } from '#lib/db/sql.ts'
import { startCrew } from './load/start-crew.ts'
import { medians, quantile, round, type Bench, type Measurement } from './measure.ts'
import { openNewsroom, stetEnv } from './newsroom.ts'
import { startPeer } from './peers/start.ts'
import { openRoom, planOf } from './stage.ts'

export const question = 'Do page loads and API calls slow down those who type?'

const CLIENTS = 20
const PER_SECOND = 50

export async function run({ databaseUrl, quick, note }: Bench): Promise<Measurement[]> {
  if (await build(() => note('building the pages'))) note('built')
  const pool = createPool(databaseUrl)
  const newsroom = await openNewsroom(pgSql(pool), { people: CLIENTS })
  const servers = {
    one: await startPeer('stet', stetEnv(databaseUrl, 'all')),
    collab: await startPeer('stet', stetEnv(databaseUrl, 'collab')),
    web: await startPeer('stet', stetEnv(databaseUrl, 'web')),
  }
  const crew = startCrew()
  const [rounds, seconds] = quick ? [1, 0.5] : [5, 5]
  const settings = [
    { what: `${CLIENTS} clients, 50 edits/s, nobody reads`, typing: servers.one, reading: null },
    { what: `the same, ${PER_SECOND} requests/s of the same program`, typing: servers.one, reading: servers.one },
    { what: `the same, ${PER_SECOND} requests/s of a STET_ROLE=web process`, typing: servers.collab, reading: servers.web },
  ]
  const runs = settings.map((): Record<string, number>[] => [])
  try {
    for (let turn = 0; turn <= rounds; turn++) {
      for (const [index, { what, typing, reading }] of settings.entries()) {
        note(`${what}: ${turn === 0 ? 'warming up' : `${turn} of ${rounds}`}`)
        const rooms = [await openRoom([typing.url], newsroom, quick ? 4 : CLIENTS, 0)]
        const plan = planOf('stet', { load: { documents: 1, clientsEach: CLIENTS, editsPerSecond: 50, seconds, seed: turn }, rooms, newsroom })
        const origin = new URL((reading ?? typing).url.replace(/^ws/, 'http')).origin
        const readers = new Readers(origin, { articleId: rooms[0]?.name ?? '', headers: newsroom.people[0] ?? {} })
        const { seen, saved } = await crew.work(plan, async () => (reading === null ? undefined : readers.start()))
        await readers.stop()
        if (turn > 0) runs[index]?.push({ 'p50 ms': seen.p50, 'p99 ms': seen.p99, 'Saved p99 ms': saved.p99, ...readers.figures() })
      }
    }
    const figures = runs.map((run) => medians(run))
    const alone = figures[0]?.['p99 ms'] ?? 1
    return settings.map(({ what }, index) => ({
      what,
      who: 'stet',
      figures: { ...figures[index], 'p99 ratio': round((figures[index]?.['p99 ms'] ?? 0) / alone) },
    }))
  } finally {
    await crew.stop()
    for (const server of Object.values(servers)) await server.stop()
    await pool.end()
  }
}

/** Every other request is a page, the others are calls of the API; each begins when it is due. */
class Readers {
  private readonly origin: string
  private readonly article: { articleId: string; headers: Record<string, string> }
  private readonly times: number[] = []
  private readonly open = new Set<Promise<void>>()
  private timer: NodeJS.Timeout | null = null
  private count = 0

  constructor(origin: string, article: { articleId: string; headers: Record<string, string> }) {
    this.origin = origin
    this.article = article
  }

  start(): void {
    this.timer = setInterval(() => {
      const request = this.ask().finally(() => this.open.delete(request))
      this.open.add(request)
    }, 1000 / PER_SECOND)
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer)
    await Promise.all(this.open)
  }

  figures(): Record<string, number> {
    const sorted = this.times.toSorted((a, b) => a - b)
    return sorted.length === 0 ? {} : { requests: sorted.length, 'request p50 ms': quantile(sorted, 0.5), 'request p99 ms': quantile(sorted, 0.99) }
  }

  private async ask(): Promise<void> {
    const { articleId, headers } = this.article
    const paths = [`/articles/${articleId}`, `/api/v1/articles/${articleId}`, '/', `/api/v1/articles/${articleId}/claims`]
    const since = performance.now()
    const response = await fetch(`${this.origin}${paths[this.count++ % paths.length]}`, { headers, redirect: 'manual' })
    await response.arrayBuffer()
    if (response.status >= 400) throw new Error(`${response.url} answered ${response.status}`)
    this.times.push(performance.now() - since)
  }
}
