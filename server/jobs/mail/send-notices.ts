/** WO-3c: one mail with what is due for one person. Without a mail server what is due is let go. */
import type { Logger } from 'pino'
import type { SystemContext } from '#lib/services/context.ts'
import { endNotices, returnNotices, takeNotices } from '#lib/services/notifications/mail-notices.ts'
import type { Mailer } from './mailer.ts'
import { noticesMail } from './notices-mail.ts'

export interface MailOptions {
  mailer: Mailer | null
  publicUrl: string
  log: Logger
}

/** Rejects when the mail did not go out and another try makes sense. */
export async function sendNotices(ctx: SystemContext, userId: string, { mailer, publicUrl, log }: MailOptions): Promise<void> {
  const due = await takeNotices(ctx, userId)
  if (due === null) return
  try {
    const outcome = await mailer?.send(noticesMail(due, publicUrl))
    if (outcome === 'refused') log.warn({ userId }, 'the mail server takes no mail for this person')
  } catch (error) {
    await returnNotices(ctx, due.notices)
    throw error
  }
  await endNotices(ctx, due.notices)
}
