/**
 * Migrations by Prisma's own schema engine, run as WebAssembly. The Prisma command line is never used for
 * them: it wants an engine binary from the network, and with a stand-in it reports success having done nothing
 * (docs/decisions/021-migrations.md).
 */
import { readdirSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import { SchemaEngine, type MigrationList, type SchemaContainer } from '@prisma/schema-engine-wasm'
import pg from 'pg'
import { connect } from './pool.ts'
import { installQueues, QUEUE_SCHEMA } from './queue/install.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const SCHEMA_DIR = path.join(ROOT, 'prisma/schema')
export const MIGRATIONS_DIR = path.join(ROOT, 'prisma/migrations')

// The engine hands its last words to this global before it dies; without it they are lost and the call never ends.
Object.assign(globalThis, {
  PRISMA_WASM_PANIC_REGISTRY: {
    set_message(message: string) {
      throw new Error(`The schema engine failed: ${message}`)
    },
  },
})

/** Any number, the same in every process: whoever holds this advisory lock migrates, the others wait. */
const MIGRATION_LOCK = 7_323_817_201
const NOTHING_EXTERNAL = { externalTables: [], externalEnums: [] }

export interface ApplyOptions {
  /** These alone, for a database that is to be as it was; by default all. */
  only?: readonly string[]
}

/**
 * Applies the migrations that the database has not had yet, one after the other, each in a transaction of its
 * own, and brings the queue's own schema to what it has to be. Safe to call from several processes at once. Returns the names applied, [] when there was nothing to do.
 * Throws with the migration's name and the database's own words when one fails.
 */
export async function applyMigrations(url: string, { only }: ApplyOptions = {}): Promise<string[]> {
  const lock = await connect(url, 'stet-migrate')
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const migrationsList = await readMigrations(MIGRATIONS_DIR, only)
    const applied = await withEngine(url, async (engine) => {
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: NOTHING_EXTERNAL })
      return appliedMigrationNames
    })
    if (only === undefined) await installQueues(url)
    return applied
  } finally {
    // Ending the session gives the lock back, whatever happened.
    await lock.end()
  }
}

/**
 * The SQL that takes a database with all migrations applied to what prisma/schema says, '' when they agree.
 * Needs the right to create a database: the migrations are replayed on a scratch one beside `url`'s.
 */
export async function diffSchema(url: string, migrationsDir: string = MIGRATIONS_DIR): Promise<string> {
  const [migrations, files] = await Promise.all([readMigrations(migrationsDir), readSchema()])
  return await withEngine(url, async (engine) => {
    const result = await engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: NOTHING_EXTERNAL,
    })
    return result.exitCode === 0 ? '' : (result.stdout ?? '').trim()
  })
}

/** Empties the database: every table, type and row, and the queue's. */
export async function dropEverything(url: string): Promise<void> {
  const client = await connect(url, 'stet-reset')
  try {
    await client.query(`DROP SCHEMA IF EXISTS ${QUEUE_SCHEMA} CASCADE`)
    await client.query('DROP SCHEMA IF EXISTS public CASCADE')
    await client.query('CREATE SCHEMA public')
  } finally {
    await client.end()
  }
}

async function readSchema(): Promise<SchemaContainer[]> {
  const names = (await readdir(SCHEMA_DIR)).filter((name) => name.endsWith('.prisma')).toSorted()
  return await Promise.all(
    names.map(async (name) => {
      const file = path.join(SCHEMA_DIR, name)
      return { path: file, content: await readFile(file, 'utf8') }
    }),
  )
}

/** In the order in which they are applied. */
export function migrationNames(baseDir: string = MIGRATIONS_DIR): string[] {
  const entries = readdirSync(baseDir, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}

async function readMigrations(baseDir: string, only?: readonly string[]): Promise<MigrationList> {
  const names = migrationNames(baseDir).filter((name) => only === undefined || only.includes(name))
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  )
  const lockfile = await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8')
  return { baseDir, lockfile: { path: 'migration_lock.toml', content: lockfile }, shadowDbInitScript: '', migrationDirectories }
}

async function withEngine<Result>(url: string, work: (engine: SchemaEngine) => Promise<Result>): Promise<Result> {
  const factory = new WholeScriptFactory(url)
  const engine = await SchemaEngine.new(
    { datamodels: (await readSchema()).map(({ path: file, content }) => [file, content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  try {
    return await work(engine)
  } catch (error) {
    throw new Error(describe(error, factory.failure), { cause: factory.failure ?? error })
  } finally {
    engine.free()
    await factory.dispose()
  }
}

function describe(error: unknown, failure: Error | null): string {
  const said = error instanceof Error ? error.message : String(error)
  return failure === null ? said : `${said}\nThe database said: ${failure.message}`
}

/**
 * PrismaPg with what migrations need mended. A script goes to the server whole (PrismaPg cuts it at every
 * semicolon, also inside the body of a trigger function), and so it is one implicit transaction; the scratch
 * database is really another one (PrismaPg's keeps the connection string's own name); and the catalogue's
 * `"char"` columns, which PrismaPg does not know, are read as the characters they are.
 */
class WholeScriptFactory implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres'
  readonly adapterName = '@prisma/adapter-pg'
  /** What the database said of the script that failed; the engine's own error leaves it out. */
  failure: Error | null = null
  readonly #url: string
  readonly #open: (() => Promise<void>)[] = []

  constructor(url: string) {
    this.#url = url
  }

  async connect(): Promise<SqlDriverAdapter> {
    return await this.#adapter(this.#url)
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `stet_scratch_${crypto.randomUUID().replaceAll('-', '')}`
    await this.#administer(`CREATE DATABASE "${name}"`)
    const scratch = new URL(this.#url)
    scratch.pathname = `/${name}`
    return await this.#adapter(scratch.href, async () => this.#administer(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
  }

  async dispose(): Promise<void> {
    for (const close of this.#open.splice(0)) await close()
  }

  async #adapter(url: string, after?: () => Promise<void>): Promise<SqlDriverAdapter> {
    const pool = new CataloguePool({ connectionString: url, max: 1, application_name: 'stet-migrate' })
    const adapter = await new PrismaPg(pool).connect()
    let closed = false
    const dispose = async () => {
      if (closed) return
      closed = true
      await pool.end()
      await after?.()
    }
    this.#open.push(dispose)
    adapter.dispose = dispose
    const ask = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (query) => {
      const answer = await ask(query)
      for (const index of pool.chars) answer.columnTypes[index] = ColumnTypeEnum.Character
      return answer
    }
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script)
      } catch (error) {
        this.failure = error instanceof Error ? error : new Error(String(error))
        throw error
      }
    }
    return adapter
  }

  async #administer(statement: string): Promise<void> {
    const client = await connect(this.#url, 'stet-migrate')
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
}

const INTERNAL_CHAR = 18

type Answer = pg.QueryResult | pg.QueryResult[]

/** Remembers which columns of the last result were `"char"`, and hands them on as text. The engine asks one thing at a time. */
class CataloguePool extends pg.Pool {
  chars: number[] = []

  // Of the base class's many forms PrismaPg uses the one with a promise; pg's types cannot say which one this is.
  override query = (async (...given: unknown[]) => {
    const ask: unknown = Reflect.get(pg.Pool.prototype, 'query')
    if (typeof ask !== 'function') throw new Error('this version of pg has another pool than the one we know')
    const result: Answer = await Reflect.apply(ask, this, given)
    const { fields } = Array.isArray(result) ? { fields: [] } : result
    this.chars = fields.flatMap((field, index) => (field.dataTypeID === INTERNAL_CHAR ? [index] : []))
    for (const index of this.chars) fields[index]!.dataTypeID = pg.types.builtins.TEXT
    return result
  }) as pg.Pool['query']
}
