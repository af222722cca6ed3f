/** One node: the real program in a process of its own, with small sizes and short waits, killed and frozen at will. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import type { CollabLimits } from '#lib/collab/limits.ts'
import type { VariantName } from '../variants.ts'

const ROOT = path.resolve(import.meta.dirname, '../../..')
export const ORIGIN = 'http://newsroom.test'

/** With the usual sizes faults hide: what is rare there happens all the time here. */
const SMALL: Partial<CollabLimits> = {
  batchEdits: 3,
  snapshotEvery: 3,
  queuedEdits: 400,
  earlyFrames: 40,
  pollMs: 300,
  rightsMs: 400,
  retryMinMs: 10,
  retryMaxMs: 200,
  candidateIdleMs: 300,
  statementMs: 2_000,
  replyMs: 3_000,
  listenProbeMs: 1_000,
  listenReplyMs: 800,
  pingMs: 2_000,
  syncRequestsPerMinute: 10_000,
  refusalsPerMinute: 10_000,
  socketsPerUser: 1_000,
}

/** What happens inside the program to its next append or snapshot (inside/points.ts). */
export type InsidePoint = 'die-after-commit' | 'lose-reply' | 'append-late' | 'die-in-snapshot'

export interface NodeOptions {
  name: string
  port: number
  databaseUrl: string
  secret: string
  variant: VariantName
  onFault: (what: string) => void
}

const SAID_LINES = 40
const STOP_MS = 12_000

export class NodeProcess {
  readonly name: string
  readonly port: number
  private readonly options: NodeOptions
  private child: ChildProcess | null = null
  private readonly said: string[] = []

  constructor(options: NodeOptions) {
    this.options = options
    this.name = options.name
    this.port = options.port
  }

  get isUp(): boolean {
    return this.child !== null
  }

  async start(): Promise<void> {
    const args = ['--disable-warning=ExperimentalWarning', '--import', path.join(import.meta.dirname, '../inside/hooks.ts'), path.join(ROOT, 'server/main.ts')]
    const child = spawn(process.execPath, args, { cwd: ROOT, env: this.environment(), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    this.child = child
    const killLast = (): void => void child.kill('SIGKILL')
    process.once('exit', killLast)
    child.once('exit', () => process.off('exit', killLast))
    child.once('exit', (code, signal) => {
      if (this.child !== child) return
      this.child = null
      this.options.onFault(`${this.name} ended by itself (${code ?? signal}): ${this.said.slice(-20).join('\n')}`)
    })
    await new Promise<void>((resolve) => {
      child.once('exit', () => resolve())
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => this.hear(bytes.toString(), resolve))
    })
  }

  async kill(): Promise<void> {
    const { child } = this
    if (child === null) return
    this.child = null
    await endOf(child, () => child.kill('SIGKILL'))
  }

  /** It is told to stop, and has to have saved and ended by itself in time. */
  async stop(): Promise<void> {
    const { child } = this
    if (child === null) return
    this.child = null
    const late = setTimeout(() => {
      this.options.onFault(`${this.name} did not end within ${STOP_MS} ms of SIGTERM`)
      child.kill('SIGKILL')
    }, STOP_MS)
    const code = await endOf(child, () => child.kill('SIGTERM'))
    clearTimeout(late)
    if (code !== 0 && code !== null) this.options.onFault(`${this.name} ended with ${code} at SIGTERM: ${this.said.slice(-20).join('\n')}`)
  }

  /** Its next such moment; resolves when the process has ended, or null when nothing came of it in time. */
  async dieAt(point: InsidePoint, timeoutMs: number): Promise<boolean> {
    const { child } = this
    if (child === null) return false
    this.child = null
    child.send({ point })
    const died = await Promise.race([
      endOf(child, () => undefined).then(() => true),
      new Promise<false>((resolve) => {
        setTimeout(() => resolve(false), timeoutMs)
      }),
    ])
    if (!died) await endOf(child, () => child.kill('SIGKILL'))
    return died
  }

  arm(point: InsidePoint): void {
    this.child?.send({ point })
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.child?.kill(name)
  }

  private hear(text: string, onReady: () => void): void {
    for (const line of text.split('\n').filter((part) => part !== '')) {
      this.said.push(line.slice(0, 2_000))
      if (line.includes('Stet is ready')) onReady()
      if (line.includes('a document room failed')) this.options.onFault(`${this.name}: ${line.slice(0, 1_500)}`)
    }
    this.said.splice(0, this.said.length - SAID_LINES)
  }

  private environment(): NodeJS.ProcessEnv {
    const limits = Object.entries(SMALL).map(([name, value]) => [
      `STET_LIMIT_${name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`,
      String(value),
    ])
    return {
      NODE_ENV: 'production',
      PATH: process.env['PATH'],
      DATABASE_URL: this.options.databaseUrl,
      NEXTAUTH_SECRET: this.options.secret,
      STET_PUBLIC_URL: ORIGIN,
      STET_ROLE: 'collab',
      PORT: String(this.port),
      LOG_LEVEL: 'info',
      FAULTS_VARIANT: this.options.variant,
      ...Object.fromEntries(limits),
    }
  }
}

/** Its exit code, null when a signal ended it. */
async function endOf(child: ChildProcess, act: () => unknown): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code))
  })
  act()
  return await ended
}
