import { OPERATIONS } from '#lib/api/operations.ts'
import { listBoard } from '#lib/queries/board/list-board.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listBoard, async ({ ctx, query }) => ({ body: await listBoard(ctx, query) }))
