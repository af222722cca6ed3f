import { z } from 'zod'
import type { BOARD_MARKS, BoardItem, BoardQuery } from '#lib/api/schemas/claims.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { PRIORITIES, type ClaimState, type Priority } from '#lib/domain/claims/terms.ts'
import { can } from '#lib/policies/can.ts'
import { CLAIM_SELECT, factsOf, type ClaimRow } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { isActive, taskDto } from '../tasks/task-dto.ts'
import { STATE_FILTERS } from './state-filter.ts'

const DESK = { select: { id: true, name: true, fourEyes: true, secondCheck: true, timeZone: true } } as const
const ARTICLE = { select: { id: true, slug: true, title: true, stage: true, deskId: true, desk: DESK } } as const

const MARKS = { query: { authorQueries: { some: { closedAt: null } } }, legal: { legalFlag: true } } as const satisfies Record<
  (typeof BOARD_MARKS)[number],
  object
>

/** Claims read at once; with a filter by state several times, until a page is full. */
const BATCH = 500

/**
 * WO-1: every claim of the person's desks, assigned or not, urgent ones first, then by age. States follow from
 * facts and are not columns: the database leaves out what cannot be in a state, and what comes is asked one by one.
 */
export async function listBoard(
  { actor, db, now }: QueryContext,
  { limit = 500, cursor, deskId, articleId, state, marked }: Partial<BoardQuery>,
): Promise<Page<BoardItem>> {
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const wanted = {
    removedAt: null,
    article: { deskId: { in: desks }, stage: { not: 'withdrawn' }, ...(articleId !== undefined && { id: articleId }) },
    ...(marked !== undefined && MARKS[marked]),
  } as const
  const claims: BoardClaim[] = []
  for (let place = readPlace(cursor); claims.length <= limit;) {
    const take = state === undefined ? limit + 1 : BATCH
    const rows = await readClaims(db, { AND: [wanted, ...(state === undefined ? [] : [STATE_FILTERS[state]]), beyond(place)] }, take)
    const found = rows.map((row) => ({ ...row, state: claimState(factsOf(row, row.article.desk)), task: taskOf(row) }))
    claims.push(...found.filter((claim) => state === undefined || claim.state === state))
    const last = rows.at(-1)
    if (last === undefined || rows.length < take) break
    place = placeOf(last)
  }
  const shown = claims.slice(0, limit + 1)
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
    key: (claim) => placeOf(claim).map((part) => (part instanceof Date ? part.toISOString() : part)),
  })
}

type BoardRow = Awaited<ReturnType<typeof readClaims>>[number]
type BoardClaim = BoardRow & { state: ClaimState; task: ReturnType<typeof taskOf> }

async function readClaims(db: QueryContext['db'], where: NonNullable<Parameters<QueryContext['db']['claim']['findMany']>[0]>['where'], take: number) {
  return await db.claim.findMany({
    where: where ?? {},
    orderBy: [{ priority: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
    take,
    select: { ...CLAIM_SELECT, article: ARTICLE },
  })
}

/** Where a claim stands in the order of the board. */
type Place = [Priority, Date, string, ...unknown[]]

function readPlace(cursor: string | undefined): Place | null {
  return decodeCursor('board', cursor, [z.enum(PRIORITIES), z.iso.datetime().transform((at) => new Date(at)), z.uuid()])
}

function placeOf({ priority, createdAt, id }: Pick<BoardRow, 'priority' | 'createdAt' | 'id'>): [Priority, Date, string] {
  return [priority, createdAt, id]
}

function beyond(place: Place | null) {
  if (place === null) return {}
  const [priority, createdAt, id] = place
  const less = PRIORITIES.slice(0, PRIORITIES.indexOf(priority))
  return { OR: [{ priority: { in: less } }, { priority, OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] }] }
}

/** The newest that is still to be done, or else the newest that was done. */
function taskOf({ tasks }: ClaimRow): ClaimRow['tasks'][number] | null {
  return tasks.findLast(isActive) ?? tasks.findLast((task) => task.state === 'done') ?? null
}
