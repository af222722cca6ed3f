import { OPERATIONS } from '#lib/api/operations.ts'
import { getDesk } from '#lib/queries/people/list-desks.ts'
import { updateDesk } from '#lib/services/desks/update-desk.ts'
import { route } from '#lib/web/route.ts'

export const PATCH = route(OPERATIONS.updateDesk, async ({ ctx, params, body }) => {
  const { deskId } = await updateDesk(ctx, { deskId: params.id, ...body })
  return { body: await getDesk(ctx, deskId) }
})
