import { OPERATIONS } from '#lib/api/operations.ts'
import { invitePerson } from '#lib/services/people/invite-person.ts'
import { route } from '#lib/web/route.ts'
import { welcomeUrl } from '#lib/web/welcome-url.ts'

export const POST = route(OPERATIONS.invitePerson, async ({ ctx, params }) => {
  const { token, expiresAt } = await invitePerson(ctx, { personId: params.id })
  return { body: { welcomeUrl: welcomeUrl(token), expiresAt: expiresAt.toISOString() } }
})
