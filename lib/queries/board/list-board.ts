import { z } from 'zod'
import type { BOARD_MARKS, BoardItem, BoardQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { PRIORITIES } from '#lib/domain/claims/terms.ts'
import { can } from '#lib/policies/can.ts'
import { CLAIM_SELECT, factsOf, type ClaimRow } from '../claims/claim-rows.ts'
import { inState } from '../claims/state-sql.ts'
import { loadBlind } from '../claims/is-blind.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { isActive, taskDto } from '../tasks/task-dto.ts'
import { Statement } from '../search/statement.ts'

const DESK = { select: { id: true, name: true, fourEyes: true, secondCheck: true, timeZone: true } } as const
const ARTICLE = { select: { id: true, slug: true, title: true, stage: true, deskId: true, desk: DESK } } as const

const MARKS: Record<(typeof BOARD_MARKS)[number], string> = {
  query: 'EXISTS (SELECT 1 FROM author_query asked WHERE asked.claim_id = claim.id AND asked.closed_at IS NULL)',
  legal: 'claim.legal_flag',
}

/** Whose the claim is: as `taskOf` says it. */
const ASKED = `SELECT task.assignee_id FROM task WHERE task.claim_id = claim.id AND task.state IN ('open', 'in_checking', 'done')
  ORDER BY task.state = 'done', task.created_at DESC LIMIT 1`

const PROPOSED = `EXISTS (SELECT 1 FROM wording_proposal proposed
  WHERE proposed.claim_id = claim.id AND proposed.decided_at IS NULL AND proposed.before_hash = claim.wording_hash)`

interface BoardWish extends Partial<BoardQuery> {
  /** Only those with a proposed wording that nobody has decided on. */
  isProposed?: boolean
}

/** WO-1: every claim of the person's desks, assigned or not, urgent ones first, then by age. */
export async function listBoard(ctx: QueryContext, { limit = 500, ...query }: BoardWish): Promise<Page<BoardItem>> {
  const { actor, db, now } = ctx
  const ids = await findIds(ctx, query, limit + 1)
  const rows = new Map((await readClaims(db, ids)).map((row) => [row.id, row]))
  const shown = ids.flatMap((id) => rows.get(id) ?? []).map((row) => ({ ...row, state: claimState(factsOf(row, row.article.desk)), task: taskOf(row) }))
  const person = await personRefs(
    db,
    shown.flatMap(({ task }) => (task ? [task.assigneeId, task.createdById] : [])),
  )
  const proposed = shown.filter(({ wordingProposals }) => wordingProposals.length > 0)
  const blind = await loadBlind(
    { actor, db },
    proposed.map(({ article, ...claim }) => ({ article, claim })),
  )
  return pageOf('board', shown, limit, {
    item: ({ id, number, kind, priority, wording, article: { desk, slug, title, ...article }, ...claim }): BoardItem => ({
      id,
      number,
      kind,
      priority,
      state: claim.state,
      wording,
      article: { id: article.id, slug, title },
      desk: { id: desk.id, name: desk.name, timeZone: desk.timeZone },
      task: claim.task && taskDto(claim.task, { person, now: now(), timeZone: desk.timeZone }),
      openQueries: claim.authorQueries.length,
      legalFlag: claim.legalFlag,
      openProposals:
        can(actor, 'article.edit', article) && !blind.has(id) ? claim.wordingProposals.filter(({ beforeHash }) => beforeHash === claim.wordingHash).length : 0,
    }),
    key: ({ priority, createdAt, id }) => [priority, createdAt.toISOString(), id],
  })
}

/** Which stand on the page, in their order: filtered by the database, so that a page is full and its cursor right. */
async function findIds(
  { actor, db }: QueryContext,
  { deskId, articleId, state, marked, assignee, isProposed = false, cursor }: BoardWish,
  take: number,
): Promise<string[]> {
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const statement = new Statement()
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND article.stage <> 'withdrawn' AND claim.removed_at IS NULL`)
  if (articleId !== undefined) statement.where(`article.id = ${statement.value(articleId)}::uuid`)
  if (marked !== undefined) statement.where(MARKS[marked])
  if (assignee === 'nobody') statement.where(`NOT EXISTS (${ASKED})`)
  else if (assignee !== undefined) statement.where(`(${ASKED}) = ${statement.value(assignee === 'me' ? actor.userId : assignee)}::uuid`)
  if (isProposed) statement.where(PROPOSED)
  if (state !== undefined) statement.where(inState(state))
  const place = decodeCursor('board', cursor, [z.enum(PRIORITIES), z.iso.datetime(), z.uuid()])
  if (place) {
    const [priority, at, id] = place.map((part) => statement.value(part))
    statement.where(`(claim.priority < ${priority}::"Priority" OR (claim.priority = ${priority}::"Priority"
      AND (claim.created_at, claim.id) > (${at}::timestamptz, ${id}::uuid)))`)
  }
  const found = await prismaSql(db).query<{ id: string }>(
    `SELECT claim.id FROM claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
     WHERE ${statement.condition}
     ORDER BY claim.priority DESC, claim.created_at, claim.id LIMIT ${statement.value(take)}::int`,
    statement.values,
  )
  return found.map(({ id }) => id)
}

async function readClaims(db: QueryContext['db'], ids: string[]) {
  return await db.claim.findMany({ where: { id: { in: ids } }, select: { ...CLAIM_SELECT, article: ARTICLE } })
}

/** The newest that is still to be done, or else the newest that was done. */
function taskOf({ tasks }: ClaimRow): ClaimRow['tasks'][number] | null {
  return tasks.findLast(isActive) ?? tasks.findLast((task) => task.state === 'done') ?? null
}
