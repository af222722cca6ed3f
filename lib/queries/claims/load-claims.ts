/** Claims as rows with all that their state follows from, each time as they stand then: in one statement. */
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { jsonList, jsonOf, withTimes } from '../json-rows.ts'
import { ARTICLE_JSON, type ArticleRow } from '../review/load-article.ts'
import { CLAIM_SELECT, type ClaimRow } from './claim-rows.ts'

const OF = 'WHERE part.claim_id = claim.id'

const { verdicts, waivers, evidence, tasks, heldWordings, alteredQuotes, wordingProposals, authorQueries } = CLAIM_SELECT

const ROW = jsonOf(CLAIM_SELECT, 'claim', {
  verdicts: jsonList(jsonOf(verdicts.select, 'part'), `verdict part ${OF}`, 'part.created_at'),
  standingFindings: jsonList(
    jsonOf({ wordingHash: true }, 'part', {
      verdict: jsonOf(verdicts.select, 'given', { claim: `json_build_object('id', other.id, 'number', other.number)` }),
    }),
    `standing_finding part JOIN verdict given ON given.id = part.verdict_id JOIN claim other ON other.id = given.claim_id ${OF}`,
  ),
  inherited: jsonList(jsonOf({ id: true }, 'part'), `inherited_verdict part ${OF} AND part.fallen_at IS NOT NULL`),
  waivers: jsonList(jsonOf(waivers.select, 'part'), `waiver part ${OF}`, 'part.created_at'),
  evidence: jsonList(jsonOf(evidence.select, 'part'), `evidence part ${OF}`),
  tasks: jsonList(jsonOf(tasks.select, 'part'), `task part ${OF}`, 'part.created_at'),
  wordingProposals: jsonList(jsonOf(wordingProposals.select, 'part'), `wording_proposal part ${OF}`),
  heldWordings: jsonList(jsonOf(heldWordings.select, 'part'), `held_wording part ${OF}`),
  alteredQuotes: jsonList(jsonOf(alteredQuotes.select, 'part'), `altered_quote part ${OF}`, 'part.quote_hash'),
  authorQueries: jsonList(jsonOf(authorQueries.select, 'part'), `author_query part ${OF} AND part.closed_at IS NULL`, 'part.created_at'),
  _count: `json_build_object(
    'authorQueries', (SELECT count(*) FROM author_query part ${OF}),
    'inherited', (SELECT count(*) FROM inherited_verdict part ${OF} AND part.taken_back_at IS NULL),
    'wordings', (SELECT count(*) FROM claim_wording part ${OF} AND part.placed)
  )`,
})

const BY_ARTICLE = `SELECT ${ROW} AS row FROM claim WHERE claim.article_id = ANY($1::uuid[]) ORDER BY claim.number`
const STANDING = `SELECT ${ROW} AS row FROM claim WHERE claim.article_id = ANY($1::uuid[]) AND claim.removed_at IS NULL ORDER BY claim.number`
const BY_ID = `SELECT ${ROW} AS row FROM claim WHERE claim.id = ANY($1::uuid[]) ORDER BY claim.number`
const WITH_ARTICLE = `
  SELECT ${ROW} AS row, ${ARTICLE_JSON} AS article
  FROM claim JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
  WHERE claim.id = ANY($1::uuid[]) ORDER BY claim.number`

/** The claims of articles that were not removed, by number. */
export async function loadClaims(db: Tx, ...articleIds: string[]): Promise<ClaimRow[]> {
  return await ask(db, STANDING, articleIds)
}

/** Removed ones too. */
export async function loadAllClaims(db: Tx, articleId: string): Promise<ClaimRow[]> {
  return await ask(db, BY_ARTICLE, [articleId])
}

/** By number, removed ones too. */
export async function claimsById(db: Tx, ids: readonly string[]): Promise<ClaimRow[]> {
  return await ask(db, BY_ID, ids)
}

export type ClaimWithArticle = ClaimRow & { article: ArticleRow }

/** The same, each with its article. */
export async function claimsWithArticle(db: Tx, ids: readonly string[]): Promise<ClaimWithArticle[]> {
  if (ids.length === 0) return []
  const found = await prismaSql(db).query<{ row: ClaimRow; article: ArticleRow }>(WITH_ARTICLE, [[...new Set(ids)]])
  return found.map(({ row, article }) => ({ ...withTimes(row), article }))
}

async function ask(db: Tx, statement: string, ids: readonly string[]): Promise<ClaimRow[]> {
  if (ids.length === 0) return []
  const found = await prismaSql(db).query<{ row: ClaimRow }>(statement, [[...new Set(ids)]])
  return found.map(({ row }) => withTimes(row))
}
