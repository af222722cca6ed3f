import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'

/** Names of people, whether they still have access or not. The function throws for an id that was not asked for. */
export async function personRefs(db: Tx, ids: Iterable<string>): Promise<(id: string) => PersonRef> {
  const asked = [...new Set(ids)]
  const people = asked.length === 0 ? [] : await db.user.findMany({ where: { id: { in: asked } }, select: { id: true, name: true } })
  const byId = new Map(people.map((person) => [person.id, person]))
  return (id) => {
    const person = byId.get(id)
    if (!person) throw new Error(`no person ${id}`)
    return person
  }
}
