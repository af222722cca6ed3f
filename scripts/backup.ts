/** `npm run backup -- DIR`: everything the newsroom has, as of one moment; it may be running meanwhile. */
import path from 'node:path'
import { backUp } from '#lib/db/backup.ts'
import { diskStore } from '#lib/files/disk-store.ts'
import { copyFiles } from '#lib/files/copy-files.ts'
import { filesDir } from '#lib/files/shared-store.ts'
import { dataDir, withDatabase } from './database.ts'
import { orExplain } from './report.ts'

await orExplain(async () => {
  const dir = process.argv[2]
  if (dir === undefined) throw new Error('Name the folder to write: npm run backup -- ../stet-backup')
  const target = path.resolve(dir)
  let files = 0
  const copy = async () => {
    files = await copyFiles(diskStore(filesDir(dataDir())), diskStore(filesDir(target)))
  }
  const { tables } = await withDatabase((url) => backUp(url, target, new Date(), copy), { whileRunning: true })
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(
    `Wrote ${rows} rows of ${tables.length} tables and ${files} files to ${target}. It holds everything, confidential evidence too: keep it as you keep the database.`,
  )
})
