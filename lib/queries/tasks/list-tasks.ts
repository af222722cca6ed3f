import { z } from 'zod'
import type { TaskListItem, TasksQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { CLAIM_SELECT, factsOf } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { taskDto } from './task-dto.ts'

const SELECT = {
  ...CLAIM_SELECT.tasks.select,
  claim: { select: { ...CLAIM_SELECT, article: { select: { id: true, slug: true, title: true, desk: { select: { secondCheck: true } } } } } },
} as const

/** WO-1: tasks of the person's desks, soonest due first, those without a due time last. "Today" is the day in UTC. */
export async function listTasks(
  { actor, db, now }: QueryContext,
  { limit, cursor, assignee, state, due, deskId, articleId }: TasksQuery,
): Promise<Page<TaskListItem>> {
  const time = now()
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const wanted = [
    beyond(decodeCursor(cursor, [z.union([z.literal(''), z.iso.datetime()]), z.uuid()])),
    { claim: { removedAt: null, article: { deskId: { in: desks }, ...(articleId !== undefined && { id: articleId }) } } },
    assignee === undefined ? {} : { assigneeId: assignee === 'me' ? actor.userId : assignee },
    state === undefined ? {} : { state: { in: state === 'active' ? ACTIVE : [state] } },
    due === undefined ? {} : due === 'overdue' ? { dueAt: { lt: time }, state: { in: ACTIVE } } : { dueAt: dayOf(time) },
  ]
  const rows = await db.task.findMany({
    where: { AND: wanted },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit + 1,
    select: SELECT,
  })
  const person = await personRefs(
    db,
    rows.flatMap(({ assigneeId, createdById }) => [assigneeId, createdById]),
  )
  return pageOf(rows, limit, {
    item: ({ claim: { article, ...claim }, ...task }): TaskListItem => ({
      ...taskDto(task, person, time),
      claim: {
        id: claim.id,
        number: claim.number,
        kind: claim.kind,
        priority: claim.priority,
        state: claimState(factsOf(claim, article.desk)),
        wording: claim.wording,
      },
      article: { id: article.id, slug: article.slug, title: article.title },
    }),
    key: ({ dueAt, id }) => [dueAt?.toISOString() ?? '', id],
  })
}

const ACTIVE: ('open' | 'in_checking')[] = ['open', 'in_checking']

/** The first part of the key is empty for a task without a due time. */
function beyond(last: readonly [string, string, ...unknown[]] | null) {
  if (last === null) return {}
  const [dueAt, id] = last
  if (dueAt === '') return { dueAt: null, id: { gt: id } }
  return { OR: [{ dueAt: { gt: dueAt } }, { dueAt, id: { gt: id } }, { dueAt: null }] }
}

function dayOf(time: Date): { gte: Date; lt: Date } {
  const start = Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate())
  return { gte: new Date(start), lt: new Date(start + 24 * 60 * 60 * 1000) }
}
