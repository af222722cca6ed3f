/**
 * Rows with all that belongs to them, in one statement: the database answers each as JSON. Prisma asks once more for
 * every kind of what may belong to a row, also where there is none of it.
 */

/** As a select of Prisma names columns; what it says of relations is left to `parts`, which give SQL by name. */
export function jsonOf(select: object, table: string, parts: Readonly<Record<string, string>> = {}): string {
  const columns = Object.entries(select).flatMap(([field, asked]) => (asked === true ? [`'${field}', ${table}.${columnOf(field)}`] : []))
  return `json_build_object(${[...columns, ...Object.entries(parts).map(([name, sql]) => `'${name}', ${sql}`)].join(', ')})`
}

/** Each row of `from` as JSON, which may be none. */
export function jsonList(json: string, from: string, orderBy?: string): string {
  return `COALESCE((SELECT json_agg(${json}${orderBy === undefined ? '' : ` ORDER BY ${orderBy}`}) FROM ${from}), '[]')`
}

/** In place: JSON has no times, and what is called `…At` is one. */
export function withTimes<Row>(row: Row): Row {
  if (Array.isArray(row)) row.forEach(withTimes)
  else if (typeof row === 'object' && row !== null)
    for (const [field, value] of Object.entries(row)) {
      if (typeof value !== 'string') withTimes(value)
      else if (field.endsWith('At')) Reflect.set(row, field, new Date(value))
    }
  return row
}

/** prisma/schema names columns so. */
function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
