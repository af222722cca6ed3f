import type { BoardItem } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { STATES_FOR_THE_AUTHOR } from '#lib/domain/claims/terms.ts'
import { can } from '#lib/policies/can.ts'
import { loadAuthorsAsked } from '../claims/authors-asked.ts'
import { factsOf } from '../claims/claim-rows.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { claimsWithArticle } from '../claims/load-claims.ts'
import { loadReopenedChanges } from '../claims/reopened-changes.ts'
import { loadWordingAuthors } from '../claims/wording-authors.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { loadProposals, type ProposalRow } from '../wording-proposals/proposal-rows.ts'
import { taskDto, type TaskRow } from '../tasks/task-dto.ts'
import { loadAgainWith } from './again-with.ts'
import { shownTasks } from './board-tasks.ts'

/**
 * These claims as the board shows them, in the order of the ids; those that are gone meanwhile are left out. Of several
 * tasks that are to be done one for which `isAsked` is shown, if there is any.
 */
export async function loadBoardRows(
  { actor, db, now }: QueryContext,
  ids: readonly string[],
  isAsked: (task: TaskRow, deskId: string) => boolean = () => true,
): Promise<BoardItem[]> {
  if (ids.length === 0) return []
  const found = await claimsWithArticle(db, ids)
  const rows = new Map(found.map((row) => [row.id, row]))
  const listed = ids.flatMap((id) => rows.get(id) ?? [])
  const telling = listed.filter(({ wordingProposals, tasks }) => wordingProposals.some(isOpen) || tasks.some(({ ended }) => ended === 'cleared'))
  const blind = await loadBlind(
    { actor, db },
    telling.map(({ article, ...claim }) => ({ article, claim })),
  )
  const shown = listed.map((row) => {
    const mayDecide = can(actor, 'article.edit', row.article) && !blind.has(row.id)
    const openProposals = mayDecide ? row.wordingProposals.filter((proposal) => isOpen(proposal) && proposal.beforeHash === row.wordingHash).length : 0
    // CL-6h: that it was cleared without somebody tells what was found.
    const tasks = blind.has(row.id) ? row.tasks.filter(({ ended }) => ended !== 'cleared') : row.tasks
    return { ...row, state: claimState(factsOf(row, row.article.desk)), ...shownTasks(tasks, (task) => isAsked(task, row.article.deskId)), openProposals }
  })
  const authorsOf = await askedAbout(
    db,
    shown.filter(({ state, openProposals }) => STATES_FOR_THE_AUTHOR.includes(state) || openProposals > 0),
  )
  const offered = await loadOffered(db, shown)
  const againWith = await loadAgainWith(db, shown)
  const changed = await loadReopenedChanges(db, shown)
  const person = await personRefs(db, [
    ...[...offered.values()].map(({ proposedById }) => proposedById),
    ...shown.flatMap(({ id, task, others, unasked }) => [
      ...authorsOf(id),
      ...againWith(id),
      ...others.map(({ assigneeId }) => assigneeId),
      ...(task ? [task.assigneeId, task.createdById] : []),
      ...(unasked?.last ? [unasked.last.assigneeId] : []),
    ]),
  ])
  return shown.map(
    ({
      id,
      number,
      kind,
      priority,
      state,
      wording,
      task,
      others,
      dueAt,
      unasked,
      openProposals,
      legalFlag,
      article: { desk, slug, title, ...article },
      ...claim
    }): BoardItem => ({
      id,
      number,
      kind,
      priority,
      state,
      wording,
      article: { id: article.id, slug, title },
      desk: { id: desk.id, name: desk.name, timeZone: desk.timeZone },
      task: task && taskDto(task, { person, now: now(), timeZone: desk.timeZone }),
      alsoWith: [...new Set(others.map(({ assigneeId }) => assigneeId))].map(person),
      due: dueAt && { at: dueAt.toISOString(), overdue: dueAt < now() },
      unasked: unasked && { why: unasked.why, by: unasked.last && person(unasked.last.assigneeId), reason: unasked.last?.endReason ?? null },
      openQueries: claim.authorQueries.length,
      legalFlag,
      openProposals,
      proposed: proposedIn(offered.get(id), person),
      checkedByMe: claim.verdicts.some(({ checkerId }) => checkerId === actor.userId),
      againWith: againWith(id).map(person),
      changed: changed(id),
      authorsAsked: authorsOf(id).map(person),
    }),
  )
}

function isOpen({ decidedAt }: { decidedAt: Date | null }): boolean {
  return decidedAt === null
}

/** Of each claim the newest open proposal for its present words. */
async function loadOffered(db: QueryContext['db'], claims: readonly { id: string; wordingHash: string; openProposals: number }[]) {
  const hashes = new Map(claims.flatMap(({ id, wordingHash, openProposals }) => (openProposals > 0 ? [[id, wordingHash] as const] : [])))
  if (hashes.size === 0) return new Map<string, ProposalRow>()
  const found = await loadProposals(db, [...hashes.keys()])
  return new Map(found.flatMap((one) => (one.decidedAt === null && one.beforeHash === hashes.get(one.claimId) ? [[one.claimId, one] as const] : [])))
}

function proposedIn(row: ProposalRow | undefined, person: (id: string) => PersonRef): BoardItem['proposed'] {
  return row ? { by: person(row.proposedById), diff: diffText(row.before, row.after) } : null
}

/** Who is to change the words of each of these claims; of any other nobody. */
async function askedAbout(
  db: QueryContext['db'],
  claims: readonly { id: string; article: { deskId: string; createdById: string } }[],
): Promise<(claimId: string) => string[]> {
  const ids = claims.map(({ id }) => id)
  const wroteIt = await loadWordingAuthors(db, ids)
  const asked = await loadAuthorsAsked(
    db,
    claims.map(({ article }) => article.deskId),
  )
  const authors = new Map(claims.map(({ id, article }) => [id, asked(article.deskId, [article.createdById, ...wroteIt(id)])]))
  return (claimId) => authors.get(claimId) ?? []
}
