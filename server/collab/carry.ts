/** The collaboration server as this process carries it, with its connections and what it calls after a commit. */
import type { Server } from 'node:http'
import { actorFromNodeRequest } from '#lib/auth/actor-from-request.ts'
import { db } from '#lib/db/client.ts'
import { createPool } from '#lib/db/pool.ts'
import { env } from '#lib/env/env.ts'
import { keepTyping } from '#lib/services/articles/keep-typing.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { log } from '#lib/web/log.ts'
import { warmUp, WARM_CONNECTIONS } from '../warm-up.ts'
import { attachCollab } from './attach.ts'
import type { StateReport } from './handover.ts'

export interface CarriedCollab {
  state: () => StateReport['state']
  /** Resolves when everything received is committed. */
  close: () => Promise<void>
}

/** Takes the upgrades of /collab/… that `server` emits. */
export async function carryCollab(server: Server): Promise<CarriedCollab> {
  const { DATABASE_URL, origins, limits } = env()
  const pool = createPool(DATABASE_URL, {
    applicationName: 'stet-collab',
    min: WARM_CONNECTIONS,
    statementMs: limits.statementMs,
    replyMs: limits.replyMs,
    connectMs: limits.connectMs,
  })
  const deps = { db: db(), now: () => new Date(), newId: () => crypto.randomUUID() }
  const collab = attachCollab(server, {
    pool,
    databaseUrl: DATABASE_URL,
    origins,
    limits,
    log: log(),
    authenticate: actorFromNodeRequest,
    async onCommitted(articleId) {
      await reconcileClaims(deps, articleId)
    },
    async onTyping(articleId) {
      await keepTyping(deps, articleId)
    },
  })
  await warmUp(pool, actorFromNodeRequest)
  let closing = false
  return {
    state: () => (closing ? 'stopped' : collab.health().listening ? 'ok' : 'starting'),
    async close() {
      closing = true
      await collab.close()
      await pool.end()
    },
  }
}
