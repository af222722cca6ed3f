import { OPERATIONS } from '#lib/api/operations.ts'
import { takeBackInherited } from '#lib/services/library/take-back-inherited.ts'
import { route } from '#lib/web/route.ts'

export const DELETE = route(OPERATIONS.takeBackInherited, async ({ ctx, params }) => {
  await takeBackInherited(ctx, { claimId: params.id, inheritedId: params.inherited })
  return { body: undefined }
})
