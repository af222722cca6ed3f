import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { backUp, restore } from '#lib/db/backup.ts'
import { createDb } from '#lib/db/client.ts'
import { createEmptyDatabase, createTestDatabase } from '#tests/support/postgres.ts'
import { seedDemo } from '#prisma/seed/demo.ts'

const NOW = new Date('2026-03-01T09:00:00Z')

async function newsroom(): Promise<string> {
  const { url, drop } = await createTestDatabase()
  const db = createDb(url)
  onTestFinished(async () => {
    await db.$disconnect()
    await drop()
  })
  await seedDemo(db)
  return url
}

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createEmptyDatabase()
  onTestFinished(drop)
  return url
}

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'stet-backup-test-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

test('[OP-9] a restored newsroom is the one that was backed up, row by row', async () => {
  const [source, target, first, second] = await Promise.all([newsroom(), emptyDatabase(), folder(), folder()])
  const before = await backUp(source, first, NOW)
  await restore(target, first)
  expect(await backUp(target, second, NOW)).toEqual(before)
  expect(before.tables.find(({ name }) => name === 'document_update')?.rows).toBe(1)
})

test('[OP-9a] a restore refuses a database that holds anything', async () => {
  const [source, dir] = await Promise.all([newsroom(), folder()])
  await backUp(source, dir, NOW)
  await expect(restore(source, dir)).rejects.toThrow('The database holds data already')
})

test('[OP-9b] a backup of which one byte has changed is refused before anything is written', async () => {
  const [source, target, dir] = await Promise.all([newsroom(), emptyDatabase(), folder()])
  await backUp(source, dir, NOW)
  const file = path.join(dir, 'user.jsonl.gz')
  const bytes = readFileSync(file)
  bytes[40]! ^= 1
  writeFileSync(file, bytes)
  await expect(restore(target, dir)).rejects.toThrow('user.jsonl.gz is not what the backup wrote')
  rmSync(path.join(dir, 'manifest.json'))
  await expect(restore(target, dir)).rejects.toThrow('manifest.json is missing')
})

test('[OP-9c] a backup that a newer Stet has written is refused', async () => {
  const [source, target, dir] = await Promise.all([newsroom(), emptyDatabase(), folder()])
  const manifest = await backUp(source, dir, NOW)
  writeFileSync(path.join(dir, 'manifest.json'), JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '29990101000000_later'] }))
  await expect(restore(target, dir)).rejects.toThrow('29990101000000_later')
})

test('[OP-9d] a backup never goes into a folder that holds something', async () => {
  const [source, dir] = await Promise.all([newsroom(), folder()])
  writeFileSync(path.join(dir, 'notes.txt'), 'mine')
  await expect(backUp(source, dir, NOW)).rejects.toThrow('is not empty')
})
