/** The database that a command works on: DATABASE_URL, or the embedded one in STET_DATA_DIR. */
import './load-env.ts'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runningEmbedded, startEmbedded } from '#lib/db/embedded.ts'
import { takeLock } from './lock.ts'

export function dataDir(): string {
  return path.resolve(process.env.STET_DATA_DIR || '.data')
}

interface WithDatabase {
  /** Also beside a newsroom that is running with the same data. */
  whileRunning?: boolean
}

/** Runs `work` on the database, starting and stopping the embedded one around it when there is no other. */
export async function withDatabase<Result>(work: (url: string) => Promise<Result>, { whileRunning = false }: WithDatabase = {}): Promise<Result> {
  const given = process.env.DATABASE_URL
  if (given) return await work(given)
  const running = whileRunning ? runningEmbedded(dataDir()) : null
  if (running !== null) return await work(running)
  const release = await takeLock(dataDir())
  const embedded = await startEmbedded({ dir: dataDir() })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.stop()
    release()
  }
}

/** The secret that seals sessions of the embedded newsroom: made once, kept beside its data. */
export function embeddedSecret(dir: string): string {
  const file = path.join(dir, 'nextauth.secret')
  mkdirSync(dir, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
