/** WO-3c: when a notice goes out by mail. */
import type { Tx } from '#lib/db/client.ts'
import { enqueue } from '#lib/db/queue/enqueue.ts'

/** How long a notice waits for others to go with it, and for being read or taken back: then no mail is needed. */
export const MAIL_WAIT_MS = 180_000
/** A mail that is this far away is sure to take along what is written now, however long this transaction lasts. */
const SURE_MS = 120_000

/** The moment at which the notice is due; a job is added unless one that takes it along is waiting. */
export async function queueMail(tx: Tx, { userId, at }: { userId: string; at: Date }): Promise<Date> {
  const soonest = new Date(at.getTime() + SURE_MS)
  const waiting = await tx.notification.findFirst({ where: { userId, mailAfter: { gt: soonest } }, select: { mailAfter: true }, orderBy: { mailAfter: 'asc' } })
  if (waiting?.mailAfter) return waiting.mailAfter
  const mailAfter = new Date(at.getTime() + MAIL_WAIT_MS)
  await enqueue(tx, 'mail.notices', { userId }, { startAfter: mailAfter })
  return mailAfter
}
