import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useMemo } from 'react'
import { useClaims } from '#components/claims/claims-context.tsx'
import { type PastedSpan, showPasted, shownPasted } from '#components/editor/span-marks.ts'
import { usePaintedState } from '#components/editor/use-painted-state.ts'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'
import { pastedPlace, placesOutsideClaims } from '#lib/editor/pasted-place.ts'

/**
 * Those whose words stand in the text as it is shown, where they are marked: undo takes an offer away with its words,
 * and brings it back.
 */
export function useStandingOffers(editor: Editor, items: readonly PastedClaimDto[]): readonly PastedClaimDto[] {
  const { value: claims } = useClaims()
  const wordings = useMemo(() => new Map(claims.list.map(({ id, wording }) => [id, wording])), [claims])
  const read = useCallback(
    (of: Editor) => {
      const spans = spansOf(of, items, wordings)
      // Marks go along with their words, so that it is told apart only where they are to be set anew.
      return { ids: spans.map(({ id }) => id), isShown: isAlike(spans, shownPasted(of)) }
    },
    [items, wordings],
  )
  const standing = usePaintedState(editor, read)
  useEffect(() => {
    if (!standing.isShown) showPasted(editor, spansOf(editor, items, wordings))
  }, [editor, standing, items, wordings])
  return useMemo(() => standing.ids.flatMap((id) => items.find((item) => item.id === id) ?? []), [items, standing])
}

/** In text order. */
function spansOf({ state }: Editor, items: readonly PastedClaimDto[], wordings: ReadonlyMap<string, string>): PastedSpan[] {
  const placeOf = items.some(({ blocks }) => blocks) ? placesOutsideClaims(state.doc, wordings) : null
  return items
    .flatMap(({ id, quote, prefix, suffix, source, blocks }) => {
      const free = blocks && placeOf ? placeOf(quote) : null
      const range = free ?? (source && pastedPlace(state.doc, { sourceClaimId: source.claimId, quote, prefix, suffix }, wordings))
      return range ? [{ id, range: { from: range.from, to: range.to } }] : []
    })
    .toSorted((a, b) => a.range.from - b.range.from)
}

function isAlike(spans: readonly PastedSpan[], shown: readonly PastedSpan[]): boolean {
  return (
    spans.length === shown.length &&
    spans.every(({ id, range }) => shown.some((other) => other.id === id && other.range.from === range.from && other.range.to === range.to))
  )
}
