/**
 * `npm run db:new -- NAME`: writes prisma/migrations/<time>_<name>/migration.sql with the SQL that leads from
 * the migrations to prisma/schema. Read it before you commit it: the engine cannot tell a rename from a
 * deletion and an addition. SQL that the schema cannot say (triggers, checks) is written by hand below it.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { diffSchema, MIGRATIONS_DIR } from '#lib/db/migrate.ts'
import { withDatabase } from './database.ts'
import { orExplain } from './report.ts'

const name = process.argv[2]?.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
if (name === undefined || name === '') {
  console.error('Give the migration a name: npm run db:new -- add_byline')
  process.exit(1)
}

await orExplain(async () => {
  const sql = await withDatabase((url) => diffSchema(url))
  if (sql === '') {
    console.log('prisma/schema and prisma/migrations agree: nothing to write.')
  } else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
    const file = path.join(MIGRATIONS_DIR, `${stamp}_${name}`, 'migration.sql')
    await mkdir(path.dirname(file))
    await writeFile(file, `${sql}\n`)
    console.log(`Wrote ${path.relative(process.cwd(), file)}. Read it, then: npm run db:migrate`)
  }
})
