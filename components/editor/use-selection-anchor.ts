import type { Editor } from '@tiptap/core'
import { posToDOMRect } from '@tiptap/core'
import { useMemo } from 'react'

/** Where the selected words stand now, for a popover that stands at them. */
export function useSelectionAnchor(editor: Editor): { getBoundingClientRect: () => DOMRect } {
  return useMemo(
    () => ({
      getBoundingClientRect: () => {
        const { from, to } = editor.state.selection
        return posToDOMRect(editor.view, from, to)
      },
    }),
    [editor],
  )
}
