/** Who can be asked to check a claim. */
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadWordingAuthors } from '#lib/queries/claims/wording-authors.ts'

/** A checker of the desk who can sign in; else 422 that names the field. */
export async function assertMayBeAsked(
  tx: Tx,
  { assigneeId, deskId, field = 'assigneeId' }: { assigneeId: string; deskId: string; field?: string },
): Promise<{ id: string; name: string }> {
  const member = await tx.deskMember.findFirst({
    where: { userId: assigneeId, deskId, role: 'checker', user: { disabledAt: null } },
    select: { user: { select: { id: true, name: true } } },
  })
  if (!member) throw new AppError('invalid-input', { errors: [{ field, message: 'Choose a checker of this desk: this person cannot give verdicts here.' }] })
  return member.user
}

/** Nobody is asked twice at once for the same claim. */
export function assertNotAsked(claim: ClaimRow, assigneeId: string, exceptTaskId?: string): void {
  const asked = claim.tasks.some(
    (task) => task.id !== exceptTaskId && task.assigneeId === assigneeId && (task.state === 'open' || task.state === 'in_checking'),
  )
  if (asked) throw new AppError('conflict', { detail: 'This person has been asked to check this claim already. Change that task instead.' })
}

/** WO-2m: nobody is asked to check words of their own, where four eyes are on. */
export async function assertNotOwnWords(tx: Tx, { id, articleId }: ClaimRow, assigneeId: string): Promise<void> {
  const { desk } = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { desk: { select: { fourEyes: true } } } })
  const wordingAuthorIds = (await loadWordingAuthors(tx, [id]))(id)
  if (!wroteWording({ fourEyes: desk.fourEyes, userId: assigneeId, wordingAuthorIds })) return
  const message = 'This person has a part in the words: somebody else has to check them.'
  throw new AppError('invalid-input', { detail: message, errors: [{ field: 'assigneeId', message }] })
}

/** WO-2e: a time that has passed is nobody's due time. */
export function assertStillToCome(dueAt: Date | null, now: Date): void {
  if (dueAt !== null && dueAt <= now)
    throw new AppError('invalid-input', { errors: [{ field: 'dueAt', message: 'This time has passed. Choose one that is still to come.' }] })
}
