import { OPERATIONS } from '#lib/api/operations.ts'
import { removeFilter } from '#lib/services/board-filters/remove-filter.ts'
import { route } from '#lib/web/route.ts'

export const DELETE = route(OPERATIONS.removeBoardFilter, async ({ ctx, params }) => {
  await removeFilter(ctx, { filterId: params.id })
  return { body: undefined }
})
