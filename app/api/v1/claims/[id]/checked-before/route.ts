import { OPERATIONS } from '#lib/api/operations.ts'
import { listCheckedBefore } from '#lib/queries/library/list-checked-before.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listCheckedBefore, async ({ ctx, params }) => ({ body: await listCheckedBefore(ctx, params.id) }))
