import { OPERATIONS } from '#lib/api/operations.ts'
import { listMessages } from '#lib/queries/messages/list-messages.ts'
import { postMessage } from '#lib/services/messages/post-message.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listMessages, async ({ ctx, params, query }) => ({ body: await listMessages(ctx, { claimId: params.id, ...query }) }))

export const POST = route(OPERATIONS.postMessage, async ({ ctx, params, body }) => ({ body: await postMessage(ctx, { claimId: params.id, ...body }) }))
