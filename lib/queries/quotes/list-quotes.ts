import type { QuotesDto } from '#lib/api/schemas/quotes.ts'
import type { Tx } from '#lib/db/client.ts'
import { alteredIn } from '#lib/domain/quotes/altered.ts'
import { nearestQuotes } from '#lib/domain/quotes/nearest-quotes.ts'
import { tokensOf } from '#lib/domain/quotes/tokens.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '../articles/load-copy.ts'
import { ownToSetAside } from '../claims/own-to-set-aside.ts'
import { loadPresentClaims } from '../claims/present-claims.ts'
import { loadWordingAuthors } from '../claims/wording-authors.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { evidenceTexts } from '../evidence/read-evidence-texts.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle, type ArticleRow } from '../review/load-article.ts'
import { acceptedSources, findingsOf } from './altered-quotes.ts'
import { quotesInClaims } from './claim-quotes.ts'
import { compared, indexed } from './compared.ts'
import { asNamed, loadSpeakers } from './named-speakers.ts'

/** Each quote of a claim beside each evidence text that the person may read. Throws `not-found` as `getClaim` does. */
export async function listQuotes({ actor, db }: QueryContext, claimId: string): Promise<QuotesDto> {
  const row = await db.claim.findUnique({ where: { id: claimId, removedAt: null }, select: { articleId: true } })
  if (!row) throw new AppError('not-found')
  const article = await visibleArticle(db, actor, row.articleId)
  const { doc } = await loadCopy(db, article.id)
  const claims = await loadPresentClaims(db, article.id, doc)
  const wordings = new Map(claims.map(({ id, wording }) => [id, wording]))
  const named = await loadSpeakers(db, [claimId])
  const quotes = quotesInClaims(doc, wordings)
    .filter((quote) => quote.claimId === claimId)
    .map((quote) => asNamed(quote, named(quote)))
  const all = await evidenceTexts(db, [claimId], article)
  const texts = all.filter(({ access }) => mayRead(actor, article, access))
  const claim = claims.find(({ id }) => id === claimId)
  const authorsOf = await loadWordingAuthors(db, [claimId])
  const isOwn = claim !== undefined && ownToSetAside(claim, article.desk, { userId: actor.userId, wordingAuthorIds: authorsOf(claimId) })
  const accepted = await acceptedSources(db, [claimId], article.desk)
  const overrides = await loadOverrides({ actor, db }, article, claimId)
  const items = quotes.flatMap((one) => {
    const { quote, quoteHash, speaker } = one
    return texts.map(({ evidenceId, cannotClear, unread, text }) => {
      const { place, ...found } = compared(text, one)
      const candidates = found.result === 'not_found' && !isSingleWord(quote) ? nearestQuotes(indexed(text), { quote, speaker }) : []
      return { quote, quoteHash, evidenceId, cannotClear, unread, ...found, candidates, said: place ? text.slice(place.from, place.to) : null }
    })
  })
  const seen = [...new Map(quotes.map((quote) => [quote.quoteHash, quote])).values()]
  return {
    items,
    nextCursor: null,
    quotes: seen.map((one) => {
      const { quote, quoteHash, speaker, missing } = one
      const open = alteredIn(findingsOf(all, one), accepted(claimId, quoteHash))
      const isRead = (id: string) => texts.some(({ evidenceId }) => evidenceId === id)
      return {
        quote,
        quoteHash,
        unpaired: missing !== null,
        speaker,
        speakerNamed: named({ claimId, quoteHash })?.named ?? null,
        altered: open.some(isRead),
        holdsBack: open.length > 0,
        override: overrides(quoteHash),
      }
    }),
    abilities: {
      override: article.stage !== 'withdrawn' && can(actor, 'quote.override', article) && !isOwn,
      changeWords: can(actor, 'article.edit', article),
      nameSpeaker: article.stage !== 'withdrawn' && can(actor, 'quote.nameSpeaker', article),
    },
  }
}

/** Nothing is near to “no”. */
function isSingleWord(quote: string): boolean {
  return tokensOf(quote).words.length === 1
}

/** The newest of each quote; none that covers nothing but confidential evidence which the person may not read. */
async function loadOverrides(
  { actor, db }: { actor: Actor; db: Tx },
  article: ArticleRow,
  claimId: string,
): Promise<(quoteHash: string) => QuotesDto['quotes'][number]['override']> {
  const given = await db.quoteOverride.findMany({
    where: { claimId },
    orderBy: { createdAt: 'asc' },
    select: { quoteHash: true, evidenceIds: true, reason: true, userId: true, createdAt: true },
  })
  const covered = await db.evidence.findMany({
    where: { id: { in: given.flatMap(({ evidenceIds }) => evidenceIds) } },
    select: { id: true, confidential: true, createdById: true, readers: { select: { userId: true } } },
  })
  const unseen = new Set(covered.filter((found) => !mayRead(actor, article, found)).map(({ id }) => id))
  const rows = given.filter(({ evidenceIds }) => evidenceIds.some((id) => !unseen.has(id)))
  const person = await personRefs(
    db,
    rows.map(({ userId }) => userId),
  )
  return (quoteHash) => {
    const newest = rows.findLast((row) => row.quoteHash === quoteHash)
    return newest ? { reason: newest.reason, by: person(newest.userId), at: newest.createdAt.toISOString() } : null
  }
}
