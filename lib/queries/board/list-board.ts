import { z } from 'zod'
import type { BoardItem, BoardQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { PRIORITIES } from '#lib/domain/claims/terms.ts'
import { CLAIM_SELECT, factsOf, type ClaimRow } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { isActive, taskDto } from '../tasks/task-dto.ts'

const ARTICLE = { select: { id: true, slug: true, title: true, desk: { select: { id: true, name: true, secondCheck: true } } } } as const

/**
 * WO-1: every claim of the person's desks, assigned or not, urgent ones first, then by age. States follow from
 * facts and are not columns, so the board is filtered and cut here: a newsroom's claims in work are a few thousand.
 */
export async function listBoard(
  { actor, db, now }: QueryContext,
  { limit = 500, cursor, deskId, articleId, state }: Partial<BoardQuery>,
): Promise<Page<BoardItem>> {
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const rows = await db.claim.findMany({
    where: { removedAt: null, article: { deskId: { in: desks }, stage: { not: 'withdrawn' }, ...(articleId !== undefined && { id: articleId }) } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { ...CLAIM_SELECT, article: ARTICLE },
  })
  const claims = rows
    .map((row) => ({ ...row, state: claimState(factsOf(row, row.article.desk)), task: taskOf(row) }))
    .filter((claim) => state === undefined || claim.state === state)
    .toSorted((a, b) => PRIORITIES.indexOf(b.priority) - PRIORITIES.indexOf(a.priority))
  const after = decodeCursor(cursor, [z.uuid()])
  const rest = after ? claims.slice(claims.findIndex(({ id }) => id === after[0]) + 1) : claims
  const person = await personRefs(
    db,
    rest.flatMap(({ task }) => (task ? [task.assigneeId, task.createdById] : [])),
  )
  return pageOf(rest, limit, {
    item: ({ id, number, kind, priority, wording, article: { desk, ...article }, ...claim }): BoardItem => ({
      id,
      number,
      kind,
      priority,
      state: claim.state,
      wording,
      article,
      desk: { id: desk.id, name: desk.name },
      task: claim.task && taskDto(claim.task, person, now()),
    }),
    key: ({ id }) => [id],
  })
}

/** The newest that is still to be done, or else the newest that was done. */
function taskOf({ tasks }: ClaimRow): ClaimRow['tasks'][number] | null {
  return tasks.findLast(isActive) ?? tasks.findLast((task) => task.state === 'done') ?? null
}
