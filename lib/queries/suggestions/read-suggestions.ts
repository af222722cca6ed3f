/** The suggestions for an article's copy as it stands, before anybody's decisions are taken into account. */
import { wordingHash } from '#lib/domain/claims/wording.ts'
import type { Stretch } from '#lib/domain/quotes/quotations.ts'
import { openSuggestions, suggest, type Suggestion } from '#lib/domain/suggestions/suggest.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf, type CopyText } from '#lib/editor/copy-text.ts'
import type { DocSource } from '#lib/editor/read.ts'

export interface SuggestedWording extends Suggestion {
  wording: string
  wordingHash: string
}

export interface ReadSuggestions {
  copy: CopyText
  /** What lies under a claim. */
  tagged: Stretch[]
  /** Most telling first. */
  open: SuggestedWording[]
}

export function readSuggestions(source: DocSource): ReadSuggestions {
  const copy = copyOf(source)
  const anchors = [...claimAnchors(copy.doc).values()]
  const tagged = anchors.flatMap(({ runs }) => runs.map(({ from, to }) => ({ from: copy.offsetOf(from), to: copy.offsetOf(to) })))
  const open = openSuggestions(suggest(copy.text), tagged).map((suggestion) => {
    const wording = copy.text.slice(suggestion.from, suggestion.to)
    return { ...suggestion, wording, wordingHash: wordingHash(wording) }
  })
  return { copy, tagged, open }
}
