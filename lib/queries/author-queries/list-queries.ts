import { z } from 'zod'
import type { AuthorQueriesQuery, AuthorQueryListItem } from '#lib/api/schemas/author-queries.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { claimState } from '#lib/domain/claims/state.ts'
import { factsOf } from '../claims/claim-rows.ts'
import { loadAuthorsAsked } from '../claims/authors-asked.ts'
import { claimsWithArticle } from '../claims/load-claims.ts'
import { loadWordingAuthors } from '../claims/wording-authors.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { desksOf } from '../review/load-article.ts'
import { queryDto } from './query-dto.ts'
import { peopleInQuery, QUERY_SELECT, whoLeft } from './query-rows.ts'

/** WO-1: questions about claims of the person's desks, oldest first; removed claims and withdrawn articles left out. */
export async function listQueries(
  { actor, db }: QueryContext,
  { limit, cursor, state, articleId, deskId }: AuthorQueriesQuery,
): Promise<Page<AuthorQueryListItem>> {
  const desks = desksOf(actor).filter((id) => deskId === undefined || id === deskId)
  const after = decodeCursor('author queries', cursor, [z.iso.datetime(), z.uuid()])
  const found = await db.authorQuery.findMany({
    where: {
      AND: [
        after ? { OR: [{ createdAt: { gt: after[0] } }, { createdAt: after[0], id: { gt: after[1] } }] } : {},
        state === undefined ? {} : { closedAt: state === 'open' ? null : { not: null } },
        { claim: { removedAt: null, article: { deskId: { in: desks }, stage: { not: 'withdrawn' }, ...(articleId !== undefined && { id: articleId }) } } },
      ],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: QUERY_SELECT,
  })
  const claims = await claimsWithArticle(
    db,
    found.map(({ claimId }) => claimId),
  )
  const rows = found.flatMap((query) => {
    const claim = claims.find(({ id }) => id === query.claimId)
    return claim ? [{ ...query, claim }] : []
  })
  const asked = await loadAuthorsAsked(
    db,
    rows.map(({ claim }) => claim.article.deskId),
  )
  const askedOf = ({ authorIds, claim }: (typeof rows)[number]) => asked(claim.article.deskId, authorIds)
  const person = await personRefs(
    db,
    rows.flatMap((row) => [...peopleInQuery(row), ...askedOf(row)]),
  )
  const authorsOf = await loadWordingAuthors(
    db,
    rows.map(({ claimId }) => claimId),
  )
  const left = await askersWhoLeft(db, rows)
  return pageOf('author queries', rows, limit, {
    item: ({ claim: { article, ...claim }, ...query }): AuthorQueryListItem => ({
      authorsAsked: asked(article.deskId, query.authorIds).map(person),
      ...queryDto(query, { actor, article, person, left: left(article.deskId), wordingAuthorIds: authorsOf(claim.id) }),
      claim: { id: claim.id, number: claim.number, state: claimState(factsOf(claim, article.desk)), priority: claim.priority, wording: claim.wording },
      article: { id: article.id, slug: article.slug, title: article.title },
      desk: { id: article.desk.id, name: article.desk.name },
    }),
    key: ({ createdAt, id }) => [createdAt.toISOString(), id],
  })
}

async function askersWhoLeft(db: QueryContext['db'], rows: readonly { askedById: string; claim: { article: { deskId: string } } }[]) {
  const byDesk = new Map<string, ReadonlySet<string>>()
  for (const deskId of new Set(rows.map(({ claim }) => claim.article.deskId))) {
    const askers = rows.filter(({ claim }) => claim.article.deskId === deskId).map(({ askedById }) => askedById)
    byDesk.set(deskId, await whoLeft(db, deskId, askers))
  }
  return (deskId: string): ReadonlySet<string> => byDesk.get(deskId) ?? new Set<string>()
}
