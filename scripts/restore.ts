/** `npm run restore -- DIR`: brings an empty database to what a backup holds. */
import path from 'node:path'
import { restore } from '#lib/db/backup.ts'
import { copyFiles } from '#lib/files/copy-files.ts'
import { diskStore } from '#lib/files/disk-store.ts'
import { filesDir } from '#lib/files/shared-store.ts'
import { dataDir, withDatabase } from './database.ts'
import { orExplain } from './report.ts'

await orExplain(async () => {
  const dir = process.argv[2]
  if (dir === undefined) throw new Error('Name the folder of the backup: npm run restore -- ../stet-backup')
  const source = path.resolve(dir)
  // First, so that rows never name a file that is not there; a file that no row names harms nobody.
  const files = await copyFiles(diskStore(filesDir(source)), diskStore(filesDir(dataDir())))
  const { tables, at } = await withDatabase((url) => restore(url, source))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`Restored ${rows} rows of ${tables.length} tables and ${files} files, as they were at ${at}.`)
})
