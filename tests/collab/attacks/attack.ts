/**
 * How every attack of docs/spec/attacks.md is tried: an honest reporter types on, edit by edit, while somebody on
 * the same server does harm; afterwards nothing has changed but what the honest one typed.
 */
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { DEFAULT_LIMITS, type CollabLimits } from '#lib/collab/limits.ts'
import { encodeNotice, encodeSync, SYNC, type RefusalReason } from '#lib/collab/messages.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { asDocJson, docToJson } from '#lib/editor/ydoc.ts'
import type { Role } from '#lib/policies/actor.ts'
import { headersOf, openRaw, waitFor, type RawSocket, type Tab } from '../support/clients.ts'
import { copyOf, type Person } from '../support/newsroom.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { setStage, type Stage } from '../support/stage.ts'

export interface Attack {
  /** `[AT-3] …`: its rule in docs/spec/attacks.md, and what is done. */
  name: string
  /** Of the attacker on the desk; a colleague with the right to edit unless told. */
  as?: Role
  /** A server with other bounds than usual, so that they are reached sooner. */
  limits?: Partial<CollabLimits>
  run: (scene: Scene) => Promise<void> | void
  /** `stays`: nothing is answered, and the socket stays open. */
  ends: { close: number } | { refused: RefusalReason } | { upgrade: number } | 'stays'
  /** Lines in the security log; one unless told. */
  lines?: number
}

export interface Scene {
  stage: Stage
  server: TestServer
  articleId: string
  honest: Tab
  attacker: Person
  /** The attacker's, greeted. */
  socket: RawSocket
  /** The document as everybody has it when it begins. */
  state: Uint8Array
}

/** Longest growth of the process's memory that an attack may cause, the attacker's own and the test's included. */
const MEMORY_MB = 200
/** By how much an honest edit may wait longer for Saved; the attacker works in this very process. */
const SLOWER = 100

/** Every table that says what was decided, checked or kept. */
const REVIEW_TABLES = [
  'article',
  'article_version',
  'audit_event',
  'claim',
  'claim_wording',
  'evidence',
  'publication',
  'sign_off',
  'task',
  'verdict',
  'waiver',
]

/** Call at the top of a test file. */
export function tryAttacks(attacks: readonly Attack[]): void {
  const stage = setStage()
  it.each(attacks)('$name', async (attack) => await withServer(stage, attack, async (server) => await tryAttack(stage, server, attack)))
}

async function withServer(stage: Stage, { limits }: Attack, use: (server: TestServer) => Promise<void>): Promise<void> {
  if (limits === undefined) return await use(stage.server)
  const server = await startServer(stage.database.url, { limits: { ...DEFAULT_LIMITS, ...limits } })
  try {
    await use(server)
    expect(server.errors).toEqual([])
  } finally {
    await server.stop()
  }
}

async function tryAttack(stage: Stage, server: TestServer, attack: Attack): Promise<void> {
  const { newsroom } = stage
  const articleId = await newsroom.writeArticle()
  await newsroom.issueClaim(articleId)
  const reporter = await newsroom.hire('reporter', 'Honest')
  const honest = await stage.open(articleId, reporter, server)
  const typist = new Typist(honest)
  await typist.type(10)
  const attacker = await newsroom.hire(attack.as ?? 'editor', 'Attacker')
  const socket = await openRaw(`${server.url}/${articleId}`, headersOf(attacker))
  stage.keep({ leave: () => socket.ws.terminate() })
  await waitFor(() => socket.notices.length > 0)

  const [tables, head, state] = [await fingerprint(stage, attacker), await newsroom.head(articleId), Y.encodeStateAsUpdate(honest.doc)]
  const memory = process.resourceUsage().maxRSS
  const [typedBefore, linesBefore] = [typist.typed, server.security.length]
  typist.start()
  await attack.run({ stage, server, articleId, honest, attacker, socket, state })
  await expectEnding(attack, socket)
  await typist.saveMore(3)
  await typist.stop()
  const lines = server.security.slice(linesBefore)
  socket.ws.terminate()

  expect(lines.map((line) => line['security'])).toHaveLength(attack.lines ?? 1)
  expect(lines.every((line) => line['userId'] === attacker.userId || line['security'] === 'upgrade')).toBe(true)
  const edits = typist.typed - typedBefore
  expect(await newsroom.head(articleId)).toBe(head + edits)
  const expected = new Y.Doc()
  Y.applyUpdate(expected, state)
  copyOf(expected).insert(0, Typist.KEY.repeat(edits))
  expect(asDocJson(docToJson(honest.doc))).toEqual(docToJson(expected))
  expect(await newsroom.logHash(articleId)).toBe(contentHash(expected))
  expect(await fingerprint(stage, attacker)).toEqual(tables)
  expect([...honest.provider.awareness.getStates().values()].map(({ user }) => (user as { name: string } | undefined)?.name ?? 'Honest')).not.toContain(
    'Forged',
  )
  expect(honest.closed).toEqual([])
  typist.expectUnhurried(SLOWER)
  expect((process.resourceUsage().maxRSS - memory) / 1024).toBeLessThan(MEMORY_MB)
}

async function expectEnding({ ends }: Attack, socket: RawSocket): Promise<void> {
  if (ends === 'stays' || 'upgrade' in ends) return expect(socket.ws.readyState).toBe(socket.ws.OPEN)
  if ('close' in ends) return expect(await socket.closed).toBe(ends.close)
  await waitFor(() => socket.notices.some((notice) => notice.type === 'refused'))
  expect(socket.notices.filter((notice) => notice.type === 'saved')).toEqual([])
  expect(socket.notices.find((notice) => notice.type === 'refused')).toMatchObject({ reason: ends.refused })
  expect(socket.ws.readyState).toBe(socket.ws.OPEN)
}

/** Every row of the review tables, and whose each Yjs client id is, but for the attacker's own. */
async function fingerprint({ newsroom }: Stage, attacker: Person): Promise<Record<string, unknown>> {
  const texts = async (table: string, but: string) =>
    await newsroom.sql.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t WHERE t::text NOT LIKE '%' || $1 || '%' ORDER BY 1`, [but])
  const rows = await Promise.all(REVIEW_TABLES.map(async (table) => [table, await texts(table, 'nobody')] as const))
  return Object.fromEntries([...rows, ['document_client', await texts('document_client', attacker.userId)]])
}

/** The honest reporter: one key, one mark, one Saved, and again. */
class Typist {
  static readonly KEY = 'x'
  typed = 0
  private readonly tab: Tab
  private readonly waits: number[] = []
  private before = 0
  private isTyping = false
  private typing: Promise<void> = Promise.resolve()

  constructor(tab: Tab) {
    this.tab = tab
  }

  async type(keys: number): Promise<void> {
    for (let i = 0; i < keys; i++) {
      const since = performance.now()
      copyOf(this.tab.doc).insert(0, Typist.KEY)
      this.typed += 1
      expect(await this.tab.mark(this.typed)).toEqual({ type: 'saved', n: this.typed })
      this.waits.push(performance.now() - since)
    }
  }

  start(): void {
    this.before = this.waits.length
    this.isTyping = true
    this.typing = (async () => {
      while (this.isTyping) await this.type(1)
    })()
    // Looked at when it is stopped; until then a failure is not unhandled.
    this.typing.catch(() => undefined)
  }

  async saveMore(edits: number): Promise<void> {
    const until = this.waits.length + edits
    await Promise.race([waitFor(() => this.waits.length >= until, 'honest edits to be saved'), this.typing])
  }

  async stop(): Promise<void> {
    this.isTyping = false
    await this.typing
  }

  expectUnhurried(times: number): void {
    const [before, during] = [median(this.waits.slice(0, this.before)), median(this.waits.slice(this.before))]
    expect(during / before).toBeLessThan(times)
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** As a client sends an edit: the update, and the mark that covers it. */
export function sendEdit(socket: RawSocket, update: Uint8Array, n = 1): void {
  socket.send(encodeSync(SYNC.update, update))
  socket.send(encodeNotice({ type: 'mark', n }))
}
