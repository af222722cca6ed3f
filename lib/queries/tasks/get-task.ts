import type { TaskDto } from '#lib/api/schemas/claims.ts'
import { AppError } from '#lib/domain/errors.ts'
import { CLAIM_SELECT } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'
import { taskDto } from './task-dto.ts'

/** Throws `not-found` for a task of an article that the person may not see. */
export async function getTask({ actor, db, now }: QueryContext, taskId: string): Promise<TaskDto> {
  const row = await db.task.findUnique({ where: { id: taskId }, select: { ...CLAIM_SELECT.tasks.select, claim: { select: { articleId: true } } } })
  if (!row) throw new AppError('not-found')
  const { claim, ...task } = row
  const { desk } = await visibleArticle(db, actor, claim.articleId)
  return taskDto(task, { person: await personRefs(db, [task.assigneeId, task.createdById]), now: now(), timeZone: desk.timeZone })
}
