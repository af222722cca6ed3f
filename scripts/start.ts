/** Brings the newsroom up, a step after the other, and takes it down again. Started by scripts/start.mjs. */
import './load-env.ts'
import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import { createDb } from '#lib/db/client.ts'
import { startEmbedded, stopLeftover } from '#lib/db/embedded.ts'
import { applyMigrations } from '#lib/db/migrate.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#lib/domain/newsroom/demo-accounts.ts'
import { EnvError, isLoopback, parseEnv, type Env } from '#lib/env/env.ts'
import { build } from './build.ts'
import { dataDir, embeddedSecret } from './database.ts'
import { takeLock } from './lock.ts'

const { values: options } = parseArgs({ options: { dev: { type: 'boolean', default: false }, 'lives-by': { type: 'string', default: '' } } })
const DEV = options.dev
const LIVES_BY = options['lives-by']
  .split(',')
  .filter((pid) => pid !== '')
  .map(Number)
const EMBEDDED = !process.env.DATABASE_URL
const STARTED = Date.now()

/** What has been brought up, to be taken down in the opposite order. */
const undo: (() => Promise<void> | void)[] = []
let stopping: Promise<void> | null = null

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void quit(0))
// The channel to scripts/start.mjs closes when that is killed.
process.on('disconnect', () => void quit(0))

try {
  await bringUp()
} catch (error) {
  if (stopping === null) {
    console.error(`\n${sentence(error)}`)
    await quit(1)
  }
}

async function bringUp(): Promise<void> {
  const env = checkConfiguration()
  if (EMBEDDED) await claimDataDir()
  await checkPort(env)
  if (!DEV) step((await build(() => step('Building the pages (about half a minute)'))) ? 'Pages built' : 'Pages up to date')

  const url = await database()
  const applied = await applyMigrations(url)
  step(applied.length === 0 ? 'Database up to date' : `Database migrated (${applied.length} ${applied.length === 1 ? 'step' : 'steps'})`)
  process.env.DATABASE_URL = url
  const welcome = await populate(url, env)

  step('Starting the server')
  const { serve } = await import('#server/main.ts')
  const running = await serve()
  undo.push(() => running.stop())
  if (stopping === null) announce(env, welcome)
}

async function claimDataDir(): Promise<void> {
  const release = await takeLock(dataDir(), { livesBy: LIVES_BY })
  undo.push(async () => {
    // A signal may come while the database is starting, before anyone else knows of it.
    await stopLeftover(dataDir())
    release()
  })
}

/** Every fault at once, before anything is built or started. */
function checkConfiguration(): Env {
  const { HOST = '127.0.0.1', STET_DEMO } = process.env
  const set = (name: string, value: string) => (process.env[name] ||= value)
  Object.assign(process.env, { NODE_ENV: DEV ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const faults: string[] = []
  if (STET_DEMO === '1' && !(EMBEDDED && isLoopback(HOST))) {
    faults.push('STET_DEMO=1 needs the embedded database (no DATABASE_URL) on a loopback HOST: the demo passwords are public')
  }
  if (EMBEDDED) {
    set('STET_DEMO', isLoopback(HOST) ? '1' : '0')
    set('NEXTAUTH_SECRET', embeddedSecret(dataDir()))
  }
  try {
    const env = parseEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || 'postgresql://embedded/stet' })
    if (faults.length === 0) return env
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    faults.unshift(...error.faults)
  }
  throw new EnvError(faults)
}

async function checkPort({ HOST, PORT }: Env): Promise<void> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen(PORT, HOST, () => probe.close(() => resolve()))
  }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? 'another program is using it' : error.message
    throw new Error(`Stet cannot listen on ${HOST}, port ${PORT}: ${why}. Stop that program, or choose another port: PORT=3001 npm start`)
  })
}

async function database(): Promise<string> {
  const given = process.env.DATABASE_URL
  if (given) return given
  const say = (message: string) => step(`Embedded Postgres: ${message}`)
  const embedded = await startEmbedded({ dir: dataDir(), onProgress: say, onEnded: say })
  undo.push(() => embedded.stop())
  return embedded.url
}

/** Makes the demo newsroom where it is wanted; the address of the first administrator's one-time link where nobody is there yet. */
async function populate(url: string, { STET_DEMO, STET_PUBLIC_URL, HOST }: Env): Promise<string | null> {
  // Generated a moment ago, so loaded only now.
  const [{ hasDemoPeople, needsDemo, seedDemo }, { createFirstAdminInvitation }] = await Promise.all([
    import('#prisma/seed/demo.ts'),
    import('#lib/services/people/create-first-admin-invitation.ts'),
  ])
  const db = createDb(url)
  try {
    if (STET_DEMO) {
      if (await needsDemo(db)) await seedDemo(db)
      step('Demo newsroom ready')
      return null
    }
    if (!isLoopback(HOST) && (await hasDemoPeople(db))) {
      throw new Error(
        `The data in ${dataDir()} is the demo newsroom, whose passwords are public, and HOST=${HOST} would open it to the network. Give your newsroom a folder of its own: STET_DATA_DIR=.data-newsroom`,
      )
    }
    const invitation = await createFirstAdminInvitation({ db, now: () => new Date(), newId: () => crypto.randomUUID() })
    return invitation === null ? null : `${STET_PUBLIC_URL}/welcome?token=${encodeURIComponent(invitation.token)}`
  } finally {
    await db.$disconnect()
  }
}

function announce(env: Env, welcome: string | null): void {
  const lines = [`\nStet is ready: ${env.STET_PUBLIC_URL}   (Ctrl-C stops it)`]
  lines.push(env.SMTP_URL === undefined ? 'No mail is sent: SMTP_URL is not set.' : `Mail goes out by ${new URL(env.SMTP_URL).host}.`)
  if (welcome !== null) lines.push('', 'Make the first administrator with this link. It works once, and is shown only here:', `  ${welcome}`)
  if (env.STET_DEMO) {
    lines.push('', `Sign in with the password ${DEMO_PASSWORD} as`, ...DEMO_ACCOUNTS.map(({ email, name }) => `  ${email.padEnd(24)} ${name}`))
  }
  console.log(lines.join('\n'))
}

function step(message: string): void {
  const seconds = ((Date.now() - STARTED) / 1000).toFixed(1)
  console.log(`• ${seconds.padStart(5)} s  ${message}`)
}

/** Called by every signal, often by two for one Ctrl-C; only the first does anything. */
async function quit(code: number): Promise<void> {
  stopping ??= takeDown()
  await stopping
  process.exit(code)
}

async function takeDown(): Promise<void> {
  if (undo.length > 0) console.log('\nStopping …')
  for (const down of undo.splice(0).toReversed()) {
    try {
      await down()
    } catch (error) {
      console.error(sentence(error))
    }
  }
}

function sentence(error: unknown): string {
  if (error instanceof EnvError) return error.message
  if (!(error instanceof Error)) return String(error)
  return process.env.LOG_LEVEL === 'debug' ? (error.stack ?? error.message) : error.message
}
