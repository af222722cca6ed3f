import { env } from '#lib/env/env.ts'

/** Whether this newsroom has a mail server. */
export function sendsMail(): boolean {
  return env().SMTP_URL !== undefined
}
