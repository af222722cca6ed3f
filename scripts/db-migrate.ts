/** `npm run db:migrate`: applies the migrations that the database has not had yet. */
import { applyMigrations } from '#lib/db/migrate.ts'
import { withDatabase } from './database.ts'
import { orExplain } from './report.ts'

await orExplain(async () => {
  const applied = await withDatabase((url) => applyMigrations(url))
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`)
})
