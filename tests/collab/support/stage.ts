/** A database, a newsroom and a server for one test file, and tabs that leave by themselves. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { createPool } from '#lib/db/pool.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'
import { openTab, type Tab } from './clients.ts'
import { openNewsroom, type Newsroom, type Person } from './newsroom.ts'
import { startServer, type TestServer } from './server.ts'
import type { CollabOptions } from '#server/collab/attach.ts'

export interface Stage {
  database: TestDatabase
  newsroom: Newsroom
  server: TestServer
  open: (articleId: string, person: Person, on?: TestServer) => Promise<Tab>
  keep: <T extends { leave: () => void }>(leaver: T) => T
}

/** Call at the top of a test file; filled before its first test. A server that logs an error fails the test it happens in. */
export function setStage(options: Partial<CollabOptions> = {}): Stage {
  const leavers: { leave: () => void }[] = []
  const stage: Partial<Stage> = {
    keep(leaver) {
      leavers.push(leaver)
      return leaver
    },
    async open(articleId, person, on = filled().server) {
      return filled().keep(await openTab(on.url, articleId, person))
    },
  }

  function filled(): Stage {
    return stage as Stage
  }

  beforeAll(async () => {
    stage.database = await createTestDatabase()
    stage.newsroom = await openNewsroom(createPool(stage.database.url))
    stage.server = await startServer(stage.database.url, options)
  })

  afterEach(() => {
    for (const leaver of leavers.splice(0)) leaver.leave()
    const errors = filled().server.errors.splice(0)
    filled().server.security.splice(0)
    expect(errors).toEqual([])
  })

  afterAll(async () => {
    await stage.server?.stop()
    await stage.newsroom?.pool.end()
    await stage.database?.drop()
  })

  return filled()
}
