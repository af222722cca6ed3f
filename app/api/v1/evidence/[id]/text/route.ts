import { OPERATIONS } from '#lib/api/operations.ts'
import { getSourceText } from '#lib/queries/evidence/get-source-text.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.getSourceText, async ({ ctx, params, query }) => ({
  body: await getSourceText(ctx, { evidenceId: params.id, ...(query.capture !== undefined && { captureId: query.capture }) }),
}))
