import { OPERATIONS } from '#lib/api/operations.ts'
import { getClaimHistory } from '#lib/queries/claims/get-claim-history.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getClaimHistory, async ({ ctx, params }) => ({ body: await getClaimHistory(ctx, params.id) }))
