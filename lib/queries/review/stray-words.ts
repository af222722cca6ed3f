/**
 * RE-5e, RE-5j: words that were checked and not cleared, and what was taken out of them, where they stand in the copy outside
 * of every claim.
 */
import type * as Y from 'yjs'
import { foundAgainst, type FoundAgainst, type StrayWords } from '#lib/domain/claims/found-against.ts'
import { findSpoken, spokenText, spokenWords } from '#lib/domain/claims/spoken-words.ts'
import { onlyCheck } from '#lib/domain/claims/state.ts'
import { findPart, takenOut } from '#lib/domain/claims/taken-out.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { spokenAttributes } from '#lib/editor/spoken-attributes.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'
import { standingAmong } from '../claims/present-claims.ts'

interface CheckedCopy {
  doc: Y.Doc
  /** All of the article, removed ones too, as they stand in it. */
  claims: readonly ClaimRow[]
  desk: CheckingRules
}

/** However the words came out of their claim: by its removal, by a restored version, by being typed again, or changed in it. */
export function strayWords({ doc, claims, desk }: CheckedCopy): StrayWords[] {
  const checked = claims.map((claim) => ({ ...claim, isBlind: onlyCheck(factsOf(claim, desk)) !== null }))
  // Who had a part in the words does not clear them (RE-2i).
  const counts = ({ ownWords, verdict }: ClaimRow['verdicts'][number]) => !(desk.fourEyes && ownWords && verdict === 'verified')
  const found = foundAgainst(
    checked
      .filter(({ verdicts, isBlind }) => isBlind || verdicts.some(({ verdict }) => verdict !== 'verified'))
      .map(({ id, number, verdicts, isBlind }) => ({
        id,
        number,
        isBlind,
        verdicts: verdicts.filter(counts).map((verdict) => ({ ...verdict, at: verdict.createdAt })),
      })),
  )
  if (found.length === 0) return []
  const standsIn = placesOutside(doc, standingAmong(claims))
  return found.flatMap((words) => standsIn(words) ?? [])
}

function placesOutside(doc: Y.Doc, claims: readonly ClaimRow[]): (words: FoundAgainst) => StrayWords | null {
  const copy = copyOf(doc)
  const anchored = claimAnchors(doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  const anchors = claims.flatMap(({ id }) => {
    const anchor = anchored.get(id)
    return anchor ? [{ id, wording: anchor.wording, text: spokenText(anchor.wording), start: copy.offsetOf(anchor.from), end: copy.offsetOf(anchor.to) }] : []
  })
  const text = spokenText(copy.text)
  const attributes = spokenAttributes(copy.doc).map((attribute) => ({ ...attribute, text: spokenText(attribute.text) }))
  const isIn = ({ start, end }: { start: number; end: number }) => anchors.some((anchor) => anchor.start <= start && end <= anchor.end)
  const isSaid = (wording: string) => anchors.some((anchor) => findSpoken(anchor.text, wording) !== null)
  return (words) => {
    const said = spokenWords(words.wording)
    const stray = findSpoken(text, said, (place) => !isIn(place))
    const of = stray ? 'copy' : attributes.find((attribute) => findSpoken(attribute.text, said) !== null)?.of
    if (of !== undefined) return { ...words, of }
    const out = takenOut(words.wording, anchors.find(({ id }) => id === words.claimId)?.wording ?? null)
    const part = findPart(text, out, { isIn, isSaid })
    if (part) return { ...words, wording: part.wording, of: 'copy', part: true }
    const inAttribute = attributes.map((attribute) => ({ ...attribute, part: findPart(attribute.text, out, { isIn: () => false, isSaid }) }))
    const told = inAttribute.find((attribute) => attribute.part !== null)
    return told?.part ? { ...words, wording: told.part.wording, of: told.of, part: true } : null
  }
}
