/**
 * Backup and restore through any Postgres connection, with no program of Postgres's own at hand: the rows of each
 * table as JSON lines, compressed, read in one transaction, so that they are of one moment; and a manifest with a
 * SHA-256 of each file, so that a restore takes exactly what was written or nothing.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip, createGzip } from 'node:zlib'
import type pg from 'pg'
import { z } from 'zod'
import { applyMigrations, dropEverything, migrationNames } from './migrate.ts'
import { connect } from './pool.ts'

const MANIFEST = 'manifest.json'
const FORMAT = 'stet-backup-1'
/** Rows fetched, and inserted, at a time. */
const BATCH = 200
const LEDGER = '_prisma_migrations'

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  at: z.iso.datetime(),
  /** Applied in the database that was read, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), file: z.string(), rows: z.number().int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof manifestSchema>

/**
 * Writes the backup into `dir`, which must be absent or empty. People may go on working meanwhile. `also` adds what
 * does not live in the database, after the rows have been read: whatever they name is there by then.
 */
export async function backUp(url: string, dir: string, now: Date, also: () => Promise<void> = async () => undefined): Promise<Manifest> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  if ((await readdir(dir)).length > 0) throw new Error(`${dir} is not empty. A backup goes into a folder of its own.`)
  const client = await connect(url, 'stet-backup')
  try {
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const migrations = await appliedMigrations(client)
    const tables: Manifest['tables'] = []
    for (const name of await tablesInOrder(client)) tables.push(await writeTable(client, name, dir))
    await also()
    const manifest: Manifest = { format: FORMAT, at: now.toISOString(), migrations, tables }
    // Written last: a folder without it is a backup that was cut off.
    await writeFile(path.join(dir, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
    return manifest
  } finally {
    await client.end()
  }
}

/**
 * Brings an empty database to what the backup holds, then to the present schema. Throws before anything is
 * changed when the database is in use, the backup is damaged, or a newer Stet has written it.
 */
export async function restore(url: string, dir: string): Promise<Manifest> {
  const manifest = await readManifest(dir)
  const unknown = manifest.migrations.filter((name) => !migrationNames().includes(name))
  if (unknown.length > 0) throw new Error(`The backup was made by a newer Stet: this one does not know ${unknown.join(', ')}. Update Stet, then restore.`)
  await refuseInUse(url)
  for (const table of manifest.tables) await checkTable(table, dir)

  await dropEverything(url)
  await applyMigrations(url, { only: manifest.migrations })
  const client = await connect(url, 'stet-restore')
  try {
    await client.query('BEGIN')
    for (const table of manifest.tables) await readTable(client, table, dir)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
  await applyMigrations(url)
  return manifest
}

async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(path.join(dir, MANIFEST), 'utf8').catch(() => null)
  if (text === null) throw new Error(`${dir} holds no backup: ${MANIFEST} is missing. A backup that was cut off has none either.`)
  const parsed = manifestSchema.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Error(`${path.join(dir, MANIFEST)} is not a manifest that this Stet can read.`)
  return parsed.data
}

async function refuseInUse(url: string): Promise<void> {
  const client = await connect(url, 'stet-restore')
  try {
    for (const name of await tablesInOrder(client)) {
      const { rowCount } = await client.query(`SELECT 1 FROM "${name}" LIMIT 1`)
      if (rowCount !== 0)
        throw new Error(
          `The database holds data already ("${name}" has rows), and a restore would replace it. Restore into an empty one: another DATABASE_URL or STET_DATA_DIR, or after npm run db:reset.`,
        )
    }
  } finally {
    await client.end()
  }
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM "${LEDGER}" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows.map(({ name }) => name)
}

/** Every table of ours, those that others refer to first. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '${LEDGER}' ORDER BY relname`,
  )
  const { rows: references } = await client.query<{ from: string; to: string }>(
    `SELECT child.relname AS from, parent.relname AS to FROM pg_constraint
       JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
      WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = 'public'::regnamespace`,
  )
  const ordered: string[] = []
  let rest = tables.map(({ name }) => name)
  while (rest.length > 0) {
    const ready = rest.filter((name) => references.every(({ from, to }) => from !== name || ordered.includes(to)))
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${rest.join(', ')}.`)
    ordered.push(...ready)
    rest = rest.filter((name) => !ready.includes(name))
  }
  return ordered
}

async function writeTable(client: pg.Client, name: string, dir: string): Promise<Manifest['tables'][number]> {
  const file = `${name}.jsonl.gz`
  const hash = createHash('sha256')
  const gzip = createGzip()
  const handle = await open(path.join(dir, file), 'wx', 0o600)
  let rows = 0
  const written = (async () => {
    for await (const chunk of gzip) {
      hash.update(chunk)
      await handle.write(chunk)
    }
  })()
  // Postgres writes the JSON: every type keeps its own precision. In the order of the rows' text, so that equal tables make equal files.
  await client.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS line FROM "${name}" t ORDER BY row_to_json(t)::text COLLATE "C"`)
  for (;;) {
    const { rows: batch } = await client.query<{ line: string }>(`FETCH ${BATCH} FROM backup_rows`)
    if (batch.length === 0) break
    rows += batch.length
    if (!gzip.write(batch.map(({ line }) => `${line}\n`).join(''))) await new Promise((resolve) => gzip.once('drain', resolve))
  }
  await client.query('CLOSE backup_rows')
  gzip.end()
  await written
  await handle.sync()
  await handle.close()
  return { name, file, rows, sha256: hash.digest('hex') }
}

async function checkTable({ file, sha256 }: Manifest['tables'][number], dir: string): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path.join(dir, path.basename(file)))) hash.update(chunk)
  if (hash.digest('hex') !== sha256)
    throw new Error(`${file} is not what the backup wrote: its SHA-256 differs from the manifest's. Nothing was restored; use another copy of the backup.`)
}

async function readTable(client: pg.Client, { name, file, rows }: Manifest['tables'][number], dir: string): Promise<void> {
  const lines = createInterface({ input: createReadStream(path.join(dir, path.basename(file))).pipe(createGunzip()), crlfDelay: Number.POSITIVE_INFINITY })
  let batch: string[] = []
  let read = 0
  const insert = async () => {
    read += batch.length
    await client.query(`INSERT INTO "${name}" SELECT * FROM json_populate_recordset(null::"${name}", $1::json)`, [`[${batch.join(',')}]`])
    batch = []
  }
  for await (const line of lines) {
    batch.push(line)
    if (batch.length === BATCH) await insert()
  }
  if (batch.length > 0) await insert()
  if (read !== rows) throw new Error(`${file} holds ${read} rows; the manifest says ${rows}.`)
}
