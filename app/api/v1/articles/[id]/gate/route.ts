import { OPERATIONS } from '#lib/api/operations.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getGate, async ({ ctx, params }) => ({ body: await getGate(ctx, params.id) }))
