import { OPERATIONS } from '#lib/api/operations.ts'
import { getVersion, listVersions } from '#lib/queries/versions/list-versions.ts'
import { nameVersion } from '#lib/services/articles/name-version.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listVersions, async ({ ctx, params, query }) => ({
  body: await listVersions(ctx, { articleId: params.id, ...query }),
}))

export const POST = route(OPERATIONS.nameVersion, async ({ ctx, params, body }) => {
  const { versionId } = await nameVersion(ctx, { articleId: params.id, ...body })
  return { body: await getVersion(ctx, versionId), location: `/articles/${params.id}/versions` }
})
