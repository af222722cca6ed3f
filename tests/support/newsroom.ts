/** The program as a newcomer starts it, with a data folder and a port of its own. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#lib/db/embedded.ts'
import { isRunning } from '#lib/db/running.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const READY = 'Stet is ready: '
/** Milliseconds; the first start of all may have to build the pages. */
const START_TIMEOUT = 180_000
const STOP_TIMEOUT = 30_000

export interface Newsroom {
  url: string
  /** What it has said so far. */
  output: () => string
  /** Itself and everything it has started, the database too. */
  pids: () => number[]
  /** Resolves with its exit code when it has ended. */
  ended: Promise<number | null>
  signal: (signal: NodeJS.Signals) => void
}

/** Resolves when it is ready; rejects with what it said when it ends before. */
export async function startNewsroom(env: Record<string, string>): Promise<Newsroom> {
  const port = env.PORT ?? String(await freePort())
  // Started by nobody in particular: not by npm, and with no settings of ours.
  const clean: NodeJS.ProcessEnv = { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'warn', ...env, PORT: port }
  const child = spawn('node', ['scripts/start.mjs'], { cwd: ROOT, env: clean, stdio: ['ignore', 'pipe', 'pipe'] })
  const root = child.pid ?? 0
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  const isReady = await Promise.race([waitUntil(() => said.includes(READY), START_TIMEOUT), ended.then(() => false)])
  if (!isReady) {
    child.kill('SIGTERM')
    throw new Error(said)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => said,
    pids: () => withDescendants(root),
    ended,
    signal: (signal) => child.kill(signal),
  }
}

/** false: not within the time. */
export async function waitUntil(isTrue: () => boolean, timeout: number = STOP_TIMEOUT): Promise<boolean> {
  const end = Date.now() + timeout
  while (Date.now() < end) {
    if (isTrue()) return true
    await sleep(20)
  }
  return isTrue()
}

/** Resolves true when none of these processes runs any more. */
export async function allGone(pids: readonly number[]): Promise<boolean> {
  return await waitUntil(() => !pids.some(isRunning))
}

function withDescendants(root: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), parentOf(pid)]),
  )
  const family = [root]
  for (const pid of family) for (const [child, parent] of parents) if (parent === pid) family.push(child)
  return family
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    // It has just ended.
    return 0
  }
}
