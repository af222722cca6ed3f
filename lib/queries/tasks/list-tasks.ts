import { z } from 'zod'
import type { TaskListItem, TasksQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { PRIORITIES, type Priority } from '#lib/domain/claims/terms.ts'
import { dayBounds } from '#lib/domain/desks/time-zone.ts'
import { CLAIM_SELECT, factsOf } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { claimsWithArticle } from '../claims/load-claims.ts'
import { loadReopenedChanges } from '../claims/reopened-changes.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf, rowNumber } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { taskDto } from './task-dto.ts'

/**
 * WO-1h: tasks of the person's desks, soonest due first, those without a due time last; of one time by priority, then by
 * article (its slug) and number. Withdrawn articles are left out. "Today" is the day of each desk.
 */
export async function listTasks(
  { actor, db, now }: QueryContext,
  { limit, cursor, assignee, state, due, deskId, articleId }: TasksQuery,
): Promise<Page<TaskListItem>> {
  const time = now()
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const wanted = [
    beyond(decodeCursor('tasks', cursor, KEY)),
    { claim: { removedAt: null, article: { deskId: { in: desks }, stage: { not: 'withdrawn' as const }, ...(articleId !== undefined && { id: articleId }) } } },
    assignee === undefined ? {} : { assigneeId: assignee === 'me' ? actor.userId : assignee },
    state === undefined ? {} : { state: { in: state === 'active' ? ACTIVE : [state] } },
    due === undefined ? {} : due === 'overdue' ? { dueAt: { lt: time }, state: { in: ACTIVE } } : await dueToday(db, desks, time),
  ]
  const found = await db.task.findMany({
    where: { AND: wanted },
    orderBy: [
      { dueAt: { sort: 'asc', nulls: 'last' } },
      { claim: { priority: 'desc' } },
      { claim: { article: { slug: 'asc' } } },
      { claim: { number: 'asc' } },
      { id: 'asc' },
    ],
    take: limit + 1,
    select: CLAIM_SELECT.tasks.select,
  })
  const claims = await claimsWithArticle(
    db,
    found.map(({ claimId }) => claimId),
  )
  const rows = found.flatMap((task) => {
    const claim = claims.find(({ id }) => id === task.claimId)
    return claim ? [{ ...task, claim }] : []
  })
  const person = await personRefs(
    db,
    rows.flatMap(({ assigneeId, createdById }) => [assigneeId, createdById]),
  )
  const changed = await loadReopenedChanges(
    db,
    rows.map(({ claim }) => ({ ...claim, state: claimState(factsOf(claim, claim.article.desk)) })),
  )
  const blind = await loadBlind(
    { actor, db },
    rows.map(({ claim: { article, ...claim } }) => ({ article, claim })),
  )
  const page = pageOf('tasks', rows, limit, {
    item: ({ claim: { article, ...claim }, ...task }): TaskListItem => ({
      ...taskDto(task, { person, now: time, timeZone: article.desk.timeZone }),
      claim: {
        id: claim.id,
        number: claim.number,
        kind: claim.kind,
        priority: claim.priority,
        state: claimState(factsOf(claim, article.desk)),
        wording: claim.wording,
        legalFlag: claim.legalFlag,
        checkedByMe: claim.verdicts.some(({ checkerId }) => checkerId === actor.userId),
        changed: changed(claim.id),
      },
      article: { id: article.id, slug: article.slug, title: article.title },
    }),
    key: ({ dueAt, claim, id }) => [dueAt?.toISOString() ?? '', claim.priority, claim.article.slug, String(claim.number), id],
  })
  // CL-6h: that a claim was cleared without somebody tells what was found.
  return { ...page, items: page.items.filter(({ ended, claim }) => !(ended === 'cleared' && blind.has(claim.id))) }
}

const ACTIVE: ('open' | 'in_checking')[] = ['open', 'in_checking']

/** The first part is empty for a task without a due time. */
const KEY: [z.ZodType<string>, z.ZodType<Priority>, z.ZodType<string>, z.ZodType<number>, z.ZodType<string>] = [
  z.union([z.literal(''), z.iso.datetime()]),
  z.enum(PRIORITIES),
  z.string(),
  rowNumber,
  z.uuid(),
]

function beyond(last: readonly [string, Priority, string, number, string, ...unknown[]] | null) {
  if (last === null) return {}
  const [due, priority, slug, number, id] = last
  const dueAt = due === '' ? null : due
  const later = dueAt === null ? [] : [{ dueAt: { gt: dueAt } }, { dueAt: null }]
  const article = { slug }
  return {
    OR: [
      ...later,
      { dueAt, claim: { priority: { in: PRIORITIES.slice(0, PRIORITIES.indexOf(priority)) } } },
      { dueAt, claim: { priority, article: { slug: { gt: slug } } } },
      { dueAt, claim: { priority, article, number: { gt: number } } },
      { dueAt, claim: { priority, article, number }, id: { gt: id } },
    ],
  }
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
