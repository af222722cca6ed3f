import type { AuthorQueryDto } from '#lib/api/schemas/author-queries.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import { waitsOn } from '#lib/domain/claims/author-query.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import type { QueryRow } from './query-rows.ts'

interface Around {
  actor: Actor
  article: ArticleFacts
  person: (id: string) => PersonRef
  /** Askers who have left the desk. */
  left: ReadonlySet<string>
  /** Whoever has a part in the claim's wording. */
  wordingAuthorIds: readonly string[]
}

export function queryDto(query: QueryRow, { actor, article, person, left, wordingAuthorIds }: Around): AuthorQueryDto {
  const { id, claimId, question, objection, wording, askedById, handedToId, authorIds, createdAt, closedAt, closedById, replies } = query
  const isOpen = closedAt === null && article.stage !== 'withdrawn'
  const askerLeft = left.has(askedById)
  return {
    id,
    claimId,
    question,
    objection,
    wording,
    askedBy: person(askedById),
    handedTo: handedToId === null ? null : person(handedToId),
    askedAt: createdAt.toISOString(),
    authors: authorIds.map(person),
    replies: replies.map(({ userId, createdAt: at, ...reply }) => ({ ...reply, by: person(userId), at: at.toISOString() })),
    waitsOn: waitsOn(query),
    closed: closedAt && closedById !== null ? { by: person(closedById), at: closedAt.toISOString() } : null,
    askerLeft,
    abilities: {
      reply: isOpen && can(actor, 'query.reply', article),
      close: isOpen && can(actor, 'query.close', { ...article, objection, askedById, handedToId, askerLeft, authorIds: [...authorIds, ...wordingAuthorIds] }),
    },
  }
}
