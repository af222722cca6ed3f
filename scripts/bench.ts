/** `npm run bench`: every measurement of bench/, on a Postgres of its own, as a table and as JSON. */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded } from '#lib/db/embedded.ts'
import { applyMigrations } from '#lib/db/migrate.ts'
import * as append from '../bench/append.ts'
import * as contentHash from '../bench/content-hash.ts'
import type { Measurement } from '../bench/measure.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'stet-bench-'))
const postgres = await startEmbedded({ dir })
try {
  await applyMigrations(postgres.url)
  const results: Measurement[] = []
  for (const bench of [append, contentHash]) results.push(...(await bench.run({ databaseUrl: postgres.url })))
  console.table(results.map(({ what, who, p50, p95, perSecond }) => ({ what, who, 'p50 ms': p50, 'p95 ms': p95, 'per second': perSecond })))
  console.log(JSON.stringify({ at: new Date().toISOString(), node: process.version, cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`, results }))
} finally {
  await postgres.stop()
  rmSync(dir, { recursive: true, force: true })
}
