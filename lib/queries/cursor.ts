/**
 * Where the next page begins: the sort key of the last row seen, so that rows inserted meanwhile neither shift
 * the pages nor appear twice. It names its list, since many lists sort by the same kinds of key. Opaque to clients.
 */
import { z } from 'zod'
import type { Page } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'

/** A row's number as the database keeps it: a 4-byte integer. */
export const rowNumber = z.coerce.number().pipe(z.int32())

function encodeCursor(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url')
}

/** The key as encoded, each part checked by its schema; null without a cursor. Throws `invalid-input` naming the cursor. */
export function decodeCursor<const Parts extends [z.ZodType, ...z.ZodType[]]>(
  list: string,
  cursor: string | undefined,
  parts: Parts,
): z.output<z.ZodTuple<Parts>> | null {
  if (cursor === undefined) return null
  const given = z.tuple([z.literal(list)], z.unknown()).safeParse(jsonOf(cursor))
  const parsed = z.tuple(parts).safeParse(given.data?.slice(1))
  if (parsed.success) return parsed.data
  throw new AppError('invalid-input', { errors: [{ field: 'cursor', message: 'Is not a cursor of this list. Start again without it.' }] })
}

function jsonOf(cursor: string): unknown {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  try {
    // Postgres holds no NUL, and would refuse the whole query.
    return text.includes(String.raw`\u0000`) ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** From `limit + 1` rows: the page, and the cursor when there is more. */
export function pageOf<Row, Item>(
  list: string,
  rows: readonly Row[],
  limit: number,
  of: { item: (row: Row) => Item; key: (row: Row) => readonly string[] },
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(of.item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(list, of.key(last)) : null }
}

/** A page of what is numbered and already at hand. */
export function pageByNumber<Item extends { number: number }>(
  list: string,
  items: readonly Item[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Page<Item> {
  const after = decodeCursor(list, cursor, [rowNumber])
  const rest = after ? items.filter((item) => item.number > after[0]) : items
  return pageOf(list, rest, limit, { item: (item) => item, key: ({ number }) => [String(number)] })
}
