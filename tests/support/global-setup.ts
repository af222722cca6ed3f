/**
 * Starts the test run's Postgres and migrates the template. Its folder names the process that made it, so that
 * the next run can clear away what a killed one left behind.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded, stopLeftover } from '#lib/db/embedded.ts'
import { applyMigrations } from '#lib/db/migrate.ts'
import { isRunning } from '#lib/db/running.ts'

const PREFIX = 'stet-test-postgres-'
const TEMPLATE = 'stet'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { adminUrl: string; template: string }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearLeftovers()
  const dir = path.join(tmpdir(), `${PREFIX}${process.pid}-${Date.now()}`)
  mkdirSync(dir, { mode: 0o755 })
  // A test database lives for seconds: commits need not wait for the disk.
  const postgres = await startEmbedded({ dir, settings: ['fsync=off', 'full_page_writes=off', 'autovacuum=off'] })
  await applyMigrations(postgres.url)
  project.provide('postgres', { adminUrl: postgres.urlOf('postgres'), template: TEMPLATE })
  return async () => {
    await postgres.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

async function clearLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const maker = /^(\d+)-/.exec(name.slice(PREFIX.length))?.[1]
    if (!name.startsWith(PREFIX) || maker === undefined || isRunning(Number(maker))) continue
    const dir = path.join(tmpdir(), name)
    await stopLeftover(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}
