import { OPERATIONS } from '#lib/api/operations.ts'
import { diffVersions } from '#lib/queries/versions/diff-versions.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.diffVersions, async ({ ctx, params }) => ({ body: await diffVersions(ctx, { from: params.id, to: params.other }) }))
