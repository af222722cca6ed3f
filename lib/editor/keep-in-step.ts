/**
 * Keeps what is shown in step with the shared document, whatever the binding runs into.
 *
 * y-tiptap puts the caret back after each remote change, and throws where the place it computes lies outside the
 * document (3.0.9: after concurrent edits that left a document which had to be fitted to the schema). The change
 * is then in the Y.Doc and not on the screen, and the next key pressed would write the old screen over it: other
 * people's words would be deleted. So a change that could not be shown is shown again as a whole, with the caret
 * as near as can be.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorState } from '@tiptap/pm/state'
import { ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'

export const KeepInStep = Extension.create({
  name: 'keepInStep',
  // Its view is made after that of the binding, which Collaboration puts first.
  priority: 1,
  addProseMirrorPlugins: () => [
    new Plugin({
      view: ({ state }) => {
        const binding = bindingOf(state)
        if (binding) guard(binding)
        return {}
      },
    }),
  ],
})

function guard(binding: ProsemirrorBinding): void {
  const observe: (events: unknown, transaction: unknown) => void = binding._observeFunction
  binding.type.unobserveDeep(observe)
  binding._observeFunction = (events: unknown, transaction: unknown) => {
    try {
      observe(events, transaction)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      // Typed as never null, though null is its resting value: with it the caret is kept where it is.
      Reflect.set(binding, 'beforeTransactionSelection', null)
      binding._forceRerender()
    }
  }
  binding.type.observeDeep(binding._observeFunction)
}

function bindingOf(state: EditorState): ProsemirrorBinding | null {
  const sync: unknown = ySyncPluginKey.getState(state)
  if (typeof sync !== 'object' || sync === null || !('binding' in sync)) return null
  return sync.binding instanceof ProsemirrorBinding ? sync.binding : null
}
