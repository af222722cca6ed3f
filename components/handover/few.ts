/** WO-5c: of many open things the few that are to be read, and how many more there are. */
import type { BoardItem, TaskListItem } from '#lib/api/schemas/claims.ts'
import { DUE_SOON_MS } from '#lib/domain/claims/board.ts'
import { CLAIM_STATES, type ClaimState, isOpenAgain, type Priority } from '#lib/domain/claims/terms.ts'

/** So many are shown, urgent or not. */
const FEW = 5
/** Of the urgent ones so many: of one person's tasks, and of an article's claims. */
const URGENT_TASKS = 20
const URGENT_CLAIMS = 10

interface Weighed {
  state: ClaimState
  priority: Priority
  legalFlag: boolean
}

export interface Few<Thing> {
  shown: Thing[]
  rest: Thing[]
}

export function fewClaims(claims: readonly BoardItem[]): Few<BoardItem> {
  return few(claims, { isFirst: isUrgent, most: URGENT_CLAIMS })
}

/** `at`: when the desk is handed over. */
export function fewTasks(tasks: readonly TaskListItem[], at: string): Few<TaskListItem> {
  const soon = new Date(at).getTime() + DUE_SOON_MS
  const isFirst = ({ claim, dueAt }: TaskListItem) => isUrgent(claim) || (dueAt !== null && new Date(dueAt).getTime() <= soon)
  return few(tasks, { isFirst, most: URGENT_TASKS })
}

/** Urgent ones first, each in the order they came in. */
function few<Thing>(things: readonly Thing[], { isFirst, most }: { isFirst: (thing: Thing) => boolean; most: number }): Few<Thing> {
  const urgent = things.filter(isFirst).slice(0, most)
  const shown = [...urgent, ...things.filter((thing) => !isFirst(thing)).slice(0, Math.max(0, FEW - urgent.length))]
  return { shown, rest: things.filter((thing) => !shown.includes(thing)) }
}

function isUrgent({ state, priority, legalFlag }: Weighed): boolean {
  return priority === 'high' || legalFlag || isOpenAgain(state)
}

export interface Counts {
  states: { state: ClaimState; count: number }[]
  high: number
  legal: number
}

export function countsOf(claims: readonly Weighed[]): Counts {
  const of = (state: ClaimState) => claims.filter((claim) => claim.state === state).length
  return {
    states: CLAIM_STATES.map((state) => ({ state, count: of(state) })).filter(({ count }) => count > 0),
    high: claims.filter(({ priority }) => priority === 'high').length,
    legal: claims.filter(({ legalFlag }) => legalFlag).length,
  }
}

/** By article, in the order in which each comes first. */
export function byArticle<Thing extends { article: { id: string } }>(things: readonly Thing[]): Thing[][] {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const group = groups.get(thing.article.id)
    if (group) group.push(thing)
    else groups.set(thing.article.id, [thing])
  }
  return [...groups.values()]
}
