import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

const key = new PluginKey<boolean>('selectionGhost')

/**
 * Shows the selection while the focus is in a form about it, when the browser would stop showing it. The binding
 * to the shared document moves the selection along with others' edits, so what is shown is what will be sent.
 */
export const SelectionGhost = Extension.create({
  name: 'selectionGhost',
  addProseMirrorPlugins: () => [
    new Plugin<boolean>({
      key,
      state: {
        init: () => false,
        apply: (tr, shown) => {
          const asked: unknown = tr.getMeta(key)
          return typeof asked === 'boolean' ? asked : shown
        },
      },
      props: {
        decorations: (state) => {
          const { from, to, empty } = state.selection
          if (!key.getState(state) || empty) return null
          return DecorationSet.create(state.doc, [Decoration.inline(from, to, { class: 'selection-ghost' })])
        },
      },
    }),
  ],
})

export function showSelectionGhost(view: EditorView, shown: boolean): void {
  if (key.getState(view.state) !== shown) view.dispatch(view.state.tr.setMeta(key, shown))
}
