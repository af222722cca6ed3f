import type { PersonRef } from '#lib/api/schemas/common.ts'
import { prismaSql } from '#lib/db/sql.ts'
import type { QueryContext } from '../context.ts'
import { desksOf } from '../review/load-article.ts'

/** Whoever was asked for a check on a desk of the person, or on this one, by name. */
export async function listAssignees({ actor, db }: QueryContext, { deskId }: { deskId?: string }): Promise<PersonRef[]> {
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  return await prismaSql(db).query<PersonRef>(
    `SELECT person.id, person.name FROM "user" person
     WHERE EXISTS (
       SELECT 1 FROM task JOIN claim ON claim.id = task.claim_id JOIN article ON article.id = claim.article_id
       WHERE task.assignee_id = person.id AND article.desk_id = ANY($1::uuid[]))
     ORDER BY person.name, person.id`,
    [desks],
  )
}
