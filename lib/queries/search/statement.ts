/** What the searches of all kinds share: a statement put together from the conditions that were asked for. */
import type { ExcerptPart, SearchItem, SearchQuery } from '#lib/api/schemas/search.ts'
import type { QueryContext } from '../context.ts'

/** Where a page begins: after the item of this time and id, newest first. */
export interface Place {
  at: Date
  id: string
}

export interface Wanted {
  ctx: QueryContext
  query: Omit<SearchQuery, 'limit' | 'cursor'>
  /** The person's, narrowed to the one that was asked for. */
  desks: string[]
  after: Place | null
  take: number
}

/** One kind of thing that is searched for. */
export type Finder = (wanted: Wanted) => Promise<SearchItem[]>

export class Statement {
  readonly values: unknown[] = []
  private readonly conditions: string[] = []

  /** Its place in the statement. */
  value(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }

  where(condition: string): void {
    this.conditions.push(condition)
  }

  /** Newest first by these two columns, from the place on. */
  beyond(at: string, id: string, after: Place | null): void {
    if (after) this.where(`(${at}, ${id}) < (${this.value(after.at)}::timestamptz, ${this.value(after.id)}::uuid)`)
  }

  get condition(): string {
    return this.conditions.length === 0 ? 'true' : this.conditions.join(' AND ')
  }
}

const DAY = 24 * 60 * 60 * 1000

/** The oldest time that is asked for; null for any. */
export function since({ ctx, query }: Pick<Wanted, 'ctx' | 'query'>): Date | null {
  return query.days === undefined ? null : new Date(ctx.now().getTime() - query.days * DAY)
}

/** What `search_excerpt` answers, cut at its marks. */
export function excerptParts(text: string): ExcerptPart[] {
  const parts = text.split('\u0002').flatMap((piece, index): ExcerptPart[] => {
    if (index === 0) return [{ text: piece, match: false }]
    const end = piece.indexOf('\u0003')
    return [
      { text: piece.slice(0, end), match: true },
      { text: piece.slice(end + 1), match: false },
    ]
  })
  return parts.filter((part) => part.text !== '')
}

/** An excerpt in SQL: with what matches told, or the beginning where nothing was searched for. */
export function excerptOf(text: string, wanted: string | null): string {
  return wanted === null ? `left(${text}, 240)` : `search_excerpt(${text}, search_query(${wanted}))`
}

export interface PlaceRow {
  article_id: string
  slug: string
  title: string
  stage: Extract<SearchItem, { kind: 'article' }>['article']['stage']
  desk_id: string
  desk_name: string
}

export const PLACE = 'article.id AS article_id, article.slug, article.title, article.stage, desk.id AS desk_id, desk.name AS desk_name'

export function placeOf({ article_id, slug, title, stage, desk_id, desk_name }: PlaceRow) {
  return { article: { id: article_id, slug, title, stage }, desk: { id: desk_id, name: desk_name } }
}
