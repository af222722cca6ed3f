import { openApiDocument } from '#lib/api/openapi.ts'
import { OPERATIONS } from '#lib/api/operations.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.describeApi, async () => ({ body: openApiDocument() }))
