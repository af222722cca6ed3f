/**
 * `npm run db:reset`: empties the database and applies every migration anew. A database given by DATABASE_URL
 * is only emptied with `-- --yes-delete-everything`.
 */
import { applyMigrations, dropEverything } from '#lib/db/migrate.ts'
import { withDatabase } from './database.ts'
import { orExplain } from './report.ts'

const CONSENT = '--yes-delete-everything'

if (process.env.DATABASE_URL && !process.argv.includes(CONSENT)) {
  console.error(`This deletes everything in the database of DATABASE_URL. If that is what you want: npm run db:reset -- ${CONSENT}`)
  process.exit(1)
}

await orExplain(async () => {
  await withDatabase(async (url) => {
    await dropEverything(url)
    await applyMigrations(url)
  })
  console.log('The database is empty and up to date.')
})
