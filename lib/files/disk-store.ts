/** Files on disk, in 256 folders by the first two digits of their hash. A file appears whole or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileStore } from './file-store.ts'

const HASH = /^[0-9a-f]{64}$/

export function diskStore(dir: string): FileStore {
  const placeOf = (sha256: string) => path.join(dir, sha256.slice(0, 2), sha256)

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const place = placeOf(sha256)
      if (await exists(place)) return sha256
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      const draft = `${place}.${randomUUID()}`
      try {
        const handle = await open(draft, 'wx', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(draft, place)
      } finally {
        await rm(draft, { force: true })
      }
      return sha256
    },

    async get(sha256) {
      if (!HASH.test(sha256)) return null
      const bytes = await readFile(placeOf(sha256)).catch(ignoreAbsent)
      if (bytes === null) return null
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`The file ${sha256} is damaged: its content has another hash.`)
      return new Uint8Array(bytes)
    },

    async *list() {
      for (const folder of (await readdir(dir).catch(ignoreAbsent)) ?? []) {
        for (const name of (await readdir(path.join(dir, folder)).catch(ignoreAbsent)) ?? []) if (HASH.test(name)) yield name
      }
    },
  }
}

async function exists(place: string): Promise<boolean> {
  return (await stat(place).catch(ignoreAbsent)) !== null
}

function ignoreAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}
