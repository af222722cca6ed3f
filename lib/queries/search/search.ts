/**
 * SR-1: everything that the person may read, by its words. Each kind is searched by itself, from where the last page
 * ended, and what comes is merged: people first, since one looks for them by name, then newest first.
 */
import { z } from 'zod'
import type { Page } from '#lib/api/schemas/common.ts'
import { kindAsked, type SearchItem, type SearchKind, type SearchQuery } from '#lib/api/schemas/search.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'
import { desksOf } from '../review/load-article.ts'
import { findArticles } from './find-articles.ts'
import { findClaims } from './find-claims.ts'
import { findEvidence } from './find-evidence.ts'
import { findPeople } from './find-people.ts'
import type { Finder, Place } from './statement.ts'

const FINDERS: Record<SearchKind, Finder> = { article: findArticles, claim: findClaims, evidence: findEvidence, person: findPeople }

const PEOPLE = '0'
const THINGS = '1'

export async function search(ctx: QueryContext, { limit, cursor, ...asked }: SearchQuery): Promise<Page<SearchItem>> {
  const query = { ...asked, checker: asked.checker === 'me' ? ctx.actor.userId : asked.checker }
  const key = decodeCursor('search', cursor, [z.enum([PEOPLE, THINGS]), z.iso.datetime(), z.uuid()])
  const place: Place | null = key && { at: new Date(key[1]), id: key[2] }
  const desks = desksOf(ctx.actor).filter((id) => query.deskId === undefined || id === query.deskId)
  const wanted = kindsFor(query).filter((kind) => kind !== 'person' || key?.[0] !== THINGS)
  const found = await Promise.all(
    wanted.map(async (kind) => {
      const after = key?.[0] === rankOf(kind) ? place : null
      return await FINDERS[kind]({ ctx, query, desks, after, take: limit + 1 })
    }),
  )
  return pageOf('search', found.flat().toSorted(inOrder), limit, { item: (item) => item, key: ({ kind, at, id }) => [rankOf(kind), at, id] })
}

/** Only claims meet a filter by what was decided, and people have no age. */
function kindsFor(query: Omit<SearchQuery, 'limit' | 'cursor'>): SearchKind[] {
  const kind = kindAsked(query)
  if (kind !== undefined) return [kind]
  return query.days === undefined ? ['person', 'article', 'claim', 'evidence'] : ['article', 'claim', 'evidence']
}

function rankOf(kind: SearchKind): typeof PEOPLE | typeof THINGS {
  return kind === 'person' ? PEOPLE : THINGS
}

function inOrder(a: SearchItem, b: SearchItem): number {
  return rankOf(a.kind).localeCompare(rankOf(b.kind)) || b.at.localeCompare(a.at) || (a.id < b.id ? 1 : -1)
}
