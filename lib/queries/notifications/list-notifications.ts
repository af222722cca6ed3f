import { z } from 'zod'
import type { PageQuery } from '#lib/api/schemas/common.ts'
import type { NotificationDto, NotificationsDto, Unread } from '#lib/api/schemas/notifications.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import { reopenedSince } from '#lib/domain/claims/reopened.ts'
import type { NotificationKind } from '#lib/domain/notifications.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { CLAIM_SELECT, type ClaimRow } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'
import { Statement } from '../search/statement.ts'
import { loadReasonsTold } from './reasons-told.ts'
import { loadVerdictsTold } from './verdicts-told.ts'

type ToldClaim = Pick<ClaimRow, 'id' | 'number' | 'wording' | 'verdicts'>

/** What one is told of, newest first, what was done to many claims as one. What is about a desk that one has left is not shown, and not counted. */
export async function listNotifications(ctx: QueryContext, { limit, cursor }: PageQuery): Promise<NotificationsDto> {
  const { actor, db } = ctx
  if (!can(actor, 'notification.read', { ownerId: actor.userId })) throw new AppError('forbidden')
  const rows = await db.notification.findMany({
    where: { id: { in: await newestOfGroups(ctx, { limit: limit + 1, cursor }) } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: {
      id: true,
      groupId: true,
      kind: true,
      action: true,
      actorName: true,
      createdAt: true,
      readAt: true,
      article: { select: { id: true, title: true } },
      claim: { select: { id: true, number: true, wording: true, verdicts: CLAIM_SELECT.verdicts } },
    },
  })
  const groups = await db.notification.groupBy({
    by: ['groupId'],
    where: { groupId: { in: rows.map(({ groupId }) => groupId) }, inApp: true },
    _count: { _all: true, readAt: true },
  })
  const messages = await loadMessages(ctx, rows)
  const verdictTold = await loadVerdictsTold(ctx, rows)
  const reasonTold = await loadReasonsTold(db, rows)
  const sizes = new Map(groups.map(({ groupId, _count }) => [groupId, { count: _count._all, unread: _count._all - _count.readAt }]))
  const page = pageOf('notifications', rows, limit, {
    item: ({ groupId, createdAt, readAt, claim, ...row }): NotificationDto => {
      const { count, unread } = sizes.get(groupId) ?? { count: 1, unread: readAt === null ? 1 : 0 }
      return {
        ...row,
        claim: claim && claimIn(row, claim),
        message: row.kind === 'message' && claim ? (messages.get(`${claim.id} ${createdAt.getTime()}`) ?? null) : null,
        verdict: verdictTold({ ...row, createdAt, claim }),
        reason: reasonTold({ ...row, createdAt, claim }),
        count,
        unread,
        createdAt: createdAt.toISOString(),
        readAt: unread > 0 ? null : (readAt?.toISOString() ?? null),
      }
    },
    key: ({ createdAt, id }) => [createdAt.toISOString(), id],
  })
  return { ...page, ...(await findUnread(ctx)) }
}

function claimIn({ kind, action }: { kind: NotificationKind; action: string }, { verdicts, ...claim }: ToldClaim): NotificationDto['claim'] {
  const facts = verdicts.map((verdict) => ({ ...verdict, at: verdict.createdAt }))
  return {
    ...claim,
    diff: kind === 'reopened' && action !== 'claim.edges_moved' && action !== 'claim.moved' ? (reopenedSince(facts, claim.wording)?.diff ?? null) : null,
  }
}

/** Of what is told of messages, how each begins: a notice is written at the moment of its message. */
async function loadMessages(
  { db }: QueryContext,
  rows: readonly { kind: NotificationKind; createdAt: Date; claim: { id: string } | null }[],
): Promise<ReadonlyMap<string, string>> {
  const told = rows.flatMap(({ kind, createdAt, claim }) => (kind === 'message' && claim ? { claimId: claim.id, createdAt } : []))
  if (told.length === 0) return new Map()
  const found = await db.claimMessage.findMany({ where: { OR: told }, select: { claimId: true, createdAt: true, text: true } })
  return new Map(found.map(({ claimId, createdAt, text }) => [`${claimId} ${createdAt.getTime()}`, text.slice(0, BEGINNING)]))
}

const BEGINNING = 200

/** The newest of each group stands for it, in its place among the others. */
async function newestOfGroups({ actor, db }: QueryContext, { limit, cursor }: { limit: number; cursor: string | undefined }): Promise<string[]> {
  const statement = mine(actor)
  const before = decodeCursor('notifications', cursor, [z.iso.datetime(), z.uuid()])
  statement.beyond('told.created_at', 'told.id', before && { at: new Date(before[0]), id: before[1] })
  const found = await prismaSql(db).query<{ id: string }>(
    `SELECT told.id ${TOLD} WHERE ${statement.condition} AND NOT EXISTS (
       SELECT 1 FROM notification newer
       WHERE newer.group_id = told.group_id AND newer.in_app AND (newer.created_at, newer.id) > (told.created_at, told.id))
     ORDER BY told.created_at DESC, told.id DESC LIMIT ${statement.value(limit)}::int`,
    statement.values,
  )
  return found.map(({ id }) => id)
}

export async function findUnread({ actor, db }: QueryContext): Promise<Unread> {
  const statement = mine(actor)
  const found = await prismaSql(db).query<Unread>(
    `SELECT count(DISTINCT told.group_id)::int AS unread, coalesce(array_agg(DISTINCT told.claim_id) FILTER (WHERE told.claim_id IS NOT NULL), '{}') AS "unreadClaims"
     ${TOLD} WHERE ${statement.condition} AND told.read_at IS NULL`,
    statement.values,
  )
  return found[0] ?? { unread: 0, unreadClaims: [] }
}

const TOLD = 'FROM notification told JOIN article ON article.id = told.article_id'

function mine(actor: Actor): Statement {
  const statement = new Statement()
  statement.where(`told.user_id = ${statement.value(actor.userId)}::uuid AND told.in_app`)
  statement.where(`article.desk_id = ANY(${statement.value(desksOf(actor))}::uuid[])`)
  return statement
}
