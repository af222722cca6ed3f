import { OPERATIONS } from '#lib/api/operations.ts'
import { diffCaptures } from '#lib/queries/evidence/get-source-text.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.diffCaptures, async ({ ctx, params }) => ({
  body: await diffCaptures(ctx, { evidenceId: params.id, from: params.a, to: params.b }),
}))
