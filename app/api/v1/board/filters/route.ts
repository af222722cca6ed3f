import { OPERATIONS } from '#lib/api/operations.ts'
import { getFilter, listFilters } from '#lib/queries/board-filters/list-filters.ts'
import { saveFilter } from '#lib/services/board-filters/save-filter.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listBoardFilters, async ({ ctx, query }) => ({ body: await listFilters(ctx, query) }))

export const POST = route(OPERATIONS.saveBoardFilter, async ({ ctx, body }) => {
  const { filterId } = await saveFilter(ctx, body)
  return { body: await getFilter(ctx, filterId) }
})
