/** Saved means that a commit has reached the disk. Postgres can be set not to wait for it; then whoever hosts Stet must know. */
import type { Logger } from 'pino'
import type { Sql } from '#lib/db/sql.ts'

interface Settings {
  fsync: string
  synchronous_commit: string
}

/** One warning for each setting under which a commit that was answered can be lost in a power cut. */
export async function warnOfLooseDatabase(sql: Sql, log: Logger): Promise<void> {
  const [settings] = await sql.query<Settings>("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit")
  for (const [setting, value] of Object.entries(settings ?? {})) {
    if (value === 'off') log.warn({ durability: setting }, `the database runs with ${setting}=off: what is shown as Saved can be lost in a power cut`)
  }
}
