/**
 * WO-5a: gives what one person is asked to check to another, each task as if it had been given singly. Each article is
 * one decision: its tasks go over in one transaction, and its pages hear of it once.
 */
import type { HandedOverDto, HandOverInput } from '#lib/api/schemas/handover.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { claimsById } from '#lib/queries/claims/load-claims.ts'
import type { ServiceContext } from '../context.ts'
import { handOverQueries } from '../author-queries/hand-over-queries.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { assertMayBeAsked } from './assignee.ts'
import { changeTask } from './change-task.ts'

const ACTIVE: ('open' | 'in_checking')[] = ['open', 'in_checking']

export async function handOver(
  ctx: ServiceContext,
  { deskId, fromId, toId, taskIds, questions = taskIds === undefined }: HandOverInput,
): Promise<HandedOverDto> {
  const { actor, db } = ctx
  if (!can(actor, 'article.read', { deskId, stage: 'draft' }))
    throw new AppError('invalid-input', { errors: [{ field: 'deskId', message: 'Choose one of your desks.' }] })
  if (!can(actor, 'task.assign', { deskId, stage: 'draft' })) throw new AppError('forbidden')
  if (fromId === toId) throw new AppError('invalid-input', { errors: [{ field: 'toId', message: 'Choose somebody else: they have these tasks already.' }] })
  await assertMayBeAsked(db, { assigneeId: toId, deskId, field: 'toId' })
  const named = taskIds && (await namedTasks(db, deskId, taskIds))
  const tasks = await db.task.findMany({
    where: {
      assigneeId: fromId,
      state: { in: ACTIVE },
      claim: { removedAt: null, article: { deskId, stage: { not: 'withdrawn' } } },
      ...(named && { id: { in: named } }),
    },
    select: { id: true, claim: { select: { articleId: true } } },
  })
  const articleIds = [...new Set(tasks.map(({ claim }) => claim.articleId))].toSorted()
  const gone = named?.filter((id) => tasks.every((task) => task.id !== id)) ?? []
  const outcome: HandedOverDto = { moved: 0, questions: 0, kept: gone.map(notTheirs) }
  for (const articleId of articleIds) {
    const ids = tasks.filter(({ claim }) => claim.articleId === articleId).map(({ id }) => id)
    const { moved, kept } = await onArticle(ctx, articleId, { ids, fromId, toId })
    outcome.moved += moved
    outcome.kept.push(...kept)
  }
  if (questions) outcome.questions = await handOverQueries(ctx, { deskId, fromId, toId })
  return outcome
}

/** Refuses what is no task of the desk, by its place in the list: an id that is wrong is told and not passed over. */
async function namedTasks(db: Tx, deskId: string, taskIds: readonly string[]): Promise<string[]> {
  const ids = [...new Set(taskIds)]
  const known = new Set((await db.task.findMany({ where: { id: { in: ids }, claim: { article: { deskId } } }, select: { id: true } })).map(({ id }) => id))
  const errors = taskIds.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `taskIds.${index}`, message: `No task on this desk has the id ${id}. Nothing was handed over.` }],
  )
  if (errors.length > 0) throw new AppError('invalid-input', { errors })
  return ids
}

function notTheirs(taskId: string): HandedOverDto['kept'][number] {
  return { taskId, reason: 'This is not open with that person any more.' }
}

interface Given {
  /** Of the tasks. */
  ids: readonly string[]
  fromId: string
  toId: string
}

/** What refuses one task does not keep the others back; what refuses the article keeps them all. */
async function onArticle(ctx: ServiceContext, articleId: string, { ids, fromId, toId }: Given): Promise<Pick<HandedOverDto, 'moved' | 'kept'>> {
  try {
    const { deskId } = await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'task.assign', facts))
    return await decideOnArticle(ctx, articleId, async (tx) => {
      await assertMayBeAsked(tx, { assigneeId: toId, deskId, field: 'toId' })
      // Read under the lock: what was finished or given to somebody else meanwhile is not among them.
      const tasks = await tx.task.findMany({
        where: { id: { in: [...ids] }, assigneeId: fromId, state: { in: ACTIVE }, claim: { removedAt: null } },
        orderBy: { claim: { number: 'asc' } },
        select: { id: true, claimId: true },
      })
      const claims = await claimsById(
        tx,
        tasks.map(({ claimId }) => claimId),
      )
      const kept = ids.filter((id) => tasks.every((task) => task.id !== id)).map(notTheirs)
      let moved = 0
      for (const { id: taskId, claimId } of tasks) {
        const claim = claims.find(({ id }) => id === claimId)
        if (!claim) throw new Error(`the task ${taskId} has no claim`)
        const reason = await orReason(changeTask(tx, ctx, claim, { taskId, assigneeId: toId }))
        if (reason === null) moved += 1
        else kept.push({ taskId, reason })
      }
      return { moved, kept }
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { moved: 0, kept: ids.map((taskId) => ({ taskId, reason: error.message })) }
  }
}

async function orReason(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.message
  }
}
