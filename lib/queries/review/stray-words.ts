/** RE-5e: words that were checked and not cleared, where they stand in the copy outside of every claim. */
import type * as Y from 'yjs'
import type { Tx } from '#lib/db/client.ts'
import { foundAgainst, type FoundAgainst, type StrayWords } from '#lib/domain/claims/found-against.ts'
import { findSpoken, spokenText, spokenWords } from '#lib/domain/claims/spoken-words.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { spokenAttributes } from '#lib/editor/spoken-attributes.ts'
import { CLAIM_SELECT } from '../claims/claim-rows.ts'

/** However the words came out of their claim: by its removal, by a restored version, by being typed again. */
export async function loadStrayWords(
  db: Tx,
  articleId: string,
  { doc, claims, fourEyes }: { doc: Y.Doc; claims: readonly { id: string; wording: string }[]; fourEyes: boolean },
): Promise<StrayWords[]> {
  const checked = await db.claim.findMany({
    where: { articleId, verdicts: { some: { verdict: { not: 'verified' } } } },
    orderBy: { number: 'asc' },
    // Who had a part in the words does not clear them (RE-2i).
    select: { id: true, number: true, verdicts: { ...CLAIM_SELECT.verdicts, ...(fourEyes && { where: { NOT: { ownWords: true, verdict: 'verified' } } }) } },
  })
  const found = foundAgainst(
    checked.map(({ verdicts, ...claim }) => ({ ...claim, verdicts: verdicts.map((verdict) => ({ ...verdict, at: verdict.createdAt })) })),
  )
  if (found.length === 0) return []
  const standsIn = placesOutside(doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  return found.flatMap((words) => standsIn(words) ?? [])
}

function placesOutside(doc: Y.Doc, known: ReadonlyMap<string, string>): (words: FoundAgainst) => StrayWords | null {
  const copy = copyOf(doc)
  const anchors = [...claimAnchors(doc, known)].flatMap(([id, { from, to }]) => (known.has(id) ? [{ start: copy.offsetOf(from), end: copy.offsetOf(to) }] : []))
  const text = spokenText(copy.text)
  const attributes = spokenAttributes(copy.doc).map((attribute) => ({ ...attribute, text: spokenText(attribute.text) }))
  return (words) => {
    const said = spokenWords(words.wording)
    const stray = findSpoken(text, said, ({ start, end }) => !anchors.some((anchor) => anchor.start <= start && end <= anchor.end))
    const of = stray ? 'copy' : attributes.find((attribute) => findSpoken(attribute.text, said) !== null)?.of
    return of === undefined ? null : { ...words, of }
  }
}
