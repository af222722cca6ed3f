/** Everything that can break in one run: two nodes, their links to the database, the people's links to the nodes. */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#lib/db/embedded.ts'
import type { Random } from '../random.ts'
import type { VariantName } from '../variants.ts'
import type { Database } from './database.ts'
import { Link } from './link.ts'
import { NodeProcess } from './node.ts'

const NODES = ['node A', 'node B'] as const

/** A way to the nodes as behind a load balancer: each new connection goes to one that is up. */
export interface Way {
  link: Link
  url: string
  /** The node of the present connection. */
  node: () => NodeProcess | null
}

export class World {
  readonly database: Database
  readonly secret = randomBytes(32).toString('hex')
  readonly nodes: NodeProcess[] = []
  /** Between each node and the database. */
  readonly databaseLinks: Link[] = []
  readonly ways: Way[] = []

  private ownLink: Link | null = null

  constructor(database: Database) {
    this.database = database
  }

  async start({ variant, onFault }: { variant: VariantName; onFault: (what: string) => void }): Promise<void> {
    for (const name of NODES) {
      const link = new Link({ target: () => this.database.port })
      this.databaseLinks.push(link)
      this.nodes.push(new NodeProcess({ name, port: await freePort(), databaseUrl: await this.addressOf(link), secret: this.secret, variant, onFault }))
    }
    await Promise.all(this.nodes.map(async (node) => await node.start()))
    if (this.nodes.some(({ isUp }) => !isUp)) throw new Error('a node did not start')
  }

  async openWay(random: Random): Promise<Way> {
    let node: NodeProcess | null = null
    const link = new Link({
      target: () => {
        const up = this.nodes.filter(({ isUp }) => isUp)
        node = up.length === 0 ? null : random.pick(up)
        return node?.port ?? null
      },
    })
    const way: Way = { link, url: `ws://127.0.0.1:${await link.listen()}/collab`, node: () => node }
    this.ways.push(way)
    return way
  }

  directUrl(node: NodeProcess): string {
    return `ws://127.0.0.1:${node.port}/collab`
  }

  /** The database's address for the newsroom itself: it stays the same, and nothing breaks it. */
  async openDatabase(): Promise<string> {
    this.ownLink = new Link({ target: () => this.database.port })
    return await this.addressOf(this.ownLink)
  }

  async healAll(): Promise<void> {
    for (const link of [...this.databaseLinks, ...this.ways.map((way) => way.link)]) link.heal()
    for (const node of this.nodes) if (!node.isUp) await node.start()
    for (const point of ['insert', 'commit', 'snapshot'] as const) await this.database.disarm(point)
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map(async (node) => await node.stop()))
    await Promise.all([...this.databaseLinks, ...this.ways.map((way) => way.link)].map(async (link) => await link.close()))
    await this.ownLink?.close()
  }

  private async addressOf(link: Link): Promise<string> {
    const url = new URL(this.database.url)
    url.port = String(await link.listen())
    return url.href
  }
}

/** Asks again and again while the database is away. */
export async function insist<Result>(ask: () => Promise<Result>, timeoutMs = 20_000): Promise<Result> {
  const end = Date.now() + timeoutMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (Date.now() > end) throw error
      await sleep(100)
    }
  }
}
