/**
 * Whether an error says that Postgres could not be reached or went away, however deep a library has wrapped it:
 * Node's network codes, Postgres's classes 08 and 57P, and Prisma's own P1xxx and pool codes.
 */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0[1-5]|53300|P10(01|02|08|17)|P2024|P2037)$/
const SENTENCES =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Can't reach database server|Server has closed the connection/

export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (depth > 8 || typeof error !== 'object' || error === null) return false
  // Read one by one: `message`, `cause` and an AggregateError's `errors` are not enumerable.
  const [code, originalCode, message, cause, errors]: unknown[] = ['code', 'originalCode', 'message', 'cause', 'errors'].map((name) => Reflect.get(error, name))
  if ([code, originalCode].some((value) => typeof value === 'string' && AWAY.test(value))) return true
  if (typeof message === 'string' && SENTENCES.test(message)) return true
  return [cause, ...(Array.isArray(errors) ? errors : [])].some((inner) => isDatabaseAway(inner, depth + 1))
}
