/**
 * The one interface that hand-written SQL works on, so that a service can use it inside its own Prisma
 * transaction and the collaboration server on a bare `pg` connection.
 */
import type { PoolClient } from 'pg'
import type { Prisma } from './generated/client.ts'

export interface Sql {
  /** Runs one statement with $1, $2 … parameters and returns its rows. `bytea` in and out is Uint8Array, `bigint` out is a string or bigint: read it with `Number()`. */
  query<Row extends object>(text: string, values?: readonly unknown[], options?: QueryOptions): Promise<Row[]>
}

export interface QueryOptions {
  /** Of a statement that runs with every edit: each connection plans it once. One name is one text for ever. */
  prepareAs?: string
}

export function pgSql(client: Pick<PoolClient, 'query'>): Sql {
  return {
    async query<Row extends object>(text: string, values: readonly unknown[] = [], { prepareAs }: QueryOptions = {}): Promise<Row[]> {
      const result = await client.query<Row>({ text, values: [...values], ...(prepareAs === undefined ? {} : { name: prepareAs }) })
      return result.rows
    },
  }
}

export function prismaSql(tx: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>): Sql {
  return {
    async query<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      return await tx.$queryRawUnsafe<Row[]>(text, ...values)
    },
  }
}
