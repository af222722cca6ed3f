/** The program as a whole, started, stopped and killed. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createDb } from '#lib/db/client.ts'
import { runningEmbedded, stopLeftover } from '#lib/db/embedded.ts'
import { connect } from '#lib/db/pool.ts'
import { commandOf, isRunning } from '#lib/db/running.ts'
import { allGone, startNewsroom, type Newsroom } from '#tests/support/newsroom.ts'
import { createEmptyDatabase } from '#tests/support/postgres.ts'
import { cookieHeader, signInByHttp } from '../../e2e/support/sign-in.ts'
import { openWriter } from '../../e2e/support/writer.ts'

function dataFolder(): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-start-test-'))
  onTestFinished(async () => {
    await stopLeftover(dir)
    rmSync(dir, { recursive: true, force: true })
  })
  return dir
}

async function started(env: Record<string, string>): Promise<Newsroom> {
  const newsroom = await startNewsroom(env)
  onTestFinished(() => kill(newsroom.pids().filter((pid) => pid > 1)))
  return newsroom
}

function kill(pids: readonly number[]): void {
  for (const pid of pids) if (isRunning(pid)) process.kill(pid, 'SIGKILL')
}

async function writeMarker(dir: string): Promise<void> {
  const client = await connect(runningEmbedded(dir) ?? 'not running')
  await client.query("UPDATE desk SET name = 'Marked' WHERE slug = 'world'")
  await client.end()
}

async function hasMarker(dir: string): Promise<boolean> {
  const client = await connect(runningEmbedded(dir) ?? 'not running')
  const { rowCount } = await client.query("SELECT 1 FROM desk WHERE name = 'Marked'")
  await client.end()
  return rowCount === 1
}

/** What a start says: its own steps, and the announcement. Anything else is somebody else's chatter. */
const OWN_LINE = /^(• +\d+\.\d s {2}\S.*|• .* …|Stet is ready: .*|No mail is sent: .*|Sign in with the password .*| {2}\S+@stet\.example +Demo .*|)$/

test('[OP-1, OP-2, OP-3] it starts with the demo newsroom, refuses a second start on the same data, and stops without leaving a process', async () => {
  const dir = dataFolder()
  const newsroom = await started({ STET_DATA_DIR: dir })
  expect(newsroom.output()).toContain(`Stet is ready: ${newsroom.url}`)
  expect(newsroom.output()).toContain('stet-demo-2026')
  expect(newsroom.output()).toContain('publisher@stet.example')
  expect(
    newsroom
      .output()
      .split('\n')
      .filter((line) => !OWN_LINE.test(line)),
  ).toEqual([])
  expect(await (await fetch(`${newsroom.url}/api/health`)).json()).toMatchObject({ status: 'ok', database: 'ok' })
  expect((await fetch(`${newsroom.url}/sign-in`)).status).toBe(200)

  await expect(startNewsroom({ STET_DATA_DIR: dir })).rejects.toThrow('Stet is already running with the data in')

  const pids = newsroom.pids()
  expect(pids.some((pid) => commandOf(pid).includes('postgres -D'))).toBe(true)
  newsroom.signal('SIGTERM')
  expect(await newsroom.ended).toBe(0)
  expect(await allGone(pids)).toBe(true)
})

test('[OP-3a] after kill -9 of the server, of its starter, or of all but the database, the next start brings everything back', async () => {
  const dir = dataFolder()
  const env = { STET_DATA_DIR: dir }
  const first = await started(env)
  await writeMarker(dir)
  const firstPids = first.pids()
  const [, server = 0] = firstPids

  kill([server])
  await first.ended
  expect(await allGone(firstPids)).toBe(true)
  expect(runningEmbedded(dir)).toBe(null)

  const second = await started(env)
  const secondPids = second.pids()
  expect(await hasMarker(dir)).toBe(true)
  kill(second.pids().slice(0, 1))
  // Whoever is told nothing ends by itself; the next start waits for it rather than give up.
  const third = await started(env)
  expect(await hasMarker(dir)).toBe(true)
  expect(await allGone(secondPids)).toBe(true)

  kill(third.pids().filter((pid) => !commandOf(pid).includes('postgres')))
  expect(runningEmbedded(dir)).not.toBe(null)
  const fourth = await started(env)
  expect(await hasMarker(dir)).toBe(true)
  const pids = fourth.pids()
  fourth.signal('SIGINT')
  expect(await fourth.ended).toBe(0)
  expect(await allGone(pids)).toBe(true)
})

test('[OP-6] with DATABASE_URL there is no embedded database and no demo account, and the first start prints a link that makes the first administrator', async () => {
  const { url, drop } = await createEmptyDatabase()
  const dir = dataFolder()
  const db = createDb(url)
  onTestFinished(async () => {
    await db.$disconnect()
    await drop()
  })
  const newsroom = await started({ DATABASE_URL: url, NEXTAUTH_SECRET: 's'.repeat(40), STET_DATA_DIR: dir })
  expect(newsroom.output()).toMatch(new RegExp(`${newsroom.url}/welcome\\?token=\\S{20,}`))
  expect(newsroom.output()).not.toContain('stet.example')
  expect(existsSync(path.join(dir, 'postgres'))).toBe(false)
  expect(await db.user.count()).toBe(0)
  expect(await db.invitation.count()).toBe(1)
  newsroom.signal('SIGTERM')
  expect(await newsroom.ended).toBe(0)
})

test('[OP-4d] it refuses to start with every fault of its configuration named', async () => {
  const start = startNewsroom({ DATABASE_URL: 'postgresql://stet@db.invalid/stet', STET_DEMO: '1', STET_ROLE: 'everything' })
  await expect(start).rejects.toThrow(/STET_ROLE must be one of[^]*NEXTAUTH_SECRET is required[^]*STET_DEMO=1 needs the embedded database/)
})

test('[OP-6a] a demo newsroom is not opened to the network', async () => {
  const dir = dataFolder()
  const newsroom = await started({ STET_DATA_DIR: dir })
  newsroom.signal('SIGTERM')
  await newsroom.ended
  await expect(startNewsroom({ STET_DATA_DIR: dir, HOST: '0.0.0.0' })).rejects.toThrow('whose passwords are public')
})

/** The status with which an upgrade is answered that carries no cookie. */
async function upgradeStatus(url: string, place: string): Promise<number> {
  const headers = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'c3RldC10ZXN0LWtleS0wMQ==', origin: url }
  return await new Promise((resolve, reject) => {
    const sent = request(`${url}${place}`, { headers })
    sent.once('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.once('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    sent.once('error', reject)
    sent.end()
  })
}

const DOCUMENT = '/collab/00000000-0000-4000-8000-000000000000'

test.for([
  { role: 'all', page: 200, collab: 401 },
  { role: 'web', page: 200, collab: 404 },
  { role: 'collab', page: 404, collab: 401 },
])('[OP-13] a node of the role $role carries what its role says, and no other upgrade', async ({ role, page, collab }) => {
  const { url, drop } = await createEmptyDatabase()
  onTestFinished(drop)
  const newsroom = await started({ DATABASE_URL: url, NEXTAUTH_SECRET: 's'.repeat(40), STET_DATA_DIR: dataFolder(), STET_ROLE: role })
  const pageStatus = (await fetch(`${newsroom.url}/sign-in`)).status
  const health = (await fetch(`${newsroom.url}/api/health`)).status
  const upgrades = { collab: await upgradeStatus(newsroom.url, DOCUMENT), reload: await upgradeStatus(newsroom.url, '/_next/webpack-hmr') }
  expect({ page: pageStatus, health, ...upgrades }).toEqual({ page, health: 200, collab, reload: 404 })
  newsroom.signal('SIGTERM')
  expect(await newsroom.ended).toBe(0)
})

test('[OP-13a] the sockets have a process of their own: when it dies, the pages stay, another takes its place, and what was Saved is there', async () => {
  const newsroom = await started({ STET_DATA_DIR: dataFolder() })
  const person = await signInByHttp(newsroom.url, 'reporter')
  const cookie = await cookieHeader(person)
  const { items } = (await (await person.get('/api/v1/articles')).json()) as { items: { id: string }[] }
  const articleId = items[0]?.id ?? ''
  const writer = await openWriter(newsroom.url, articleId, cookie)
  onTestFinished(() => writer.close())
  writer.replace('Russian President', '[before] Russian President')
  await writer.saved()

  const withSockets = () => newsroom.pids().filter((pid) => commandOf(pid).includes('collab/process.ts'))
  const before = withSockets()
  expect(before).toHaveLength(1)
  kill(before)
  expect((await fetch(`${newsroom.url}/sign-in`)).status).toBe(200)

  // Typed while nobody listens: it goes over when the other process is there.
  writer.replace('Russian President', '[after] Russian President')
  const copy = async () => await (await person.get(`/api/v1/articles/${articleId}/content?format=text`)).text()
  await expect.poll(copy, { timeout: 60_000 }).toContain('[before] [after] Russian President')
  expect(withSockets()).toHaveLength(1)
  expect(withSockets()).not.toEqual(before)
  expect(newsroom.output()).toContain('the process with the sockets has ended by itself')
})

test('[OP-3b] an embedded database that ends alone is started again with all that was Saved, and nothing waits for it at the end', async () => {
  const dir = dataFolder()
  const newsroom = await started({ STET_DATA_DIR: dir })
  const person = await signInByHttp(newsroom.url, 'reporter')
  const { items } = (await (await person.get('/api/v1/articles')).json()) as { items: { id: string }[] }
  const articleId = items[0]?.id ?? ''
  const writer = await openWriter(newsroom.url, articleId, await cookieHeader(person))
  onTestFinished(() => writer.close())
  writer.replace('Russian President', '[before] Russian President')
  await writer.saved()

  const server = () => newsroom.pids().filter((pid) => commandOf(pid).includes('postgres -D'))
  const health = async () => (await fetch(`${newsroom.url}/api/health`)).json()
  const before = server()
  expect(before).toHaveLength(1)
  kill(before)
  writer.replace('Russian President', '[after] Russian President')
  await expect.poll(server, { timeout: 30_000 }).not.toEqual(before)
  const copy = async () => await (await person.get(`/api/v1/articles/${articleId}/content?format=text`)).text()
  await expect.poll(copy, { timeout: 60_000 }).toContain('[before] [after] Russian President')
  await expect.poll(health, { timeout: 60_000 }).toMatchObject({ status: 'ok', database: 'ok', collab: 'ok', queue: 'ok' })
  expect(newsroom.output()).toMatch(/has ended by itself; starting it again[^]*it answers again/)

  kill(server())
  const pids = newsroom.pids()
  newsroom.signal('SIGTERM')
  expect(await newsroom.ended).toBe(0)
  expect(await allGone(pids)).toBe(true)
  expect(runningEmbedded(dir)).toBe(null)
})
