/**
 * Real Postgres for tests: one server a run, one migrated template, and a clone of it for whoever asks.
 *
 * Vitest's global setup starts the server (`tests/support/global-setup.ts`) and tells the workers its address.
 */
import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { connect } from '#lib/db/pool.ts'

export interface TestDatabase {
  /** Connection string of an empty, migrated database that nobody else uses. */
  url: string
  /** Deletes it, closing what is still connected. */
  drop: () => Promise<void>
}

/** Takes some tens of milliseconds. Ask in `beforeAll` for one a file, in `beforeEach` for one a test. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = inject('postgres')
  return await cloneDatabase(adminUrl, template)
}

/** For tests that migrate by themselves: a database with nothing in it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return await cloneDatabase(inject('postgres').adminUrl, 'template0')
}

async function cloneDatabase(adminUrl: string, template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(adminUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => administer(adminUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`) }
}

async function administer(adminUrl: string, statement: string): Promise<void> {
  const client = await connect(adminUrl, 'stet-test')
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
