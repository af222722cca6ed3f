import type { Editor } from '@tiptap/core'
import { useCallback, useEffect } from 'react'
import { revealRange, shownPasted } from '#components/editor/span-marks.ts'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'
import { followed } from './followed.ts'

/** Brings the words of an offer into view when asked, and those of the one that somebody followed a link to once they are shown. */
export function useShowOffer(editor: Editor, offers: readonly PastedClaimDto[], linked: { id: string } | null): (id: string) => void {
  const show = useCallback(
    (id: string) => {
      const span = shownPasted(editor).find((shown) => shown.id === id)
      if (span) revealRange(editor, span.range)
    },
    [editor],
  )
  const isThere = offers.some(({ id }) => id === linked?.id)
  useEffect(() => {
    if (linked === null || !isThere || followed.has(linked)) return undefined
    const frame = requestAnimationFrame(() => show(linked.id))
    return () => cancelAnimationFrame(frame)
  }, [linked, isThere, show])
  return show
}
