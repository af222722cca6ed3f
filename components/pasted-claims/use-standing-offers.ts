import type { Editor } from '@tiptap/core'
import { useCallback, useMemo } from 'react'
import { useClaims } from '#components/claims/claims-context.tsx'
import { usePaintedState } from '#components/editor/use-painted-state.ts'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'
import { pastedPlace, placeOutsideClaims } from '#lib/editor/pasted-place.ts'

/** Those whose words stand in the text as it is shown: undo takes an offer away with its words, and brings it back. */
export function useStandingOffers(editor: Editor, items: readonly PastedClaimDto[]): readonly PastedClaimDto[] {
  const { value: claims } = useClaims()
  const read = useCallback(
    ({ state }: Editor) => {
      const wordings = new Map(claims.list.map(({ id, wording }) => [id, wording]))
      return items.flatMap(({ id, quote, prefix, suffix, source, blocks }) => {
        const free = blocks ? placeOutsideClaims(state.doc, quote, wordings) : null
        return (free ?? (source && pastedPlace(state.doc, { sourceClaimId: source.claimId, quote, prefix, suffix }, wordings))) ? [id] : []
      })
    },
    [items, claims],
  )
  const standing = usePaintedState(editor, read)
  return useMemo(() => items.filter(({ id }) => standing.includes(id)), [items, standing])
}
