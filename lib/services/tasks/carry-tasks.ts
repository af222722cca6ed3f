/** CL-5k: who is asked to check words stays asked when these become a claim of their own, or part of another. */
import type { Tx } from '#lib/db/client.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { personRefs } from '#lib/queries/people/person-refs.ts'
import { isActive, type TaskRow } from '#lib/queries/tasks/task-dto.ts'
import type { SystemContext } from '../context.ts'
import type { Concern } from '../notifications/notify.ts'

/** For the record and the notices of the act: who is asked now about the claim that they went to. */
export interface CarriedTasks {
  data: { tasks?: { taskId: string; assigneeId: string; assigneeName: string }[]; checkers?: string }
  tell: Concern[]
}

/** To the piece that was split off: of the same people, by the same time, with the same question. Each is about one of the two from then on. */
export async function copyTasks(tx: Tx, deps: Pick<SystemContext, 'newId'>, { from, toId }: { from: ClaimRow; toId: string }): Promise<CarriedTasks> {
  const copies = from.tasks.filter(isActive).map((task) => ({ ...task, id: deps.newId(), claimId: toId }))
  await tx.task.createMany({ data: copies })
  return await carried(tx, toId, copies)
}

/**
 * To the claim that the other became part of. Whoever is asked about both is asked once: by the sooner time, with both
 * questions; it is a second check where either was.
 */
export async function moveTasks(tx: Tx, { from, to, at }: { from: ClaimRow; to: ClaimRow; at: Date }): Promise<CarriedTasks> {
  const here = to.tasks.filter(isActive)
  const moved: TaskRow[] = []
  const changed: TaskRow[] = []
  for (const task of from.tasks.filter(isActive)) {
    const own = here.find(({ assigneeId }) => assigneeId === task.assigneeId)
    if (!own) {
      await tx.task.update({ where: { id: task.id }, data: { claimId: to.id } })
      moved.push(task)
      continue
    }
    await tx.task.update({ where: { id: task.id }, data: { state: 'cancelled', closedAt: at } })
    const both = asOne(own, task)
    await tx.task.update({ where: { id: own.id }, data: both })
    if (Number(both.dueAt) !== Number(own.dueAt) || both.question !== own.question) changed.push(own)
  }
  const { data, tell } = await carried(tx, to.id, moved)
  return { data, tell: [...tell, { kind: 'assigned', claimId: to.id, userIds: changed.map(({ assigneeId }) => assigneeId), action: 'task.changed' }] }
}

function asOne(one: TaskRow, other: TaskRow) {
  const due = [one.dueAt, other.dueAt].filter((each) => each !== null).toSorted((a, b) => Number(a) - Number(b))
  const questions = [...new Set([one.question, other.question].filter((each) => each !== null))]
  return {
    state: [one, other].some(({ state }) => state === 'in_checking') ? ('in_checking' as const) : one.state,
    dueAt: due[0] ?? null,
    question: questions.length > 0 ? questions.join('\n\n') : null,
    secondCheck: one.secondCheck || other.secondCheck,
  }
}

async function carried(tx: Tx, claimId: string, tasks: readonly TaskRow[]): Promise<CarriedTasks> {
  if (tasks.length === 0) return { data: {}, tell: [] }
  const userIds = tasks.map(({ assigneeId }) => assigneeId)
  const person = await personRefs(tx, userIds)
  return {
    data: {
      tasks: tasks.map(({ id, assigneeId }) => ({ taskId: id, assigneeId, assigneeName: person(assigneeId).name })),
      checkers: userIds.map((id) => person(id).name).join(', '),
    },
    tell: [{ kind: 'assigned', claimId, userIds, action: 'task.carried' }],
  }
}
