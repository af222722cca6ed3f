import path from 'node:path'
import { env } from '#lib/env/env.ts'
import { diskStore } from './disk-store.ts'
import type { FileStore } from './file-store.ts'

/** Under the data folder, beside the embedded database. */
export function filesDir(dataDir: string): string {
  return path.resolve(dataDir, 'files')
}

/** The newsroom's own. */
export function fileStore(): FileStore {
  return diskStore(filesDir(env().STET_DATA_DIR))
}
