/**
 * Tells the other nodes which documents moved (CO-3), after the commit and not in it: Postgres lets transactions
 * that notify commit one at a time, and documents would wait for each other's disk. One statement is under way at a
 * time; what moves meanwhile goes with the next, each document once. What is lost here, the others' poll finds.
 */
import type { Logger } from 'pino'
import type { Sql } from '#lib/db/sql.ts'

export interface WakerOptions {
  sql: Sql
  log: Logger
  /** Whether anybody may be listening. A newsroom with one node pays nothing. */
  isNeeded: () => boolean
}

export class Waker {
  private readonly options: WakerOptions
  private moved = new Map<string, number>()
  private isUnderWay = false

  constructor(options: WakerOptions) {
    this.options = options
  }

  tell(articleId: string, head: number): void {
    if (!this.options.isNeeded()) return
    this.moved.set(articleId, head)
    if (!this.isUnderWay) void this.send()
  }

  private async send(): Promise<void> {
    this.isUnderWay = true
    while (this.moved.size > 0) {
      const payloads = Array.from(this.moved, ([articleId, head]) => `${articleId}:${head}`)
      this.moved = new Map()
      await this.notify(payloads)
    }
    this.isUnderWay = false
  }

  private async notify(payloads: string[]): Promise<void> {
    try {
      // Nothing is kept by it, so it need not wait for the disk.
      await this.options.sql.query(
        `SELECT set_config('synchronous_commit', 'off', true), pg_notify('stet_doc', payload) FROM unnest($1::text[]) AS payload`,
        [payloads],
        { prepareAs: 'wake' },
      )
    } catch (error) {
      this.options.log.debug({ err: error }, 'the other nodes could not be woken')
    }
  }
}
