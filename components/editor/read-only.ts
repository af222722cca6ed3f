import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/**
 * Keeps a person who may not edit from changing the copy, and still gives them a caret and selection by keyboard:
 * they tag claims too. The surface stays "contenteditable"; what would change it is stopped at the input event,
 * and, where an input method cannot be stopped, at the transaction. Others' changes pass.
 */
export function readOnly(mayEdit: () => boolean): Extension {
  return Extension.create({
    name: 'readOnly',
    priority: 2000,
    addProseMirrorPlugins: () => [
      new Plugin({
        filterTransaction: (tr) => !tr.docChanged || mayEdit() || tr.getMeta(ySyncPluginKey) !== undefined,
        props: {
          attributes: (): Record<string, string> => (mayEdit() ? {} : { 'aria-readonly': 'true', inputmode: 'none' }),
          handleDOMEvents: {
            beforeinput: (_view, event) => {
              if (mayEdit()) return false
              event.preventDefault()
              return true
            },
          },
        },
      }),
    ],
  })
}
