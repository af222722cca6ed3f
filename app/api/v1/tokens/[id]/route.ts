import { OPERATIONS } from '#lib/api/operations.ts'
import { revokeToken } from '#lib/services/tokens/revoke-token.ts'
import { route } from '#lib/web/route.ts'

export const DELETE = route(OPERATIONS.revokeToken, async ({ ctx, params }) => {
  await revokeToken(ctx, { tokenId: params.id })
  return { body: undefined }
})
