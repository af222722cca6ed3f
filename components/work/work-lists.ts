import { dayIn } from '#lib/domain/desks/time-zone.ts'
import type { ArticleListItem } from '#lib/api/schemas/articles.ts'
import type { AuthorQueryListItem } from '#lib/api/schemas/author-queries.ts'
import type { BoardItem, TaskListItem } from '#lib/api/schemas/claims.ts'
import type { LegalItem } from '#lib/api/schemas/legal.ts'
import type { MeDto } from '#lib/api/schemas/people.ts'
import { type ClaimState, isOpenAgain, PRIORITIES, STATES_FOR_THE_AUTHOR } from '#lib/domain/claims/terms.ts'
import type { Role } from '#lib/policies/actor.ts'

/** WO-1: what waits for one person, by what it waits for. */
export interface WorkLists {
  overdue: TaskListItem[]
  today: TaskListItem[]
  later: TaskListItem[]
  /** Questions about claims that wait for this person: to answer, or to close. */
  queries: AuthorQueryListItem[]
  /** What this person has checked. */
  reopened: BoardItem[]
  /** What colleagues have checked, or are asked about. */
  reopenedOthers: BoardItem[]
  toConfirm: BoardItem[]
  /** On which two checkers differ. */
  disputed: BoardItem[]
  /** Whose words are gone from the copy. */
  detached: BoardItem[]
  author: BoardItem[]
  /** One's own questions that wait for an author. */
  asked: AuthorQueryListItem[]
  unassigned: BoardItem[]
  /** What waits on this person as a legal reader. */
  legal: LegalItem[]
  signOff: ArticleListItem[]
}

interface WorkFacts {
  me: Pick<MeDto, 'id' | 'desks'>
  /** Active tasks of this person. */
  tasks: readonly TaskListItem[]
  /** Claims of their desks that wait for something. */
  claims: readonly BoardItem[]
  /** Open questions about claims of their desks. */
  queries: readonly AuthorQueryListItem[]
  /** Articles that wait on this person as a legal reader. */
  legal: readonly LegalItem[]
  /** Articles that are ready or approved, or wait for a sign-off of this person's; some of them twice. */
  articles: readonly ArticleListItem[]
  now: Date
}

const ASSIGNERS: readonly Role[] = ['editor', 'publisher']
const CHECKERS: readonly Role[] = ['checker', 'editor']
const APPROVERS: readonly Role[] = ['publisher', 'checker']

/**
 * Each thing stands in one list. Lists of the desk are given to those whose work they are; whether they may do
 * it is decided elsewhere.
 */
export function workLists({ me, tasks, claims, queries, legal, articles, now }: WorkFacts): WorkLists {
  const mine = new Set(tasks.map((task) => task.claim.id))
  const others = claims.filter((claim) => !mine.has(claim.id))
  const holds = (deskId: string, roles: readonly Role[]) => me.desks.some((desk) => desk.deskId === deskId && desk.roles.some((role) => roles.includes(role)))
  const isToAssign = (claim: BoardItem) => waitsForAssigning(claim) && holds(claim.desk.id, ASSIGNERS)
  const isToday = ({ overdue, dueAt, timeZone }: TaskListItem) => !overdue && dueAt !== null && dayIn(timeZone, new Date(dueAt)) === dayIn(timeZone, now)
  const reopened = others.filter(({ state }) => state === 'reopened')
  return {
    overdue: firstAgain(tasks.filter((task) => task.overdue)),
    today: firstAgain(tasks.filter(isToday)),
    later: firstAgain(tasks.filter((task) => !task.overdue && !isToday(task))),
    queries: queries.filter((query) => waitsForMe(query, me)),
    reopened: gravestFirst(reopened.filter(({ againWith }) => isOneOf(againWith, me))),
    reopenedOthers: gravestFirst(reopened.filter((claim) => !isOneOf(claim.againWith, me) && holds(claim.desk.id, CHECKERS) && !isToAssign(claim))),
    toConfirm: ownFirst(others.filter((claim) => claim.state === 'to_confirm' && holds(claim.desk.id, CHECKERS) && !isToAssign(claim))),
    disputed: ownFirst(others.filter((claim) => claim.state === 'disputed' && holds(claim.desk.id, CHECKERS) && !isToAssign(claim))),
    detached: others.filter((claim) => claim.state === 'detached' && holds(claim.desk.id, CHECKERS)),
    author: others.filter(
      (claim) => claim.state !== 'detached' && (STATES_FOR_THE_AUTHOR.includes(claim.state) || claim.openProposals > 0) && isOneOf(claim.authorsAsked, me),
    ),
    asked: queries.filter((query) => query.waitsOn === 'author' && holderOf(query).id === me.id),
    unassigned: others.filter(isToAssign),
    legal: [...legal],
    signOff: waitingFirst(
      articles.filter((article) => (article.awaitsMe.length > 0 || holds(article.desk.id, APPROVERS)) && !legal.some(({ id }) => id === article.id)),
    ),
  }
}

/** WO-1h: what was decided and is open again comes first in its list: before all a re-opened claim that one checked oneself. */
function firstAgain(tasks: readonly TaskListItem[]): TaskListItem[] {
  return tasks.toSorted((a, b) => rankOf(a.claim) - rankOf(b.claim))
}

function ownFirst(claims: readonly BoardItem[]): BoardItem[] {
  return claims.toSorted((a, b) => rankOf(a) - rankOf(b))
}

/** WO-1n: what changed materially before what did not, then by priority, then what has waited longest. */
function gravestFirst(claims: readonly BoardItem[]): BoardItem[] {
  const rank = ({ changed, priority }: BoardItem) => (changed?.change === 'minor' ? PRIORITIES.length : 0) - PRIORITIES.indexOf(priority)
  const since = ({ changed }: BoardItem) => (changed?.at == null ? 0 : Date.parse(changed.at))
  return claims.toSorted((a, b) => rank(a) - rank(b) || since(a) - since(b))
}

function rankOf({ state, checkedByMe }: { state: ClaimState; checkedByMe: boolean }): number {
  if (!isOpenAgain(state)) return 3
  if (!checkedByMe) return 2
  return state === 'reopened' ? 0 : 1
}

/** RE-4i: what waits for nothing but this person. */
function waitingFirst(articles: readonly ArticleListItem[]): ArticleListItem[] {
  const each = [...new Map(articles.map((article) => [article.id, article])).values()]
  return each.toSorted((a, b) => Number(b.awaitsMe.length > 0) - Number(a.awaitsMe.length > 0))
}

function isOneOf(people: readonly { id: string }[], { id }: { id: string }): boolean {
  return people.some((person) => person.id === id)
}

/** Nobody is asked for the check that is due, be it the first or the second, or another's than of who gave it back or may not give it. */
function waitsForAssigning({ state, task, unasked }: BoardItem): boolean {
  const isDue = state === 'open' || state === 'awaiting_second' || (isGivenUp(unasked) && isOpenAgain(state))
  return isDue && (task === null || task.state === 'done')
}

/** Who was asked gave it back, or may not give it. */
export function isGivenUp(unasked: BoardItem['unasked']): boolean {
  return unasked?.why === 'handed_back' || unasked?.why === 'own_words'
}

/** One's own to answer, one's own that was answered, or one whose asker has left and that one may close. */
function waitsForMe(query: AuthorQueryListItem, me: { id: string }): boolean {
  const { waitsOn, authorsAsked, abilities } = query
  if (holderOf(query).id === me.id) return waitsOn === 'asker'
  // Who asked and has handed it over is done with it.
  if (query.askedBy.id === me.id) return false
  return abilities.close || (waitsOn === 'author' && isOneOf(authorsAsked, me))
}

export function isAllClear(lists: WorkLists): boolean {
  return Object.values(lists).every((list: readonly unknown[]) => list.length === 0)
}

function holderOf({ handedTo, askedBy }: AuthorQueryListItem): { id: string } {
  return handedTo ?? askedBy
}
