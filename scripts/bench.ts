/**
 * `npm run bench`: every measurement of bench/, on a Postgres of its own with fsync on, as tables and as JSON.
 * `npm run bench -- edits saved` runs those; `--quick` shows in seconds that they run; `--json FILE` keeps the figures.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded, type Embedded } from '#lib/db/embedded.ts'
import { applyMigrations } from '#lib/db/migrate.ts'
import { createPool } from '#lib/db/pool.ts'
import { BENCHES } from '../bench/benches.ts'
import type { BenchModule, Measurement } from '../bench/measure.ts'

const { values: options, positionals: wanted } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  allowPositionals: true,
})
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name))
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}. They are ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(1)
}

// Stopped, it ends as after a fault: the database goes with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const results: Record<string, { question: string; at: string; load: number; results: Measurement[] }> = {}
const shared = options.quick ? await startServer() : null
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n── ${name}: ${bench.question}`)
  const [load = 0] = loadavg()
  const measured = await measureAlone(name, bench)
  results[name] = { question: bench.question, at: new Date().toISOString(), load: Math.round(load * 100) / 100, results: measured }
  console.table(measured.map(({ what, who, figures }) => ({ what, who, ...figures })))
  if (options.json !== undefined) keep(options.json)
}
await shared?.stop()
if (options.json === undefined) console.log(JSON.stringify({ machine: machine(), benches: results }))

function machine(): Record<string, string> {
  return {
    node: process.version,
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    system: `${process.platform} ${process.arch}`,
  }
}

/** Each on a database server of its own: what one leaves behind is not in the way of the next. To see that they run, a database does. */
async function measureAlone(name: string, bench: BenchModule): Promise<Measurement[]> {
  const postgres = shared ?? (await startServer())
  try {
    const databaseUrl = shared === null ? postgres.url : await createDatabase(shared, name)
    await applyMigrations(databaseUrl)
    return await bench.run({ databaseUrl, postgresPid: postgres.pid, quick: options.quick, note: (message) => console.log(`• ${message}`) })
  } finally {
    if (shared === null) await postgres.stop()
  }
}

async function startServer(): Promise<Embedded> {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-bench-'))
  const postgres = await startEmbedded({ dir })
  const quit = () => {
    process.kill(postgres.pid, 'SIGQUIT')
    rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  process.once('exit', quit)
  return {
    ...postgres,
    async stop() {
      process.off('exit', quit)
      await postgres.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function createDatabase({ url, urlOf }: Pick<Embedded, 'url' | 'urlOf'>, name: string): Promise<string> {
  const pool = createPool(url)
  await pool.query(`CREATE DATABASE "${name}"`)
  await pool.end()
  return urlOf(name)
}

/** After each bench. Those that were not run now keep the figures that the file has of them. */
function keep(file: string): void {
  let before: typeof results = {}
  try {
    before = (JSON.parse(readFileSync(file, 'utf8')) as { benches: typeof results }).benches
  } catch {
    // The first time there is no such file.
  }
  writeFileSync(file, `${JSON.stringify({ machine: machine(), benches: { ...before, ...results } }, null, 2)}\n`)
}
