/**
 * SR-1, CL-10: search and "checked before" in a newsroom of years, beside the statement that one would type by hand for
 * the same words. The newsroom is made by SQL: its copy is sentences of words as frequent as words are.
 */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { searchQuerySchema, type SearchQuery } from '#lib/api/schemas/search.ts'
import { createDb } from '#lib/db/client.ts'
import { createPool } from '#lib/db/pool.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { listCheckedBefore } from '#lib/queries/library/list-checked-before.ts'
import { search } from '#lib/queries/search/search.ts'
import { measure, round, type Bench, type Measurement } from './measure.ts'

export const question = 'How long does a search take among 10,000 articles and 100,000 claims, and how long the bare statement?'

const CLAIMS_EACH = 10

interface Question {
  what: string
  query: Partial<SearchQuery>
  bare: string
}

/** The same page as ours, as a person would write it who knows the tables: matches, their excerpts, and what is told of each. */
const HEADLINE = (text: string) => `ts_headline('stet', ${text}, websearch_to_tsquery('stet', $1), 'MaxFragments=2, MaxWords=32, MinWords=16')`
const ARTICLES = `SELECT page.*, ${HEADLINE('copy.text')} FROM (
    SELECT article.id, article.title, article.stage, article.updated_at, desk.name FROM article
    JOIN article_text copy ON copy.article_id = article.id JOIN desk ON desk.id = article.desk_id
    WHERE copy.words @@ websearch_to_tsquery('stet', $1) ORDER BY article.updated_at DESC, article.id DESC LIMIT 21
  ) page JOIN article_text copy ON copy.article_id = page.id`
const claims = (filter: string) => `SELECT page.*, ${HEADLINE('page.wording')},
    (SELECT json_agg(verdict) FROM verdict WHERE verdict.claim_id = page.id), (SELECT json_agg(task) FROM task WHERE task.claim_id = page.id) FROM (
    SELECT claim.id, claim.wording, claim.created_at, article.title, desk.name FROM claim
    JOIN article ON article.id = claim.article_id JOIN desk ON desk.id = article.desk_id
    WHERE claim.words @@ websearch_to_tsquery('stet', $1) AND removed_at IS NULL ${filter}
    ORDER BY claim.created_at DESC, claim.id DESC LIMIT 21
  ) page`
const CLAIMS = claims('')
const VERIFIED = claims(
  `AND EXISTS (SELECT 1 FROM verdict WHERE claim_id = claim.id AND verdict.wording_hash = claim.wording_hash AND verdict.verdict = 'verified')`,
)

/** Word n is in about every n-th sentence. */
const QUESTIONS: Question[] = [
  { what: 'articles by a rare word', query: { q: 'word900', kind: 'article' }, bare: ARTICLES },
  { what: 'articles by a common word', query: { q: 'word3', kind: 'article' }, bare: ARTICLES },
  { what: 'articles by a phrase', query: { q: '"word40 said"', kind: 'article' }, bare: ARTICLES },
  { what: 'claims by a rare word', query: { q: 'word900', kind: 'claim' }, bare: CLAIMS },
  { what: 'claims by a common word', query: { q: 'word3', kind: 'claim' }, bare: CLAIMS },
  { what: 'verified claims by two words', query: { q: 'word30 word50', kind: 'claim', state: 'verified' }, bare: VERIFIED },
]

export async function run({ databaseUrl, quick, note }: Bench): Promise<Measurement[]> {
  const pool = createPool(databaseUrl, { statementMs: 900_000, replyMs: 900_000 })
  const db = createDb(databaseUrl)
  const [articles, runs] = quick ? [50, 5] : [10_000, 200]
  try {
    note(`making ${articles} articles with ${articles * CLAIMS_EACH} claims`)
    const { actor, claimId } = await fill(pool, articles)
    const ctx = { actor, db, now: () => new Date() }
    const measured: Measurement[] = []
    for (const { what, query, bare } of QUESTIONS) {
      note(what)
      const floor = await measure({ what, who: 'the bare statement', runs }, () => pool.query(bare, [query.q]))
      const ours = await measure({ what, who: 'stet', runs }, () => search(ctx, searchQuerySchema.parse(query)))
      measured.push(floor, beside(ours, floor))
    }
    note('checked before')
    const claim = await db.claim.findUniqueOrThrow({ where: { id: claimId }, select: { wording: true, wordingHash: true } })
    const what = 'checked before'
    const floor = await measure({ what, who: 'the bare statement', runs }, () => nearest(pool, claim))
    const ours = await measure({ what, who: 'stet', runs }, () => listCheckedBefore(ctx, claimId))
    return [...measured, floor, beside(ours, floor)]
  } finally {
    await db.$disconnect()
    await pool.end()
  }
}

function beside(ours: Measurement, floor: Measurement): Measurement {
  return { ...ours, figures: { ...ours.figures, 'p95 ratio': round((ours.figures['p95 ms'] ?? 0) / (floor.figures['p95 ms'] ?? 1)) } }
}

async function nearest(pool: pg.Pool, { wording, wordingHash: hash }: { wording: string; wordingHash: string }): Promise<unknown> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN; SET LOCAL pg_trgm.similarity_threshold = 0.5')
    const found = await client.query(
      `SELECT verdict.*, claim.wording, claim.wording_hash, article.title, (SELECT json_agg(evidence) FROM evidence WHERE evidence.claim_id = claim.id)
       FROM verdict JOIN claim ON claim.id = verdict.claim_id JOIN article ON article.id = claim.article_id
       WHERE verdict.wording_hash = $1 OR likeness_text(verdict.wording) % likeness_text($2)
       ORDER BY similarity(likeness_text(verdict.wording), likeness_text($2)) DESC LIMIT 40`,
      [hash, wording],
    )
    await client.query('COMMIT')
    return found.rows
  } finally {
    client.release()
  }
}

/** A sentence of twelve words: word n about once in n sentences. */
const SENTENCE = `(SELECT string_agg('word' || floor(exp(random() * ln(5000)))::int || CASE WHEN i = 6 THEN ' said' ELSE '' END, ' ') FROM generate_series(1, 12) i WHERE seed.n IS NOT NULL)`

/** One desk, one person who may do everything on it, and every second claim verified. */
async function fill(pool: pg.Pool, articles: number): Promise<{ actor: Actor; claimId: string }> {
  const [deskId, userId, checkerId] = [randomUUID(), randomUUID(), randomUUID()]
  await pool.query("INSERT INTO desk (id, name, slug) VALUES ($1, 'World', 'world')", [deskId])
  await pool.query(`INSERT INTO "user" (id, email, name) VALUES ($1, 'ed@bench.example', 'Ed'), ($2, 'cleo@bench.example', 'Cleo')`, [userId, checkerId])
  await pool.query(
    `INSERT INTO article (id, slug, desk_id, created_by_id, title, created_at, updated_at)
     SELECT gen_random_uuid(), 'article-' || seed.n, $1, $2, ${SENTENCE}, now() - seed.n * interval '1 hour', now() - seed.n * interval '1 hour'
     FROM generate_series(1, $3::int) seed(n)`,
    [deskId, userId, articles],
  )
  await pool.query(`INSERT INTO document (article_id, head, schema_major) SELECT id, 0, 1 FROM article`)
  await pool.query(
    `INSERT INTO article_text (article_id, seq, text)
     SELECT article.id, 0, article.title || E'\\n' || string_agg(${SENTENCE}, '. ')
     FROM article CROSS JOIN generate_series(1, 40) seed(n) GROUP BY article.id`,
  )
  await pool.query(
    `INSERT INTO claim (id, article_id, number, kind, tagged_wording, prefix, suffix, created_by_id, created_at, wording, wording_hash)
     SELECT gen_random_uuid(), article.id, seed.n, 'figure', '', '', '', $1, article.created_at + seed.n * interval '1 minute', ${SENTENCE}, ''
     FROM article CROSS JOIN generate_series(1, ${CLAIMS_EACH}) seed(n)`,
    [userId],
  )
  await pool.query(`UPDATE claim SET tagged_wording = wording, wording_hash = encode(sha256(convert_to(E'stet-wording-v1\\n' || wording, 'UTF8')), 'hex')`)
  await pool.query(
    `INSERT INTO verdict (id, claim_id, checker_id, verdict, rationale, wording, wording_hash, created_at)
     SELECT gen_random_uuid(), id, $1, 'verified', 'Two sources agree.', wording, wording_hash, created_at + interval '1 hour' FROM claim WHERE number % 2 = 0`,
    [checkerId],
  )
  const { rows } = await pool.query<{ id: string; wording: string; wording_hash: string }>(
    'SELECT id, wording, wording_hash FROM claim WHERE number = 1 ORDER BY created_at DESC LIMIT 1',
  )
  const [claim] = rows
  if (!claim || claim.wording_hash !== wordingHash(claim.wording)) throw new Error('the wordings made by SQL have another hash than ours')
  // The same words were checked in the three newest of the other articles, and nearly the same in as many.
  await pool.query(
    `INSERT INTO verdict (id, claim_id, checker_id, verdict, rationale, wording, wording_hash)
     SELECT gen_random_uuid(), id, $1, 'verified', 'Two sources agree.', CASE WHEN row_number() OVER () % 2 = 0 THEN $2 ELSE $2 || ' today' END,
       CASE WHEN row_number() OVER () % 2 = 0 THEN $3 ELSE 'other' END
     FROM (SELECT id FROM claim WHERE number = 3 ORDER BY created_at DESC LIMIT 6) other`,
    [checkerId, claim.wording, claim.wording_hash],
  )
  await pool.query('VACUUM ANALYZE')
  const actor: Actor = { userId, name: 'Ed', isAdmin: false, roles: { [deskId]: ['editor'] }, sessionId: null, scopes: null }
  return { actor, claimId: claim.id }
}
