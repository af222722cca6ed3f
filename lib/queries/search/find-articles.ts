import { prismaSql } from '#lib/db/sql.ts'
import { excerptOf, excerptParts, PLACE, placeOf, since, Statement, type Finder, type PlaceRow } from './statement.ts'

interface Row extends PlaceRow {
  at: Date
  excerpt: string | null
}

/** By headline and copy, last changed first. */
export const findArticles: Finder = async (wanted) => {
  const { ctx, query, desks, after, take } = wanted
  const statement = new Statement()
  const q = query.q === '' ? null : statement.value(query.q)
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[])`)
  if (q !== null) statement.where(`copy.words @@ search_query(${q})`)
  const oldest = since(wanted)
  if (oldest) statement.where(`article.updated_at >= ${statement.value(oldest)}::timestamptz`)
  statement.beyond('article.updated_at', 'article.id', after)
  const rows = await prismaSql(ctx.db).query<Row>(
    `SELECT page.*, ${excerptOf('copy.text', q)} AS excerpt
     FROM (
       SELECT ${PLACE}, article.updated_at AS at
       FROM article JOIN desk ON desk.id = article.desk_id ${q === null ? '' : 'JOIN article_text copy ON copy.article_id = article.id'}
       WHERE ${statement.condition}
       ORDER BY article.updated_at DESC, article.id DESC LIMIT ${statement.value(take)}::int
     ) page LEFT JOIN article_text copy ON copy.article_id = page.article_id
     ORDER BY page.at DESC, page.article_id DESC`,
    statement.values,
  )
  return rows.map((row) => ({ kind: 'article', id: row.article_id, at: row.at.toISOString(), excerpt: excerptParts(row.excerpt ?? ''), ...placeOf(row) }))
}
