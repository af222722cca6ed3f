/** RE-5e: words that were checked and not cleared, where they stand in the copy outside of every claim. */
import type * as Y from 'yjs'
import { foundAgainst, type FoundAgainst, type StrayWords } from '#lib/domain/claims/found-against.ts'
import { findSpoken, spokenText, spokenWords } from '#lib/domain/claims/spoken-words.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { spokenAttributes } from '#lib/editor/spoken-attributes.ts'
import type { ClaimRow } from '../claims/claim-rows.ts'
import { standingAmong } from '../claims/present-claims.ts'

interface CheckedCopy {
  doc: Y.Doc
  /** All of the article, removed ones too, as they stand in it. */
  claims: readonly ClaimRow[]
  fourEyes: boolean
}

/** However the words came out of their claim: by its removal, by a restored version, by being typed again. */
export function strayWords({ doc, claims, fourEyes }: CheckedCopy): StrayWords[] {
  const checked = claims.filter(({ verdicts }) => verdicts.some(({ verdict }) => verdict !== 'verified'))
  // Who had a part in the words does not clear them (RE-2i).
  const counts = ({ ownWords, verdict }: ClaimRow['verdicts'][number]) => !(fourEyes && ownWords && verdict === 'verified')
  const found = foundAgainst(
    checked.map(({ id, number, verdicts }) => ({ id, number, verdicts: verdicts.filter(counts).map((verdict) => ({ ...verdict, at: verdict.createdAt })) })),
  )
  if (found.length === 0) return []
  const standsIn = placesOutside(doc, new Map(standingAmong(claims).map(({ id, wording }) => [id, wording])))
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
