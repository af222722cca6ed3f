import { OPERATIONS } from '#lib/api/operations.ts'
import { revokeSession } from '#lib/services/sessions/revoke-session.ts'
import { route } from '#lib/web/route.ts'

export const DELETE = route(OPERATIONS.revokeSession, async ({ ctx, params }) => {
  await revokeSession(ctx, { sessionId: params.id })
  return { body: undefined }
})
