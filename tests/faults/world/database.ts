/** The run's Postgres, and all that can be done to it: killed, frozen, slow, full, stopped at a chosen point. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded, type Embedded } from '#lib/db/embedded.ts'
import { applyMigrations } from '#lib/db/migrate.ts'
import { isRunning } from '#lib/db/running.ts'

/** Where a statement can be stopped: rows inserted and not committed, in the commit itself, in mid-snapshot. */
export type Point = 'insert' | 'commit' | 'snapshot'

/** The points are triggers of the test's own; what is armed is forgotten when the database crashes. */
const POINTS = `
  CREATE SCHEMA fault;
  CREATE UNLOGGED TABLE fault.armed (point text NOT NULL, seconds float8);
  CREATE FUNCTION fault.hit() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE pause float8;
  BEGIN
    SELECT COALESCE(seconds, -1) INTO pause FROM fault.armed WHERE point = TG_ARGV[0] LIMIT 1;
    IF pause >= 0 THEN
      PERFORM pg_sleep(pause);
    ELSIF pause < 0 THEN
      RAISE EXCEPTION 'could not extend file: no space left on device' USING ERRCODE = 'disk_full';
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER fault_insert AFTER INSERT ON document_update FOR EACH STATEMENT EXECUTE FUNCTION fault.hit('insert');
  CREATE CONSTRAINT TRIGGER fault_commit AFTER INSERT ON document_update DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION fault.hit('commit');
  CREATE TRIGGER fault_snapshot AFTER INSERT ON document_snapshot FOR EACH STATEMENT EXECUTE FUNCTION fault.hit('snapshot');`

const POLL_MS = 20

export class Database {
  /** Died without having been killed. */
  diedByItself = false
  private readonly dir: string
  private running: Embedded | null = null
  private watch: NodeJS.Timeout | null = null

  constructor(dir: string) {
    this.dir = dir
    process.once('exit', () => this.pids().forEach((pid) => signal(pid, 'SIGKILL')))
  }

  /** The present address: another port after each start. */
  get url(): string {
    if (this.running === null) throw new Error('the database is down')
    return this.running.url
  }

  get port(): number | null {
    return this.running === null ? null : Number(new URL(this.running.url).port)
  }

  async create(): Promise<void> {
    await this.start()
    await applyMigrations(this.url)
    await this.ask(POINTS)
  }

  async start(): Promise<void> {
    const running = await startEmbedded({ dir: this.dir, settings: ['restart_after_crash=on'] })
    this.running = running
    this.watch = setInterval(() => {
      if (this.running === running && !isRunning(running.pid)) this.diedByItself = true
    }, 200)
  }

  /** kill -9 of the server and every process of it; resolves when all are gone. */
  async kill(): Promise<void> {
    const pids = this.forget()
    for (const pid of pids) signal(pid, 'SIGKILL')
    while (pids.some(isRunning)) await sleep(POLL_MS)
  }

  async freeze(ms: number): Promise<void> {
    const pids = this.pids()
    for (const pid of pids) signal(pid, 'SIGSTOP')
    await sleep(ms)
    for (const pid of pids) signal(pid, 'SIGCONT')
  }

  async stop(): Promise<void> {
    const { running } = this
    if (running === null) return
    this.forget()
    await running.stop()
  }

  /** Each statement that reaches the point sleeps so many seconds; with null it fails as on a full disk. */
  async arm(point: Point, seconds: number | null): Promise<void> {
    await this.ask('INSERT INTO fault.armed (point, seconds) VALUES ($1, $2)', [point, seconds])
  }

  async disarm(point: Point): Promise<void> {
    await this.ask('DELETE FROM fault.armed WHERE point = $1', [point])
  }

  /** The process of a statement that sleeps at a point now; null when none came there in time. */
  async backendAtPoint(timeoutMs: number): Promise<number | null> {
    const end = Date.now() + timeoutMs
    while (Date.now() < end) {
      const [found] = await this.ask<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database() LIMIT 1")
      if (found !== undefined) return found.pid
      await sleep(POLL_MS)
    }
    return null
  }

  /** kill -9 of one server process, which Postgres answers by crashing and recovering as a whole. */
  crash(pid: number): void {
    signal(pid, 'SIGKILL')
  }

  /** On a connection of its own, past every link. Rejects when the database is away. */
  async ask<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 2_000, query_timeout: 5_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      // Without values it may be several statements.
      const { rows } = values === undefined ? await client.query<Row>(text) : await client.query<Row>(text, [...values])
      return rows
    } finally {
      void client.end().catch(() => undefined)
    }
  }

  private forget(): number[] {
    const pids = this.pids()
    if (this.watch !== null) clearInterval(this.watch)
    this.running = null
    return pids
  }

  private pids(): number[] {
    if (this.running === null) return []
    const { pid } = this.running
    return [pid, ...childrenOf(pid)]
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return null
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It has ended meanwhile.
  }
}
