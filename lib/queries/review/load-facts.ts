/** The facts that the gate, the sign-offs and the stage are decided from, at one state of the document. */
import type * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { claimSetHash, type ClaimSetMember } from '#lib/domain/claims/claim-set.ts'
import { holdsBack } from '#lib/domain/claims/author-query.ts'
import type { StrayWords } from '#lib/domain/claims/found-against.ts'
import { claimState, countingVerdicts, toConfirm } from '#lib/domain/claims/state.ts'
import type { GateFacts } from '#lib/domain/gate/gate.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { newestSignOffs, staleness } from '#lib/domain/review/sign-offs.ts'
import { contentHash } from '#lib/editor/canonical.ts'
import { readDocument } from '#lib/editor/read.ts'
import { turnedText } from '#lib/editor/turned-text.ts'
import { factsOf, hasOwnCheck, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAllPresentClaims, standingAmong } from '#lib/queries/claims/present-claims.ts'
import type { mayRead } from '#lib/queries/evidence/may-read.ts'
import { loadUnclearedPastes, type UnclearedPaste } from '#lib/queries/pasted-claims/uncleared-pastes.ts'
import { loadAlteredQuotes, type OpenQuote } from '#lib/queries/quotes/altered-quotes.ts'
import { loadStrayQuotes, type StrayQuote } from '#lib/queries/quotes/stray-quotes.ts'
import type { ArticleRow } from './load-article.ts'
import { heldWords } from './held-words.ts'
import { besideChanged } from './beside-changed.ts'
import { strayWords } from './stray-words.ts'

export interface SignOffRow {
  id: string
  kind: GateFacts['signOffs'][number]['kind']
  contentHash: string
  claimSetHash: string
  versionId: string
  userId: string
  createdAt: Date
}

export interface ReviewFacts extends GateFacts {
  claims: readonly (GateFacts['claims'][number] & { row: ClaimRow })[]
  signOffs: readonly SignOffRow[]
  deskId: string
  /** As the last look saw it (RE-4i). */
  awaits: readonly SignOffKind[]
  /** With what tells who may read the sources that have them otherwise. */
  alteredQuotes: readonly (GateFacts['alteredQuotes'][number] & { sources: readonly Parameters<typeof mayRead>[2][] })[]
}

/** `doc` is the document at its head; a reader that holds no lock may change it, since it is the reader's own. */
export async function loadReviewFacts(db: Tx, article: ArticleRow, doc: Y.Doc): Promise<ReviewFacts> {
  return await reviewFactsOf(db, { article, doc, claims: await loadAllPresentClaims(db, article.id, doc) })
}

/** The same where the claims are at hand: all of the article, removed ones too, as they stand in the document. */
export async function reviewFactsOf(db: Tx, { article, doc, claims }: { article: ArticleRow; doc: Y.Doc; claims: readonly ClaimRow[] }): Promise<ReviewFacts> {
  const rows = standingAmong(claims)
  const signOffs = await loadSignOffs(db, article.id)
  const members = rows.map((row) => factsOf(row, article.desk))
  const hashes = { contentHash: contentHash(doc), claimSetHash: claimSetHash(members), lastRemovalAt: lastRemoval(claims) }
  const changed = besideChanged(doc, rows, article.desk)
  const factCheck = signOffs.find((signOff) => signOff.kind === 'fact_check' && staleness(signOff, hashes) === null)
  return {
    ...hashes,
    articleId: article.id,
    stage: article.stage,
    headline: headlineOf(doc),
    legalFlag: article.legalFlag || rows.some((row) => row.legalFlag),
    fourEyes: article.desk.fourEyes,
    claims: rows.map((row, index) => {
      const facts = memberOf(members[index])
      return {
        id: row.id,
        number: row.number,
        wording: row.wording,
        state: claimState(facts),
        toConfirm: toConfirm(facts),
        hasOwnCheck: hasOwnCheck(row, article.desk),
        isBesideChanged: changed.has(row.id),
        row,
      }
    }),
    alteredQuotes: [...(await loadAlteredQuotes(db, doc, rows, article)), ...(await loadStrayQuotes(db, article, { doc, claims }))].map(openQuote),
    turnedText: turnedText(doc),
    strayWords: unclaimedWords(article, { doc, claims }),
    unclearedPastes: uniqueWords(await loadUnclearedPastes(db, article, { doc, claims: rows })),
    deskId: article.deskId,
    awaits: article.awaits,
    openQueries: rows.flatMap(({ id, number, authorQueries }, index) => {
      const facts = memberOf(members[index])
      return authorQueries.filter((query) => holdsBack(query, facts)).map(({ question, objection }) => ({ claimId: id, number, question, objection }))
    }),
    signOffs,
    copyAuthorIds: await loadCopyAuthors(db, article),
    checkerIds: [...members.flatMap(countingVerdicts).map(({ checkerId }) => checkerId), ...(factCheck ? [factCheck.userId] : [])],
  }
}

function openQuote({ claimId, number, quote, missing, sources, ...found }: OpenQuote | StrayQuote): ReviewFacts['alteredQuotes'][number] {
  return { claimId, number, quote, unpaired: missing !== null, sources, ...('of' in found && { outside: found.of }) }
}

/** What was pasted several times is open once. */
function uniqueWords(pastes: readonly UnclearedPaste[]): UnclearedPaste[] {
  return [...new Map(pastes.toReversed().map((paste) => [paste.quote, paste])).values()].toReversed()
}

/** Words that are not cleared and stand outside of every claim, each once. */
function unclaimedWords(article: ArticleRow, { doc, claims }: { doc: Y.Doc; claims: readonly ClaimRow[] }): StrayWords[] {
  const checked = strayWords({ doc, claims, desk: article.desk })
  const held = heldWords(article, { doc, claims })
  return [...checked, ...held.filter(({ wording }) => !checked.some((one) => one.wording === wording))]
}

function lastRemoval(claims: readonly ClaimRow[]): Date | null {
  return claims.reduce<Date | null>((last, { removedAt }) => (removedAt !== null && (last === null || removedAt > last) ? removedAt : last), null)
}

/** The newest of each kind. */
async function loadSignOffs(db: Tx, articleId: string): Promise<SignOffRow[]> {
  const rows = await db.signOff.findMany({
    where: { articleId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, kind: true, contentHash: true, claimSetHash: true, versionId: true, userId: true, createdAt: true },
  })
  return newestSignOffs(rows)
}

/**
 * Everybody who ever changed the copy, by the log, or whose proposed words went into it, and whoever started the article.
 * Goes from person to person in the index, so that it costs by who wrote and not by how much was written.
 */
export async function loadCopyAuthors(db: Tx, article: Started): Promise<string[]> {
  return (await loadAuthorsOfCopies(db, [article]))(article.id)
}

interface Started {
  id: string
  createdById: string
}

/** The same of several articles. */
export async function loadAuthorsOfCopies(db: Tx, articles: readonly Started[]): Promise<(articleId: string) => string[]> {
  const authors = new Map(articles.map(({ id, createdById }) => [id, new Set([createdById])]))
  if (articles.length === 0) return () => []
  const rows = await prismaSql(db).query<{ article_id: string; user_id: string }>(
    `SELECT written.article_id, found.user_id FROM unnest($1::uuid[]) AS written (article_id), LATERAL (
       WITH RECURSIVE author AS (
         (SELECT user_id FROM document_update first WHERE first.article_id = written.article_id AND user_id IS NOT NULL ORDER BY user_id LIMIT 1)
         UNION ALL
         SELECT (
           SELECT later.user_id FROM document_update later
           WHERE later.article_id = written.article_id AND later.user_id > author.user_id ORDER BY later.user_id LIMIT 1
         )
         FROM author WHERE author.user_id IS NOT NULL
       )
       SELECT user_id FROM author WHERE user_id IS NOT NULL
       UNION SELECT proposed_by_id FROM wording_proposal JOIN claim ON claim.id = claim_id WHERE claim.article_id = written.article_id AND accepted
     ) found`,
    [[...authors.keys()]],
  )
  for (const { article_id, user_id } of rows) authors.get(article_id)?.add(user_id)
  return (articleId) => [...(authors.get(articleId) ?? [])]
}

export function headlineOf(doc: Y.Doc): string {
  return readDocument(doc).doc.firstChild?.textContent ?? ''
}

function memberOf(member: ClaimSetMember | undefined): ClaimSetMember {
  if (!member) throw new Error('every claim has its facts')
  return member
}
