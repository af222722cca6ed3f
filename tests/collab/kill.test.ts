import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { expect, it } from 'vitest'
import type { CollabSession } from '#lib/client/collab/session.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { openSession } from './support/browser.ts'
import { waitFor } from './support/clients.ts'
import { ORIGIN } from './support/server.ts'
import { copyOf, type Person } from './support/newsroom.ts'
import { setStage } from './support/stage.ts'

const stage = setStage()
const ROUNDS = 20
const SECRET = randomBytes(32).toString('hex')

it('[CO-5] kill -9 while two people type: everything that was shown as Saved is there, twenty times', async () => {
  const { newsroom } = stage
  const articleId = await newsroom.writeArticle()
  const port = await freePort()
  const url = `ws://127.0.0.1:${port}/collab`
  const [reporter, editor] = [await newsroom.hire('reporter'), await newsroom.hire('editor')]
  let server = await startProgram(stage.database.url, port)
  const typists = [
    new Typist('r', openSession(url, articleId, reporter, { cookie: await cookieOf(reporter) })),
    new Typist('e', openSession(url, articleId, editor, { cookie: await cookieOf(editor) })),
  ]
  const savedByGuests: string[] = []
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await waitFor(
        () => typists.every(({ session }) => session.getSnapshot().synced && session.getSnapshot().link === 'connected'),
        'both to be connected',
        30_000,
      )
      typists.forEach((typist) => typist.start())
      const guests = guestsLeavingAtSaved({ url, articleId, person: reporter, cookie: await cookieOf(reporter), round, saved: savedByGuests })
      await waitFor(() => savedByGuests.some((word) => word.startsWith(`[g${round}x`)), 'a guest to be told Saved', 30_000)
      // The kill comes at another point of the work in each round.
      await new Promise((resolve) => setTimeout(resolve, (round * 7) % 40))
      await kill(server)
      guests.stop()
      typists.forEach((typist) => typist.stop())
      const shownAsSaved = [...savedByGuests, ...typists.flatMap((typist) => typist.saved)]
      const text = await newsroom.logCopy(articleId)
      expect(shownAsSaved.filter((word) => !text.includes(word))).toEqual([])
      server = await startProgram(stage.database.url, port)
    }
    await waitFor(() => typists.every((typist) => typist.session.getSnapshot().unsaved === 0), 'all to be saved', 30_000)
    await waitFor(() => contentHash(typists[0]!.session.doc) === contentHash(typists[1]!.session.doc))
    expect(await newsroom.logHash(articleId)).toBe(contentHash(typists[0]!.session.doc))
    const words = (await newsroom.logCopy(articleId)).match(/\[\w+\]/g) ?? []
    expect(new Set(words).size).toBe(words.length)
    expect(typists.every((typist) => typist.saved.length > ROUNDS)).toBe(true)
    expect(savedByGuests.length).toBeGreaterThanOrEqual(ROUNDS)
  } finally {
    typists.forEach((typist) => typist.leave())
    await kill(server)
  }
}, 600_000)

/** Types forty words a second, and remembers which of them were shown as Saved. */
class Typist {
  readonly session: CollabSession
  private readonly name: string
  private readonly typed: string[] = []
  private typing: NodeJS.Timeout | null = null

  constructor(name: string, session: CollabSession) {
    this.name = name
    this.session = session
  }

  /** One word is one change, so what is not unsaved is saved. */
  get saved(): string[] {
    return this.typed.slice(0, this.typed.length - this.session.getSnapshot().unsaved)
  }

  start(): void {
    this.typing = setInterval(() => {
      const word = `[${this.name}${this.typed.length}]`
      this.typed.push(word)
      copyOf(this.session.doc).insert(0, word)
    }, 25)
  }

  stop(): void {
    if (this.typing !== null) clearInterval(this.typing)
  }

  leave(): void {
    this.stop()
    this.session.destroy()
  }
}

/** Tabs that open, write one word and are gone the moment Saved is shown: nobody sends their word a second time. */
function guestsLeavingAtSaved(options: { url: string; articleId: string; person: Person; cookie: string; round: number; saved: string[] }): {
  stop: () => void
} {
  const { url, articleId, person, cookie, round, saved } = options
  const sessions = Array.from({ length: 4 }, (_, index) => {
    const word = `[g${round}x${index}]`
    const session = openSession(url, articleId, person, { cookie })
    let hasTyped = false
    session.subscribe(() => {
      const { synced, unsaved } = session.getSnapshot()
      if (hasTyped && unsaved === 0 && !saved.includes(word)) {
        saved.push(word)
        session.destroy()
      }
      if (!synced || hasTyped) return
      hasTyped = true
      copyOf(session.doc).insert(0, word)
    })
    return session
  })
  return { stop: () => sessions.forEach((session) => session.destroy()) }
}

/** The real program, with its own sign-in and the pass over the claims after each commit; without pages, which nobody asks for here. */
async function startProgram(databaseUrl: string, port: number): Promise<ChildProcess> {
  const entry = path.join(import.meta.dirname, '../../server/main.ts')
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: process.env['PATH'],
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: SECRET,
    STET_PUBLIC_URL: ORIGIN,
    STET_ROLE: 'collab',
    PORT: String(port),
    LOG_LEVEL: 'info',
  }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (line: Buffer) => {
      said.push(line.toString())
      if (said.join('').includes('Stet is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the program did not start (${code}): ${said.join('')}`)))
  })
  return child
}

async function cookieOf({ sessionId }: Person): Promise<string> {
  return `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret: SECRET })}`
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
