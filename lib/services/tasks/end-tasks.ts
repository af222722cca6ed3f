/**
 * WO-2l, WO-2m: ends the tasks of an article that nobody has to do, or whose holders may not: those of claims that are
 * cleared, by whomever, and those of people with a part in the words.
 */
import type { Tx } from '#lib/db/client.ts'
import { claimState, countingVerdicts, isBlocking } from '#lib/domain/claims/state.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import { type CheckingRules, type ClaimRow, factsOf } from '#lib/queries/claims/claim-rows.ts'
import { loadAllClaims } from '#lib/queries/claims/load-claims.ts'
import { loadWordingAuthors } from '#lib/queries/claims/wording-authors.ts'
import { personRefs } from '#lib/queries/people/person-refs.ts'
import { isActive, type TaskRow } from '#lib/queries/tasks/task-dto.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext, SystemContext } from '../context.ts'

interface Asked {
  article: { id: string; desk: CheckingRules }
  /** As they stand. */
  claims: readonly ClaimRow[]
}

/** Before something is decided: the claims with tasks under way that are still to be cleared. */
export function claimsToClear(asked: Asked): ReadonlySet<string> {
  return new Set(claimsAsked(asked).flatMap(({ id, isCleared }) => (isCleared ? [] : [id])))
}

/**
 * After it. Who asks for a claim that is cleared already wants another look: such a task stays until a decision comes
 * after it. Answers whether any was ended: then the claims are read anew.
 */
export async function endTasks(
  tx: Tx,
  deps: SystemContext,
  { reconciled, toClear, actor }: { reconciled: Asked; toClear: ReadonlySet<string>; actor: ServiceContext['actor'] | null },
): Promise<boolean> {
  const claims = claimsAsked(reconciled)
  const wrote = await loadWordingAuthors(
    tx,
    claims.flatMap(({ id, fourEyes, isCleared }) => (fourEyes && !isCleared ? [id] : [])),
  )
  const ended = claims.flatMap((claim): Ended[] => {
    const active = claim.tasks.filter(isActive)
    if (claim.isCleared) return active.filter((task) => toClear.has(claim.id) || isAnswered(task, claim)).map((task) => ({ claim, task, because: 'cleared' }))
    const wordingAuthorIds = wrote(claim.id)
    return active
      .filter(({ assigneeId }) => wroteWording({ fourEyes: claim.fourEyes, userId: assigneeId, wordingAuthorIds }))
      .map((task) => ({ claim, task, because: 'own_words' }))
  })
  if (ended.length === 0) return false
  const person = await personRefs(
    tx,
    ended.map(({ task }) => task.assigneeId),
  )
  const at = deps.now()
  for (const { claim, task, because } of ended) {
    await tx.task.update({ where: { id: task.id }, data: { state: because === 'cleared' ? 'done' : 'cancelled', ended: because, closedAt: at } })
    const about = { kind: 'assigned' as const, claimId: claim.id, quiet: true }
    await recordEvent(tx, {
      chain: reconciled.article.id,
      actor,
      at,
      action: 'task.ended',
      subject: `claim:${claim.id}`,
      data: { number: claim.number, taskId: task.id, assigneeId: task.assigneeId, assigneeName: person(task.assigneeId).name, because },
      tell: [
        { ...about, userIds: [task.assigneeId], action: because === 'cleared' && claim.isWaived ? 'task.waived' : `task.${because}` },
        // Somebody else has to be asked.
        ...(because === 'own_words' && task.createdById !== task.assigneeId
          ? [{ ...about, quiet: false, userIds: [task.createdById], action: 'task.ask_again' }]
          : []),
      ],
    })
  }
  reconciled.claims = await loadAllClaims(tx, reconciled.article.id)
  return true
}

interface Ended {
  claim: AskedClaim
  task: TaskRow
  because: 'cleared' | 'own_words'
}

export const ACTIVE = ['open', 'in_checking'] as const

type AskedClaim = ClaimRow & { isCleared: boolean; isWaived: boolean; fourEyes: boolean; isSecondDue: boolean; decidedAt: number }

function claimsAsked({ article: { desk }, claims }: Asked): AskedClaim[] {
  const rows = claims.filter(({ removedAt, tasks }) => removedAt === null && tasks.some(isActive))
  return rows.map((claim) => {
    const facts = factsOf(claim, desk)
    const state = claimState(facts)
    const decided = [...countingVerdicts(facts), ...facts.waivers.filter(({ wordingHash }) => wordingHash === claim.wordingHash)]
    return {
      ...claim,
      isCleared: !isBlocking(state),
      isWaived: state === 'waived',
      fourEyes: desk.fourEyes,
      isSecondDue: facts.secondCheck,
      decidedAt: Math.max(...decided.map(({ at }) => Number(at))),
    }
  })
}

function isAnswered({ createdAt, secondCheck }: TaskRow, { decidedAt, isSecondDue }: AskedClaim): boolean {
  return Number(createdAt) <= decidedAt || (secondCheck && !isSecondDue)
}
