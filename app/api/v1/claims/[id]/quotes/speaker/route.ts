import { OPERATIONS } from '#lib/api/operations.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { nameSpeaker } from '#lib/services/quotes/name-speaker.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.nameSpeaker, async ({ ctx, params, body }) => {
  await nameSpeaker(ctx, { claimId: params.id, ...body })
  return { body: await listQuotes(ctx, params.id) }
})
