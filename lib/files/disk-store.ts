/** Files on disk, in 256 folders by the first two digits of their hash. A file appears whole or not at all. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import type { FileStore } from './file-store.ts'

const HASH = /^[0-9a-f]{64}$/
/** Of a file that may be on its way out. It counts as there, so that a node that dies now loses nothing. */
const ASIDE = '.aside'

export function diskStore(dir: string): FileStore {
  const placeOf = (sha256: string) => path.join(dir, sha256.slice(0, 2), sha256)

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const place = placeOf(sha256)
      // What is there is put anew: nobody may clear it away before whoever puts it has written down that they need it.
      if (await touch(place)) return sha256
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
      const place = placeOf(sha256)
      const bytes =
        (await readFile(place).catch(ignoreAbsent)) ?? (await readFile(place + ASIDE).catch(ignoreAbsent)) ?? (await readFile(place).catch(ignoreAbsent))
      if (bytes === null) return null
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`The file ${sha256} is damaged: its content has another hash.`)
      return new Uint8Array(bytes)
    },

    async *list() {
      for (const folder of (await readdir(dir).catch(ignoreAbsent)) ?? []) {
        const names = new Set(((await readdir(path.join(dir, folder)).catch(ignoreAbsent)) ?? []).map((name) => path.basename(name, ASIDE)))
        for (const name of names) if (HASH.test(name)) yield name
      }
    },

    async discard(sha256, { putBefore, unless }) {
      if (!HASH.test(sha256)) return false
      const place = placeOf(sha256)
      const aside = place + ASIDE
      // Moved first and looked at then: whoever puts the same bytes from here on writes them again.
      await rename(place, aside).catch(ignoreAbsent)
      const found = await stat(aside).catch(ignoreAbsent)
      if (found === null) return false
      if (found.mtime >= putBefore || (await unless(sha256))) {
        await rename(aside, place)
        return false
      }
      await rm(aside, { force: true })
      return true
    },
  }
}

/** False when it is not there. */
async function touch(place: string): Promise<boolean> {
  const now = new Date()
  return (await utimes(place, now, now).then(() => true, ignoreAbsent)) === true
}

function ignoreAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}
