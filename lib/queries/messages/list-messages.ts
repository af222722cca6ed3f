import { z } from 'zod'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import type { MessageDto } from '#lib/api/schemas/messages.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'

/** WO-2i: oldest first. Throws `not-found` for a claim that the person may not see. */
export async function listMessages({ actor, db }: QueryContext, { claimId, limit, cursor }: PageQuery & { claimId: string }): Promise<Page<MessageDto>> {
  const claim = await db.claim.findUnique({ where: { id: claimId }, select: { articleId: true } })
  if (!claim) throw new AppError('not-found')
  await visibleArticle(db, actor, claim.articleId)
  const list = `messages of ${claimId}`
  const after = decodeCursor(list, cursor, [z.iso.datetime(), z.uuid()])
  const rows = await db.claimMessage.findMany({
    where: { claimId, ...(after && { OR: [{ createdAt: { gt: after[0] } }, { createdAt: after[0], id: { gt: after[1] } }] }) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: { id: true, userId: true, text: true, mentionIds: true, createdAt: true },
  })
  const person = await personRefs(
    db,
    rows.flatMap(({ userId, mentionIds }) => [userId, ...mentionIds]),
  )
  return pageOf(list, rows, limit, {
    item: ({ id, userId, text, mentionIds, createdAt }): MessageDto => ({
      id,
      by: person(userId),
      text,
      mentions: mentionIds.map(person),
      at: createdAt.toISOString(),
    }),
    key: ({ createdAt, id }) => [createdAt.toISOString(), id],
  })
}
