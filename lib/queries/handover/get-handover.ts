import type { AuthorQueryListItem } from '#lib/api/schemas/author-queries.ts'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import type { BoardItem, TaskListItem } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { DeskHandover, HandoverDto, HandoverQuery, PersonWork } from '#lib/api/schemas/handover.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'
import { STATES_FOR_THE_AUTHOR, STATES_TO_CHECK } from '#lib/domain/claims/terms.ts'
import { can } from '#lib/policies/can.ts'
import { listArticles } from '../articles/list-articles.ts'
import { whoLeft } from '../author-queries/query-rows.ts'
import { listQueries } from '../author-queries/list-queries.ts'
import { listWaiting } from '../board/list-waiting.ts'
import type { QueryContext } from '../context.ts'
import { desksOf } from '../review/load-article.ts'
import { listTasks } from '../tasks/list-tasks.ts'

/** Of each list at most; a desk with more open at once has another trouble. */
const MOST = 1000
const ARTICLES = 200
const FINISHED: readonly Stage[] = ['published', 'corrected', 'withdrawn']

/** WO-5: per desk of the person, by name. */
export async function getHandover(ctx: QueryContext, { deskId }: HandoverQuery): Promise<HandoverDto> {
  const { actor, db, now } = ctx
  const ids = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const desks = await db.desk.findMany({ where: { id: { in: ids } }, orderBy: { name: 'asc' }, select: { id: true, name: true, timeZone: true } })
  const handed: DeskHandover[] = []
  for (const desk of desks) handed.push(await handoverOf(ctx, desk))
  return { at: now().toISOString(), desks: handed }
}

async function handoverOf(ctx: QueryContext, desk: DeskHandover['desk']): Promise<DeskHandover> {
  const of = { deskId: desk.id, limit: MOST }
  const tasks = await listTasks(ctx, { ...of, state: 'active' })
  const queries = await listQueries(ctx, { ...of, state: 'open' })
  const toCheck = await listWaiting(ctx, { ...of, states: STATES_TO_CHECK })
  const author = await listWaiting(ctx, { ...of, states: STATES_FOR_THE_AUTHOR })
  const articles = await listArticles(ctx, { deskId: desk.id, limit: ARTICLES })
  return {
    desk,
    people: await peopleOf(ctx, desk.id, { tasks: tasks.items, queries: queries.items, again: toCheck.filter(({ againWith }) => againWith.length > 0) }),
    unassigned: toCheck.filter(({ task, againWith }) => (task === null || task.state === 'done') && againWith.length === 0),
    author,
    queries: queries.items,
    articles: openOnes(articles.items, queries.items),
    abilities: { handOver: can(ctx.actor, 'task.assign', { deskId: desk.id, stage: 'draft' }) },
  }
}

/** Whoever has a task, an open question, or what they checked and is open again; those with the most that is late first. */
async function peopleOf(
  { db }: QueryContext,
  deskId: string,
  { tasks, queries, again }: { tasks: readonly TaskListItem[]; queries: readonly AuthorQueryListItem[]; again: readonly BoardItem[] },
): Promise<PersonWork[]> {
  const holder = ({ handedTo, askedBy }: AuthorQueryListItem) => handedTo ?? askedBy
  const people = new Map<string, PersonRef>(
    [...tasks.map(({ assignee }) => assignee), ...queries.map(holder), ...again.flatMap(({ againWith }) => againWith)].map((one) => [one.id, one]),
  )
  const left = await whoLeft(db, deskId, [...people.keys()])
  const work = [...people.values()].map((person): PersonWork => {
    const own = tasks.filter(({ assignee }) => assignee.id === person.id)
    const checked = again.filter(({ againWith }) => againWith.some(({ id }) => id === person.id))
    return {
      person,
      gone: left.has(person.id),
      overdue: own.filter((task) => task.overdue).length,
      reopened: [...own.map(({ claim }) => claim), ...checked].filter(({ state }) => state === 'reopened').length,
      secondChecks: own.filter((task) => task.secondCheck).length,
      awaitingAuthor: queries.filter((query) => query.waitsOn === 'author' && holder(query).id === person.id).length,
      questions: queries.filter((query) => holder(query).id === person.id).length,
      tasks: own,
      again: checked,
    }
  })
  return work.toSorted((a, b) => b.overdue - a.overdue || b.tasks.length - a.tasks.length || a.person.name.localeCompare(b.person.name))
}

/** Articles on their way, but for drafts in which nothing is open; and those that are out and have something open again. */
function openOnes(articles: readonly ArticleListItem[], queries: readonly AuthorQueryListItem[]): DeskHandover['articles'] {
  return articles
    .map(({ id, slug, title, stage, createdBy, counts }) => ({
      id,
      slug,
      title,
      stage,
      createdBy,
      claimsToClear: counts.open,
      openQueries: queries.filter(({ article }) => article.id === id).length,
    }))
    .filter(({ stage, claimsToClear, openQueries }) => {
      if (stage === 'withdrawn') return false
      return claimsToClear + openQueries > 0 || (stage !== 'draft' && !FINISHED.includes(stage))
    })
}
