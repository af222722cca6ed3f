/** Our own pool for pg-boss, so that its connections are watched and timed like every other. */
import type pg from 'pg'
import type { Db as QueueDatabase } from 'pg-boss'

/** `onAnswer` is told of each statement whether the database answered it. */
export function queueDatabase(pool: pg.Pool, onAnswer: (answered: boolean) => void = () => undefined): QueueDatabase {
  return {
    async executeSql(text, values) {
      try {
        const result: pg.QueryResult | pg.QueryResult[] = await pool.query(text, values)
        onAnswer(true)
        // Several statements answer with a list; pg-boss reads the rows that one of them returned.
        return { rows: Array.isArray(result) ? result.flatMap(({ rows }) => rows) : result.rows }
      } catch (error) {
        onAnswer(false)
        throw error
      }
    },
  }
}
