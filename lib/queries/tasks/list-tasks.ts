import { z } from 'zod'
import type { TaskListItem, TasksQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { dayBounds } from '#lib/domain/desks/time-zone.ts'
import { CLAIM_SELECT, factsOf } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { taskDto } from './task-dto.ts'

const SELECT = {
  ...CLAIM_SELECT.tasks.select,
  claim: { select: { ...CLAIM_SELECT, article: { select: { id: true, slug: true, title: true, desk: { select: { secondCheck: true, timeZone: true } } } } } },
} as const

/** WO-1: tasks of the person's desks, soonest due first, those without a due time last; withdrawn articles left out. "Today" is the day of each desk. */
export async function listTasks(
  { actor, db, now }: QueryContext,
  { limit, cursor, assignee, state, due, deskId, articleId }: TasksQuery,
): Promise<Page<TaskListItem>> {
  const time = now()
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const wanted = [
    beyond(decodeCursor('tasks', cursor, [z.union([z.literal(''), z.iso.datetime()]), z.uuid()])),
    { claim: { removedAt: null, article: { deskId: { in: desks }, stage: { not: 'withdrawn' as const }, ...(articleId !== undefined && { id: articleId }) } } },
    assignee === undefined ? {} : { assigneeId: assignee === 'me' ? actor.userId : assignee },
    state === undefined ? {} : { state: { in: state === 'active' ? ACTIVE : [state] } },
    due === undefined ? {} : due === 'overdue' ? { dueAt: { lt: time }, state: { in: ACTIVE } } : await dueToday(db, desks, time),
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
  return pageOf('tasks', rows, limit, {
    item: ({ claim: { article, ...claim }, ...task }): TaskListItem => ({
      ...taskDto(task, { person, now: time, timeZone: article.desk.timeZone }),
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

async function dueToday(db: QueryContext['db'], deskIds: string[], now: Date) {
  const desks = await db.desk.findMany({ where: { id: { in: deskIds } }, select: { id: true, timeZone: true } })
  return {
    OR: desks.map(({ id, timeZone }) => {
      const { start, end } = dayBounds(timeZone, now)
      return { dueAt: { gte: start, lt: end }, claim: { article: { deskId: id } } }
    }),
  }
}
