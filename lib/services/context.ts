/** What every service is given beside its input. Time and ids come from outside, so that tests decide them. */
import type { Db } from '#lib/db/client.ts'
import type { Actor } from '#lib/policies/actor.ts'

export interface ServiceContext {
  actor: Actor
  db: Db
  now: () => Date
  /** A new uuid. */
  newId: () => string
}

/** For work that nobody asked for: passes, jobs. */
export type SystemContext = Omit<ServiceContext, 'actor'>
