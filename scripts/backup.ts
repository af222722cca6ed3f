/** `npm run backup -- DIR`: everything the newsroom has, as of one moment; it may be running meanwhile. */
import path from 'node:path'
import { backUp } from '#lib/db/backup.ts'
import { withDatabase } from './database.ts'
import { orExplain } from './report.ts'

await orExplain(async () => {
  const dir = process.argv[2]
  if (dir === undefined) throw new Error('Name the folder to write: npm run backup -- ../stet-backup')
  const { tables } = await withDatabase((url) => backUp(url, path.resolve(dir), new Date()), { whileRunning: true })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(
    `Wrote ${rows} rows of ${tables.length} tables to ${path.resolve(dir)}. It holds everything, confidential evidence too: keep it as you keep the database.`,
  )
})
