/** `npm run restore -- DIR`: brings an empty database to what a backup holds. */
import path from 'node:path'
import { restore } from '#lib/db/backup.ts'
import { withDatabase } from './database.ts'
import { orExplain } from './report.ts'

await orExplain(async () => {
  const dir = process.argv[2]
  if (dir === undefined) throw new Error('Name the folder of the backup: npm run restore -- ../stet-backup')
  const { tables, at } = await withDatabase((url) => restore(url, path.resolve(dir)))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`Restored ${rows} rows of ${tables.length} tables, as they were at ${at}.`)
})
