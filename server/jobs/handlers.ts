/** Which service does the jobs of which queue. */
import { env } from '#lib/env/env.ts'
import { fileStore } from '#lib/files/shared-store.ts'
import type { SystemContext } from '#lib/services/context.ts'
import { log } from '#lib/web/log.ts'
import { captureEvidence } from './capture/capture-evidence.ts'
import { openMailer } from './mail/mailer.ts'
import { sendNotices } from './mail/send-notices.ts'
import { sendWelcome } from './mail/send-welcome.ts'
import type { JobHandlers } from './work.ts'

export function jobHandlers(ctx: SystemContext): JobHandlers {
  const { limits, STET_CAPTURE_ALLOW: allowed, STET_PUBLIC_URL: publicUrl } = env()
  const mail = { mailer: openMailer(env()), publicUrl, log: log() }
  const store = fileStore()
  return {
    'evidence.capture': ({ captureId }, signal) => captureEvidence(ctx, captureId, { limits, allowed, store, signal }),
    'mail.welcome': ({ invitationId }) => sendWelcome(ctx, invitationId, mail),
    'mail.notices': ({ userId }) => sendNotices(ctx, userId, mail),
  }
}
