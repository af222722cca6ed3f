import { OPERATIONS } from '#lib/api/operations.ts'
import { getMe } from '#lib/queries/people/get-me.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getMe, async ({ ctx }) => ({ body: await getMe(ctx) }))
