import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { call } from '#lib/client/api.ts'

/** All claims of an article. */
export function fetchClaims(articleId: string): Promise<ClaimDto[]> {
  return allPages((cursor) => call('GET', '/articles/{id}/claims', { params: { id: articleId }, query: cursor === null ? {} : { cursor } }))
}

/** Everyone on a desk. */
export function fetchDeskPeople(deskId: string): Promise<PersonDto[]> {
  return allPages((cursor) => call('GET', '/people', { query: { deskId, limit: 100, ...(cursor !== null && { cursor }) } }))
}

async function allPages<Item>(fetchPage: (cursor: string | null) => Promise<{ items: Item[]; nextCursor: string | null }>): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const page = await fetchPage(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  return items
}
