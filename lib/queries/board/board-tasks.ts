/** WO-1a: which of a claim's tasks the board shows, and whose the claim is by that. Once for the database, once for a row. */
import type { BoardFilter } from '#lib/api/schemas/board.ts'
import { type BoardDue, DUE_SOON_MS, type UnaskedReason } from '#lib/domain/claims/board.ts'
import { dayBounds } from '#lib/domain/desks/time-zone.ts'
import { STATES_TO_CHECK } from '#lib/domain/claims/terms.ts'
import { inAny } from '../claims/state-sql.ts'
import { isAgainWith } from './again-with.ts'
import type { QueryContext } from '../context.ts'
import type { Statement } from '../search/statement.ts'
import { isActive, type TaskRow } from '../tasks/task-dto.ts'
import { IS_ACTIVE, IS_FINISHED } from './board-sql.ts'

/** What of a filter is about tasks, with each desk's day. */
export interface AskedTasks {
  person: string | undefined
  due: readonly BoardDue[]
  now: Date
  days: ReadonlyMap<string, { start: Date; end: Date }>
}

/** Nobody's claims show whatever task they have. */
export async function askedTasks({ actor, db, now }: QueryContext, desks: readonly string[], { assignee, due = [] }: BoardFilter): Promise<AskedTasks> {
  const at = now()
  const found = due.length === 0 ? [] : await db.desk.findMany({ where: { id: { in: [...desks] } }, select: { id: true, timeZone: true } })
  return {
    person: assignee === 'me' ? actor.userId : assignee === 'nobody' ? undefined : assignee,
    due,
    now: at,
    days: new Map(found.map(({ id, timeZone }) => [id, dayBounds(timeZone, at)])),
  }
}

/** Whether a task is what the filter asks for. */
export function isAskedFor({ person, due, now, days }: AskedTasks, task: TaskRow, deskId: string): boolean {
  if (person !== undefined && task.assigneeId !== person) return false
  if (due.length === 0) return true
  const { dueAt } = task
  const day = days.get(deskId)
  if (!isActive(task) || dueAt === null || day === undefined) return false
  const is: Record<BoardDue, boolean> = { overdue: dueAt < now, today: dueAt >= day.start && dueAt < day.end, later: dueAt >= day.end }
  return due.some((when) => is[when])
}

/** The tasks that a claim is asked for by, in SQL: `task` of the claim `claim` on the desk `desk`. */
export function isAskedForSql(asked: AskedTasks, statement: Statement): string {
  const conditions = ['task.claim_id = claim.id']
  if (asked.person !== undefined) conditions.push(`task.assignee_id = ${statement.value(asked.person)}::uuid`)
  if (asked.due.length > 0) conditions.push(IS_ACTIVE, dueSql(asked, statement))
  return conditions.join(' AND ')
}

function dueSql({ due, now, days }: AskedTasks, statement: Statement): string {
  const at = (time: Date) => `${statement.value(time)}::timestamptz`
  const each = [...days].map(([deskId, { start, end }]) => {
    const is: Record<BoardDue, () => string> = {
      overdue: () => `task.due_at < ${at(now)}`,
      today: () => `task.due_at >= ${at(start)} AND task.due_at < ${at(end)}`,
      later: () => `task.due_at >= ${at(end)}`,
    }
    return `(desk.id = ${statement.value(deskId)}::uuid AND (${due.map((when) => is[when]()).join(' OR ')}))`
  })
  return each.length > 0 ? `(${each.join(' OR ')})` : 'false'
}

const SOON = `interval '${DUE_SOON_MS} milliseconds'`

/** WO-1m: claims of which a check is late, or due soon and none late, with its time: `now` is a time of the statement. */
export function dueSoonest(due: 'late' | 'soon', now: string): string {
  const until = due === 'late' ? now : `${now} + ${SOON}`
  return `SELECT task.claim_id, min(task.due_at) AS due_at FROM task WHERE ${IS_ACTIVE} AND task.due_at < ${until}
    GROUP BY task.claim_id${due === 'late' ? '' : ` HAVING min(task.due_at) >= ${now}`}`
}

/** No check of it is late or due soon. */
export function isNotDue(now: string): string {
  return `NOT EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND ${IS_ACTIVE} AND task.due_at < ${now} + ${SOON})`
}

const NEWER = 'newer.claim_id = task.claim_id AND newer.id <> task.id'
/** It is asked for now, or it was the last that was done and nobody is asked any more. */
const COUNTS = `(${IS_ACTIVE} OR (${IS_FINISHED} AND NOT EXISTS (
  SELECT 1 FROM task newer WHERE ${NEWER} AND (newer.state IN ('open', 'in_checking') OR (newer.state = 'done' AND newer.ended IS NULL AND newer.created_at > task.created_at)))))`

/** Claims that somebody has, by what the filter asks for; what is open again and nobody is asked about is with who checked it. */
export function isWithSql(asked: AskedTasks, statement: Statement): string {
  const isAsked = `EXISTS (SELECT 1 FROM task WHERE ${isAskedForSql(asked, statement)} AND ${COUNTS})`
  if (asked.person === undefined || asked.due.length > 0) return isAsked
  return `(${isAsked} OR (${isAgainWith(`given.checker_id = ${statement.value(asked.person)}::uuid`)}))`
}

/** Of whom the check that is due is asked: of nobody. What was decided stays with who checked it. */
export const IS_NOBODYS = `NOT EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND ${IS_ACTIVE})
  AND NOT (${isAgainWith('true')})
  AND (NOT EXISTS (SELECT 1 FROM task WHERE task.claim_id = claim.id AND ${IS_FINISHED}) OR ${inAny(STATES_TO_CHECK)})`

/** What a claim's row shows, in SQL: what was asked for first, then what is still to be done, then the newest. */
export function shownTaskSql(asked: AskedTasks, statement: Statement): string {
  const first = asked.person === undefined && asked.due.length === 0 ? '' : `(${isAskedForSql(asked, statement)}) DESC, `
  return `SELECT task.assignee_id, task.state, CASE WHEN task.state = 'done' THEN NULL ELSE (
      SELECT min(asked.due_at) FROM task asked WHERE asked.claim_id = claim.id AND asked.state IN ('open', 'in_checking')) END AS due_at FROM task
    WHERE task.claim_id = claim.id AND (${IS_ACTIVE} OR (${IS_FINISHED}))
    ORDER BY task.state = 'done', ${first}task.created_at DESC LIMIT 1`
}

/** The same of a row; those who are asked beside it too. */
export function shownTasks(
  tasks: readonly TaskRow[],
  isAsked: (task: TaskRow) => boolean,
): { task: TaskRow | null; others: TaskRow[]; dueAt: Date | null; unasked: { why: UnaskedReason; last: TaskRow | null } | null } {
  const active = tasks.filter(isActive)
  const task = active.findLast(isAsked) ?? active.at(-1) ?? tasks.findLast(({ state, ended }) => state === 'done' && ended === null) ?? null
  const [dueAt = null] = active.flatMap((each) => each.dueAt ?? []).toSorted((a, b) => Number(a) - Number(b))
  const last = tasks.at(-1) ?? null
  return {
    task,
    others: active.filter(({ assigneeId }) => assigneeId !== task?.assigneeId),
    dueAt,
    unasked: active.length > 0 ? null : { why: last === null ? 'never' : whyEnded(last), last },
  }
}

function whyEnded({ state, ended }: TaskRow): UnaskedReason {
  return ended ?? (state === 'done' ? 'finished' : 'withdrawn')
}
