import { OPERATIONS } from '#lib/api/operations.ts'
import { getPerson, listPeople } from '#lib/queries/people/list-people.ts'
import { createPerson } from '#lib/services/people/create-person.ts'
import { route } from '#lib/web/route.ts'
import { welcomeUrl } from '#lib/web/welcome-url.ts'

export const GET = route(OPERATIONS.listPeople, async ({ ctx, query }) => ({ body: await listPeople(ctx, query) }))

export const POST = route(OPERATIONS.createPerson, async ({ ctx, body }) => {
  const { personId, invitationToken } = await createPerson(ctx, body)
  const person = await getPerson(ctx, personId)
  return { body: { ...person, welcomeUrl: invitationToken === null ? null : welcomeUrl(invitationToken) } }
})
