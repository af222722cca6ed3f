import type { SearchItem } from '#lib/api/schemas/search.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { can } from '#lib/policies/can.ts'
import { excerptOf, excerptParts, PLACE, placeOf, since, Statement, type Finder, type PlaceRow } from './statement.ts'

type Evidence = Extract<SearchItem, { kind: 'evidence' }>

interface Row extends PlaceRow {
  id: string
  at: Date
  claim_id: string
  number: number
  type: Evidence['type']
  relation: Evidence['relation']
  name: string | null
  confidential: boolean
  created_by_id: string
  reader_ids: string[]
  excerpt: string | null
  pasted_by_id: string | null
  pasted_by: string | null
}

/** Either what was written down, or what was captured, whichever has the words. */
const OWN = `concat_ws(E'\\n', evidence.title, evidence.excerpt, evidence.text, evidence.reached, evidence.file_name)`
const captured = (q: string) => `
  LEFT JOIN LATERAL (
    SELECT capture.text, CASE WHEN capture.pasted THEN capture.requested_by_id END AS pasted_by_id FROM evidence_capture capture
    WHERE (evidence.words @@ search_query(${q})) IS NOT TRUE AND capture.evidence_id = evidence.id AND capture.words @@ search_query(${q})
    ORDER BY capture.requested_at DESC LIMIT 1
  ) source ON true
  LEFT JOIN "user" paster ON paster.id = source.pasted_by_id`

/** By what was written down and what was captured, newest first. Of confidential evidence only what the person is a reader of. */
export const findEvidence: Finder = async (wanted) => {
  const { ctx, query, desks, after, take } = wanted
  const { actor } = ctx
  const statement = new Statement()
  const q = query.q === '' ? null : statement.value(query.q)
  const me = statement.value(actor.userId)
  statement.where(`article.desk_id = ANY(${statement.value(desks)}::uuid[]) AND claim.removed_at IS NULL AND evidence.withdrawn_at IS NULL`)
  statement.where(`(NOT evidence.confidential OR evidence.created_by_id = ${me}::uuid
    OR EXISTS (SELECT 1 FROM evidence_reader reader WHERE reader.evidence_id = evidence.id AND reader.user_id = ${me}::uuid))`)
  if (q !== null)
    statement.where(`evidence.id IN (
      SELECT id FROM evidence WHERE words @@ search_query(${q})
      UNION SELECT evidence_id FROM evidence_capture WHERE words @@ search_query(${q}))`)
  const oldest = since(wanted)
  if (oldest) statement.where(`evidence.created_at >= ${statement.value(oldest)}::timestamptz`)
  statement.beyond('evidence.created_at', 'evidence.id', after)
  const [text, pastedBy, source] =
    q === null
      ? [OWN, 'NULL AS pasted_by_id, NULL AS pasted_by', '']
      : [`coalesce(source.text, ${OWN})`, 'source.pasted_by_id, paster.name AS pasted_by', captured(q)]
  const rows = await prismaSql(ctx.db).query<Row>(
    `SELECT page.*, ${pastedBy}, ${excerptOf(text, q)} AS excerpt,
       ARRAY(SELECT reader.user_id::text FROM evidence_reader reader WHERE reader.evidence_id = page.id) AS reader_ids
     FROM (
       SELECT evidence.id, evidence.created_at AS at, evidence.type, evidence.relation, evidence.confidential, evidence.created_by_id,
         coalesce(evidence.title, evidence.file_name, evidence.reached, evidence.url) AS name, claim.id AS claim_id, claim.number, ${PLACE}
       FROM evidence JOIN claim ON claim.id = evidence.claim_id JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
       WHERE ${statement.condition}
       ORDER BY evidence.created_at DESC, evidence.id DESC LIMIT ${statement.value(take)}::int
     ) page JOIN evidence ON evidence.id = page.id ${source}
     ORDER BY page.at DESC, page.id DESC`,
    statement.values,
  )
  // The statement keeps what is not theirs out of the page; the policy has the last word.
  const theirs = rows.filter((row) =>
    can(actor, 'evidence.read', {
      deskId: row.desk_id,
      stage: row.stage,
      confidential: row.confidential,
      createdById: row.created_by_id,
      readerIds: row.reader_ids,
    }),
  )
  return theirs.map((row) => ({
    kind: 'evidence',
    id: row.id,
    at: row.at.toISOString(),
    excerpt: excerptParts(row.excerpt ?? ''),
    ...placeOf(row),
    claim: { id: row.claim_id, number: row.number },
    type: row.type,
    relation: row.relation,
    title: row.name,
    pastedBy: row.pasted_by_id !== null && row.pasted_by !== null ? { id: row.pasted_by_id, name: row.pasted_by } : null,
    confidential: row.confidential,
  }))
}
