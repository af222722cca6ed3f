import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { applyMigrations, diffSchema, dropEverything, MIGRATIONS_DIR } from '#lib/db/migrate.ts'
import { connect } from '#lib/db/pool.ts'
import { QUEUE_NAMES } from '#lib/db/queue/queues.ts'
import { createEmptyDatabase, createTestDatabase } from '#tests/support/postgres.ts'

async function emptyDatabase(): Promise<string> {
  const { url, drop } = await createEmptyDatabase()
  onTestFinished(drop)
  return url
}

test('[OP-7] the migrations lead to what the schema says', async () => {
  expect(await diffSchema(inject('postgres').adminUrl)).toBe('')
})

test('[OP-7c] a schema that is ahead of the migrations is noticed', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'stet-migrations-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  copyFileSync(path.join(MIGRATIONS_DIR, 'migration_lock.toml'), path.join(dir, 'migration_lock.toml'))
  expect(await diffSchema(inject('postgres').adminUrl, dir)).toContain('CREATE TABLE "document_update"')
})

test('[OP-7a] applying the migrations a second time does nothing', async () => {
  const url = await emptyDatabase()
  const first = await applyMigrations(url)
  expect(first.length).toBeGreaterThan(0)
  expect(await applyMigrations(url)).toEqual([])
})

test('[OP-7b] two programs that start at once apply each migration once', async () => {
  const url = await emptyDatabase()
  const both = await Promise.all([applyMigrations(url), applyMigrations(url)])
  expect(both.filter((applied) => applied.length > 0)).toHaveLength(1)
})

const APPEND_ONLY = ['audit_event', 'document_update', 'verdict', 'sign_off', 'article_version', 'publication', 'evidence_commitment']

test.for(APPEND_ONLY)('[OP-8] %s takes new rows only', async (table) => {
  const { url, drop } = await createTestDatabase()
  onTestFinished(drop)
  const client = await connect(url)
  const column = (await client.query<{ name: string }>('SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 LIMIT 1', [table]))
    .rows[0]?.name
  for (const statement of [`DELETE FROM ${table}`, `UPDATE ${table} SET ${column} = ${column}`, `TRUNCATE ${table} CASCADE`]) {
    await expect(client.query(statement), statement).rejects.toThrow(`${table} is append-only`)
  }
  await client.end()
})

test('[OP-20g] migrating makes the queues, and emptying the database takes them away', async () => {
  const url = await emptyDatabase()
  await applyMigrations(url)
  const client = await connect(url)
  onTestFinished(() => client.end())
  const names = async () => (await client.query<{ name: string }>(`SELECT name FROM pgboss.queue WHERE name NOT LIKE '\\_\\_%' ORDER BY name`)).rows
  expect(await names()).toEqual([...QUEUE_NAMES].toSorted().map((name) => ({ name })))
  await dropEverything(url)
  await expect(names()).rejects.toThrow('does not exist')
})
