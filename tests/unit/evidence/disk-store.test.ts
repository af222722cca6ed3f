import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { copyFiles } from '#lib/files/copy-files.ts'
import { diskStore } from '#lib/files/disk-store.ts'
import type { FileStore } from '#lib/files/file-store.ts'

function openStore(): { store: FileStore; dir: string } {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-store-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  return { store: diskStore(dir), dir }
}

const BYTES = new Uint8Array(Buffer.from('Twenty million tonnes.'))
const HASH = sha256Hex('Twenty million tonnes.')

async function all(store: FileStore): Promise<string[]> {
  const names: string[] = []
  for await (const name of store.list()) names.push(name)
  return names
}

test('[CL-7j] bytes are found under their hash, once however often they are put', async () => {
  const { store } = openStore()
  expect(await all(store)).toEqual([])
  expect(await Promise.all([store.put(BYTES), store.put(BYTES)])).toEqual([HASH, HASH])
  expect(await store.get(HASH)).toEqual(BYTES)
  expect(await all(store)).toEqual([HASH])
})

test('[CL-7j] what is not there, or no hash, is nothing', async () => {
  const { store } = openStore()
  expect(await store.get(sha256Hex('other'))).toBe(null)
  expect(await store.get('../../etc/passwd')).toBe(null)
})

test('[CL-7j] bytes that changed on disk are noticed, not given out', async () => {
  const { store, dir } = openStore()
  await store.put(BYTES)
  writeFileSync(path.join(dir, HASH.slice(0, 2), HASH), 'Thirty million tonnes.')
  await expect(store.get(HASH)).rejects.toThrow('is damaged')
})

test('[OP-9e] a backup takes every file along, and brings none back that was changed', async () => {
  const [newsroom, backup, restored] = [openStore(), openStore(), openStore()]
  await newsroom.store.put(BYTES)
  await newsroom.store.put(new Uint8Array([1, 2, 3]))
  expect(await copyFiles(newsroom.store, backup.store)).toBe(2)
  expect(await copyFiles(backup.store, restored.store)).toBe(2)
  expect(await restored.store.get(HASH)).toEqual(BYTES)
  writeFileSync(path.join(backup.dir, HASH.slice(0, 2), HASH), 'Thirty million tonnes.')
  await expect(copyFiles(backup.store, openStore().store)).rejects.toThrow('is damaged')
})
