import { OPERATIONS } from '#lib/api/operations.ts'
import { getDesk, listDesks } from '#lib/queries/people/list-desks.ts'
import { createDesk } from '#lib/services/desks/create-desk.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listDesks, async ({ ctx, query }) => ({ body: await listDesks(ctx, query) }))

export const POST = route(OPERATIONS.createDesk, async ({ ctx, body }) => {
  const { deskId } = await createDesk(ctx, body)
  return { body: await getDesk(ctx, deskId) }
})
