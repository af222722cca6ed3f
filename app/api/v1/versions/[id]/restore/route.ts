import { OPERATIONS } from '#lib/api/operations.ts'
import { getVersion } from '#lib/queries/versions/list-versions.ts'
import { restoreVersion } from '#lib/services/articles/restore-version.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.restoreVersion, async ({ ctx, params }) => {
  const { versionId } = await restoreVersion(ctx, { versionId: params.id })
  return { body: await getVersion(ctx, versionId) }
})
