import type { Editor } from '@tiptap/core'

/** Whether the selection is in a link, and whether words are selected, or a link is, that may lead somewhere. */
export function linkAt(editor: Editor): { active: boolean; possible: boolean } {
  const active = editor.isActive('link')
  return { active, possible: active || (!editor.state.selection.empty && editor.can().toggleMark('link')) }
}
