/** What every query is given: who asks, and when it is. A service's context will do. */
import type { Db } from '#lib/db/client.ts'
import type { Actor } from '#lib/policies/actor.ts'

export interface QueryContext {
  actor: Actor
  db: Db
  now: () => Date
}
