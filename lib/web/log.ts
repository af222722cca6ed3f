import { pino, type Logger } from 'pino'
import { env } from '#lib/env/env.ts'

const shared = Symbol.for('stet.log')

/** The program's log: one JSON object a line on stdout, never with copy, passwords, tokens or cookies in it. */
export function log(): Logger {
  const holder: typeof globalThis & { [shared]?: Logger } = globalThis
  holder[shared] ??= pino({ level: env().LOG_LEVEL })
  return holder[shared]
}
