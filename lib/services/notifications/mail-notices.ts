/**
 * WO-3c: the notices that are due for one person's mail. They are taken for a while, so that of two nodes one sends
 * them, and those of a node that died are taken again. Who may be told is asked now, not when the thing happened.
 */
import type { NotificationDto } from '#lib/api/schemas/notifications.ts'
import type { NotificationKind } from '#lib/domain/notifications.ts'
import { loadReasonsTold } from '#lib/queries/notifications/reasons-told.ts'
import { loadVerdictsTold } from '#lib/queries/notifications/verdicts-told.ts'
import { loadActors } from '#lib/queries/people/load-actor.ts'
import type { SystemContext } from '../context.ts'

export interface MailNotice {
  id: string
  /** Those of one group are told as one. */
  groupId: string
  kind: NotificationKind
  action: string
  actorName: string
  article: { id: string; title: string }
  claim: { id: string; number: number } | null
  verdict: Pick<NonNullable<NotificationDto['verdict']>, 'verdict' | 'changed'> | null
  /** Why stands in the app. */
  hasReason: boolean
}

export interface MailForPerson {
  name: string
  email: string
  /** In the order of what happened; never empty. */
  notices: MailNotice[]
}

/** Longer than a mail takes, shorter than the queue's wait before it tries again. */
const TAKEN_MS = 100_000
const RETRY_MS = 60_000

/** null when there is nothing to send, or nobody to send it to any more. */
export async function takeNotices({ db, now }: SystemContext, userId: string): Promise<MailForPerson | null> {
  return await db.$transaction(async (tx) => {
    const due = { userId, mailAfter: { lte: now() } }
    const person = await tx.user.findUnique({
      where: { id: userId, disabledAt: null },
      select: { name: true, email: true, memberships: { select: { deskId: true } } },
    })
    // What was read meanwhile, and what they may no longer see, needs no mail.
    const desks = person?.memberships.map(({ deskId }) => deskId) ?? []
    await tx.notification.updateMany({
      where: { ...due, OR: [{ readAt: { not: null } }, { article: { deskId: { notIn: desks } } }] },
      data: { mailAfter: null },
    })
    const taken = await tx.notification.updateManyAndReturn({ where: due, data: { mailAfter: new Date(now().getTime() + TAKEN_MS) }, select: { id: true } })
    if (!person || taken.length === 0) return null
    const notices = await tx.notification.findMany({
      where: { id: { in: taken.map(({ id }) => id) } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: {
        id: true,
        groupId: true,
        kind: true,
        action: true,
        actorName: true,
        createdAt: true,
        article: { select: { id: true, title: true } },
        claim: { select: { id: true, number: true } },
      },
    })
    const [actor] = await loadActors(tx, [userId])
    const verdictTold = actor ? await loadVerdictsTold({ actor, db: tx }, notices) : () => null
    const reasonTold = await loadReasonsTold(tx, notices)
    const told = notices.map((notice) => ({ ...notice, verdict: verdictTold(notice), hasReason: reasonTold(notice) !== null }))
    return { name: person.name, email: person.email, notices: told }
  })
}

/** They went out, or never will. */
export async function endNotices({ db }: SystemContext, notices: readonly { id: string }[]): Promise<void> {
  await db.notification.updateMany({ where: { id: { in: notices.map(({ id }) => id) } }, data: { mailAfter: null } })
}

/** They did not go out: they are due again soon. */
export async function returnNotices({ db, now }: SystemContext, notices: readonly { id: string }[]): Promise<void> {
  await db.notification.updateMany({ where: { id: { in: notices.map(({ id }) => id) } }, data: { mailAfter: new Date(now().getTime() + RETRY_MS) } })
}
