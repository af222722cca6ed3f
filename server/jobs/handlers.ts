/** Which service does the jobs of which queue. */
import { env } from '#lib/env/env.ts'
import { fileStore } from '#lib/files/shared-store.ts'
import { clearFiles } from '#lib/services/evidence/clear-files.ts'
import { findLostCaptures } from '#lib/services/evidence/find-lost-captures.ts'
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
    'evidence.lost-captures': async () => {
      const { asked, givenUp } = await findLostCaptures(ctx)
      if (asked + givenUp > 0) log().warn({ asked, givenUp }, 'captures had no job any more: they were asked for again, or given up')
    },
    'evidence.clear-files': async () => {
      const { cleared, foreign } = await clearFiles(ctx, store)
      if (foreign) log().warn('no file of evidence is named by this database: is STET_DATA_DIR the folder of another newsroom? Nothing was cleared away')
      if (cleared > 0) log().info({ cleared }, 'files of evidence that nothing names were cleared away')
    },
    'mail.welcome': ({ invitationId }) => sendWelcome(ctx, invitationId, mail),
    'mail.notices': ({ userId }) => sendNotices(ctx, userId, mail),
  }
}
