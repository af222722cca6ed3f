import { OPERATIONS } from '#lib/api/operations.ts'
import { getPerson } from '#lib/queries/people/list-people.ts'
import { updatePerson } from '#lib/services/people/update-person.ts'
import { route } from '#lib/web/route.ts'

export const PATCH = route(OPERATIONS.updatePerson, async ({ ctx, params, body }) => {
  const { personId } = await updatePerson(ctx, { personId: params.id, ...body })
  return { body: await getPerson(ctx, personId) }
})
