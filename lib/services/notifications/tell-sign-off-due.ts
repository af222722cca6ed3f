/**
 * WO-3k: calls those who may give a sign-off once nothing else is open before it, and takes that back, unread, when
 * something is. No act of the record says so: it follows from the facts, and whoever acted last is not told.
 */
import type { Tx } from '#lib/db/client.ts'
import { signOffInvolvement } from '#lib/domain/review/four-eyes.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { can } from '#lib/policies/can.ts'
import { loadActors } from '#lib/queries/people/load-actor.ts'
import type { ReviewFacts } from '#lib/queries/review/load-facts.ts'
import { announceNotice } from '../announce.ts'
import { tell } from './notify.ts'

/** Who has read it is not told again so soon: copy that is still worked on opens and clears by the minute. */
const QUIET_MS = 3_600_000

interface Due {
  facts: ReviewFacts
  /** That are due now and were not, and the reverse. */
  came: readonly SignOffKind[]
  gone: readonly SignOffKind[]
  actor: { userId: string } | null
  at: Date
}

export async function tellSignOffDue(tx: Tx, { facts, came, gone, actor, at }: Due): Promise<void> {
  const about = { articleId: facts.articleId, kind: 'sign_off_due' as const }
  for (const kind of gone) {
    const rows = await tx.notification.findMany({ where: { ...about, action: actionOf(kind), readAt: null }, select: { id: true, userId: true } })
    await tx.notification.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
    for (const { userId } of rows) await announceNotice(tx, userId)
  }
  for (const kind of came) {
    const action = actionOf(kind)
    const told = await tx.notification.findMany({ where: { ...about, action, createdAt: { gt: new Date(at.getTime() - QUIET_MS) } }, select: { userId: true } })
    const userIds = (await whoMayGive(tx, facts, kind)).filter((id) => !told.some(({ userId }) => userId === id))
    const act = { chain: facts.articleId, actor, actorName: 'Stet', at, action, subject: `article:${facts.articleId}`, data: {} }
    await tell(tx, act, { kind: 'sign_off_due', claimId: null, userIds })
  }
}

function actionOf(kind: SignOffKind): string {
  return `sign_off_due.${kind}`
}

async function whoMayGive(tx: Tx, facts: ReviewFacts, kind: SignOffKind): Promise<string[]> {
  const members = await tx.deskMember.findMany({ where: { deskId: facts.deskId }, select: { userId: true }, distinct: ['userId'] })
  const actors = await loadActors(
    tx,
    members.map(({ userId }) => userId),
  )
  return actors
    .filter((actor) => can(actor, `signOff.${kind}`, facts) && signOffInvolvement({ ...facts, kind, userId: actor.userId }) === null)
    .map(({ userId }) => userId)
}
