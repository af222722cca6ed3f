import type { CopySpan, SuggestionsDto } from '#lib/api/schemas/suggestions.ts'
import type { Stretch } from '#lib/domain/quotes/quotations.ts'
import { copyNotes } from '#lib/domain/suggestions/copy-notes.ts'
import { coverage } from '#lib/domain/suggestions/coverage.ts'
import { placesInOrder } from '#lib/domain/suggestions/desk-order.ts'
import type { CopyText } from '#lib/editor/copy-text.ts'
import { CONTEXT_LENGTH } from '#lib/editor/find-quote.ts'
import { loadCopy } from '../articles/load-copy.ts'
import type { QueryContext } from '../context.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'
import { deskOrder } from './desk-order.ts'
import { newestDecisions } from './newest-decisions.ts'
import { readSuggestions } from './read-suggestions.ts'

/** Throws `not-found` when the person may not see the article. */
export async function listSuggestions({ actor, db }: QueryContext, articleId: string): Promise<SuggestionsDto> {
  const { desk } = await visibleArticle(db, actor, articleId)
  const { copy, tagged, open } = readSuggestions((await loadCopy(db, articleId)).doc)
  const decisions = await newestDecisions(db, articleId)
  const dismissed = open.filter(({ wordingHash }) => decisions.get(wordingHash)?.decision === 'dismissed')
  const gone = new Set(dismissed.map(({ wordingHash }) => wordingHash))
  const person = await personRefs(
    db,
    [...decisions.values()].map(({ userId }) => userId),
  )
  const plain = open.filter(({ wordingHash }) => !gone.has(wordingHash))
  const order = desk.learnedOrder ? await deskOrder(db, desk.id) : null
  const places = order ? placesInOrder(order, plain) : [...plain.keys()]
  const { untagged, ...counts } = coverage(copy.text, tagged)
  return {
    items: places.flatMap((place) => {
      const suggestion = plain[place]
      if (!suggestion) return []
      const { wordingHash, reasons, kind } = suggestion
      return [{ ...spanOf(copy, suggestion), wordingHash, reasons: [...reasons], kind }]
    }),
    learned: order && { decisions: order.decisions, plainOrder: [...plain.keys()].map((place) => places.indexOf(place)) },
    nextCursor: null,
    dismissed: [...gone].flatMap((hash) => {
      const decision = decisions.get(hash)
      return decision ? [{ wordingHash: hash, wording: decision.wording, by: person(decision.userId), at: decision.createdAt.toISOString() }] : []
    }),
    notes: copyNotes(copy.text, bodyStart(copy)).map((note) => ({ ...note, places: note.places.map((place) => spanOf(copy, place)) })),
    coverage: { ...counts, untagged: untagged.map((sentence) => spanOf(copy, sentence)) },
  }
}

/** Where the copy below headline and standfirst begins. */
function bodyStart({ blocks, text }: CopyText): number {
  return blocks.find(({ node }) => node.type.name !== 'headline' && node.type.name !== 'standfirst')?.start ?? text.length
}

function spanOf({ text }: CopyText, { from, to }: Stretch): CopySpan {
  const quote = text.slice(from, to)
  const span = { quote, prefix: text.slice(Math.max(0, from - CONTEXT_LENGTH), from), suffix: text.slice(to, to + CONTEXT_LENGTH) }
  if (text.indexOf(quote) === text.lastIndexOf(quote)) return span
  let occurrence = 1
  for (let at = text.indexOf(quote); at < from; at = text.indexOf(quote, at + 1)) occurrence += 1
  return { ...span, occurrence }
}
