/** `npm run generate`: the Prisma client from prisma/schema, made again only when the schema or Prisma changed. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SCHEMA = path.join(ROOT, 'prisma/schema')
const OUTPUT = path.join(ROOT, 'lib/db/generated')
const STAMP = path.join(OUTPUT, '.made-from')
const PRISMA = path.join(ROOT, 'node_modules/prisma')

/** Returns whether anything had to be made. */
export function generate(): boolean {
  const wanted = fingerprint()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return false
  // Prisma looks for an engine even where it will not use one, and downloads it. Any program stands in for it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' }
  const result = spawnSync(process.execPath, [path.join(PRISMA, 'build/index.js'), 'generate', '--schema', SCHEMA, '--no-hints'], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  })
  if (result.status !== 0) throw new Error(`The database client could not be generated.\n${result.stdout}\n${result.stderr}`)
  writeFileSync(STAMP, wanted)
  return true
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(SCHEMA).toSorted()) hash.update(name).update(readFileSync(path.join(SCHEMA, name)))
  return hash.update(readFileSync(path.join(PRISMA, 'package.json'))).digest('hex')
}

if (import.meta.main && generate()) console.log('• Generated the database client')
