/** The collaboration server as a process of its own, and people who type into it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import type { CollabSession } from '#lib/client/collab/session.ts'
import { ORIGIN } from './server.ts'
import { copyOf, type Person } from './newsroom.ts'

const SECRET = randomBytes(32).toString('hex')

/** Types forty words a second, and remembers which of them were shown as Saved. */
export class Typist {
  readonly session: CollabSession
  private readonly name: string
  readonly typed: string[] = []
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

/** The real program, with its own sign-in and the pass over the claims after each commit; without pages, which nobody asks for here. */
export async function startProgram(databaseUrl: string, port: number): Promise<ChildProcess> {
  const entry = path.join(import.meta.dirname, '../../../server/main.ts')
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

export async function cookieOf({ sessionId }: Person): Promise<string> {
  return `next-auth.session-token=${await encode({ token: { sid: sessionId }, secret: SECRET })}`
}

export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
