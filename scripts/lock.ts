/**
 * One program a data folder. The lock names its holder's process, and those the holder lives by: a holder whose
 * own parent was killed is about to stop, and is waited for.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from '#lib/db/running.ts'

/** Milliseconds that a holder which is about to stop is waited for. */
const PATIENCE = 30_000

interface LockOptions {
  /** Processes without which the holder stops by itself. */
  livesBy?: number[]
  /** Milliseconds to wait for a holder that is well and busy; by default none. */
  wait?: number
}

interface Holder {
  pid: number
  livesBy: number[]
}

/** Resolves with the function that gives the lock back. Throws a sentence for the person when another program holds it. */
export async function takeLock(dir: string, { livesBy = [], wait = 0 }: LockOptions = {}): Promise<() => void> {
  mkdirSync(dir, { recursive: true })
  const file = path.join(dir, 'stet.lock')
  const since = Date.now()
  while (!create(file, { pid: process.pid, livesBy })) {
    const holder = read(file)
    if (holder === null || !isRunning(holder.pid)) rmSync(file, { force: true })
    else if (Date.now() - since >= (holder.livesBy.every(isRunning) ? wait : PATIENCE)) throw new Error(inUse(dir, holder.pid))
    else await sleep(100)
  }
  return () => {
    if (read(file)?.pid === process.pid) rmSync(file, { force: true })
  }
}

function inUse(dir: string, pid: number): string {
  return `Stet is already running with the data in ${dir} (process ${pid}). Stop it first (Ctrl-C where it runs, or: kill ${pid}), or give this one a folder and a port of its own: STET_DATA_DIR=.data-2 PORT=3001 npm start`
}

function create(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function read(file: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isHolder(value) ? value : null
  } catch {
    // Gone in between, or cut off while it was written.
    return null
  }
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number' && 'livesBy' in value && Array.isArray(value.livesBy)
}
