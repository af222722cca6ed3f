import { OPERATIONS } from '#lib/api/operations.ts'
import { clientAddress } from '#lib/auth/client-address.ts'
import { countTry, forgetTry } from '#lib/auth/try-limits.ts'
import { AppError } from '#lib/domain/errors.ts'
import { acceptInvitation } from '#lib/services/people/accept-invitation.ts'
import { route } from '#lib/web/route.ts'

export const POST = route(OPERATIONS.acceptInvitation, async ({ ctx, body, request }) => {
  const tries = { 'invitation-address': clientAddress((name) => request.headers.get(name)) }
  const wait = await countTry(tries)
  if (wait !== null) throw new AppError('too-many-requests', { retryAfter: wait })
  const { email } = await acceptInvitation(ctx, body)
  await forgetTry(tries)
  return { body: { email } }
})
