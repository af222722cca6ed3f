import type { ArticleQuotesDto } from '#lib/api/schemas/quotes.ts'
import { alteredIn } from '#lib/domain/quotes/altered.ts'
import { loadCopy } from '../articles/load-copy.ts'
import { loadPresentClaims } from '../claims/present-claims.ts'
import type { QueryContext } from '../context.ts'
import { mayRead } from '../evidence/may-read.ts'
import { evidenceTexts } from '../evidence/read-evidence-texts.ts'
import { visibleArticle } from '../review/load-article.ts'
import { acceptedSources, findingsOf } from './altered-quotes.ts'
import { quotesOf } from './claim-quotes.ts'
import { asNamed, loadSpeakers } from './named-speakers.ts'

/** Every quote in the claims of an article, by claim and place, with what each source that the person may read has of it; and those outside them. */
export async function listArticleQuotes({ actor, db }: QueryContext, articleId: string): Promise<ArticleQuotesDto> {
  const article = await visibleArticle(db, actor, articleId)
  const { doc } = await loadCopy(db, articleId)
  const claims = await loadPresentClaims(db, articleId, doc)
  const { inClaims: quotes, untagged } = quotesOf(doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  const ids = [...new Set(quotes.map(({ claimId }) => claimId))]
  const texts = await evidenceTexts(db, ids, article)
  const unread = new Set(texts.filter(({ access }) => !mayRead(actor, article, access)).map(({ evidenceId }) => evidenceId))
  const accepted = await acceptedSources(db, ids, article.desk)
  const named = await loadSpeakers(db, ids)
  const items = quotes.flatMap((one) => {
    const speaker = named(one)
    const found = asNamed(one, speaker)
    const { claimId, quote, quoteHash, missing } = found
    const number = claims.find(({ id }) => id === claimId)?.number
    const findings = findingsOf(texts, found)
    const open = alteredIn(findings, accepted(claimId, quoteHash))
    const source = (id: string) => texts.find(({ evidenceId }) => evidenceId === id)
    return number === undefined
      ? []
      : {
          claimId,
          number,
          quote,
          quoteHash,
          unpaired: missing !== null,
          speaker: found.speaker,
          speakerNamed: speaker?.named ?? null,
          altered: open.some((id) => !unread.has(id)),
          holdsBack: open.length > 0,
          sources: findings
            .filter(({ evidenceId }) => !unread.has(evidenceId))
            .map(({ evidenceId, result }) => ({ evidenceId, title: source(evidenceId)?.title ?? null, result, unread: source(evidenceId)?.unread ?? null })),
        }
  })
  return { items, untagged, nextCursor: null }
}
