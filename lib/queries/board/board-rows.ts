import type { BoardItem } from '#lib/api/schemas/claims.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { can } from '#lib/policies/can.ts'
import { CLAIM_SELECT, factsOf, type ClaimRow } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { isActive, taskDto } from '../tasks/task-dto.ts'

const DESK = { select: { id: true, name: true, fourEyes: true, secondCheck: true, timeZone: true } } as const
const ARTICLE = { select: { id: true, slug: true, title: true, stage: true, deskId: true, desk: DESK } } as const

export interface BoardRow {
  item: BoardItem
  createdAt: Date
}

/** These claims as the board shows them, in the order of the ids; those that are gone meanwhile are left out. */
export async function loadBoardRows({ actor, db, now }: QueryContext, ids: readonly string[]): Promise<BoardRow[]> {
  if (ids.length === 0) return []
  const found = await db.claim.findMany({ where: { id: { in: [...ids] } }, select: { ...CLAIM_SELECT, article: ARTICLE } })
  const rows = new Map(found.map((row) => [row.id, row]))
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
  return shown.map(({ id, number, kind, priority, wording, createdAt, article: { desk, slug, title, ...article }, ...claim }): BoardRow => {
    const mayDecide = can(actor, 'article.edit', article) && !blind.has(id)
    return {
      createdAt,
      item: {
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
        openProposals: mayDecide ? claim.wordingProposals.filter(({ beforeHash }) => beforeHash === claim.wordingHash).length : 0,
      },
    }
  })
}

/** The newest that is still to be done, or else the newest that was done. */
function taskOf({ tasks }: ClaimRow): ClaimRow['tasks'][number] | null {
  return tasks.findLast(isActive) ?? tasks.findLast((task) => task.state === 'done') ?? null
}
