/** Which service does the jobs of which queue. */
import { env } from '#lib/env/env.ts'
import { fileStore } from '#lib/files/shared-store.ts'
import type { SystemContext } from '#lib/services/context.ts'
import { captureEvidence } from './capture/capture-evidence.ts'
import type { JobHandlers } from './work.ts'

export function jobHandlers(ctx: SystemContext): JobHandlers {
  const { limits, STET_CAPTURE_ALLOW: allowed } = env()
  const store = fileStore()
  return {
    'evidence.capture': ({ captureId }, signal) => captureEvidence(ctx, captureId, { limits, allowed, store, signal }),
  }
}
