/** A new task, inside a decision about the claim's article. */
import type { Tx } from '#lib/db/client.ts'
import { timeAfter } from '#lib/domain/after.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { assertNotAsked, assertNotOwnWords, assertStillToCome } from './assignee.ts'

export interface Asked {
  assignee: { id: string; name: string }
  dueAt?: string | undefined
  question?: string | undefined
  secondCheck: boolean
}

/** 409 before anything is written when this person has been asked already. */
export async function writeTask(tx: Tx, ctx: ServiceContext, claim: ClaimRow, { assignee, dueAt, question, secondCheck }: Asked): Promise<string> {
  assertNotAsked(claim, assignee.id)
  await assertNotOwnWords(tx, claim, assignee.id)
  const due = dueAt === undefined ? null : new Date(dueAt)
  assertStillToCome(due, ctx.now())
  const taskId = ctx.newId()
  const at = timeAfter(
    ctx.now(),
    claim.tasks.map(({ createdAt }) => createdAt),
  )
  const asked = { secondCheck, question: question ?? null, dueAt: due }
  await tx.task.create({ data: { id: taskId, claimId: claim.id, assigneeId: assignee.id, createdById: ctx.actor.userId, createdAt: at, ...asked } })
  if (secondCheck) await tx.claim.update({ where: { id: claim.id }, data: { secondCheck, secondCheckAsked: true } })
  await recordEvent(tx, {
    chain: claim.articleId,
    actor: ctx.actor,
    at,
    action: 'task.assigned',
    subject: `claim:${claim.id}`,
    data: { number: claim.number, taskId, assigneeId: assignee.id, assigneeName: assignee.name, ...asked },
  })
  return taskId
}
