import { OPERATIONS } from '#lib/api/operations.ts'
import { getToken, listTokens } from '#lib/queries/people/list-tokens.ts'
import { createToken } from '#lib/services/tokens/create-token.ts'
import { route } from '#lib/web/route.ts'

export const GET = route(OPERATIONS.listTokens, async ({ ctx, query }) => ({ body: await listTokens(ctx, query) }))

export const POST = route(OPERATIONS.createToken, async ({ ctx, body }) => {
  const { tokenId, token } = await createToken(ctx, body)
  return { body: { ...(await getToken(ctx, tokenId)), token } }
})
