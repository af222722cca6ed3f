import { z } from 'zod'
import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import type { QueryContext } from '../context.ts'

const changedSchema = z.object({ byIds: z.array(z.uuid()) })

/** Names of the people of whom a row says by id that they changed the words of a claim; the rows themselves are as they were hashed. */
export async function namesInRecord(
  { db }: Pick<QueryContext, 'db'>,
  events: readonly Pick<AuditEventDto, 'action' | 'data'>[],
): Promise<Record<string, string>> {
  const ids = events
    .filter(({ action }) => action === 'claim.reopened')
    .flatMap(({ data }) => {
      const read = changedSchema.safeParse(JSON.parse(data))
      return read.success ? read.data.byIds : []
    })
  if (ids.length === 0) return {}
  const people = await db.user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } })
  return Object.fromEntries(people.map(({ id, name }) => [id, name]))
}
