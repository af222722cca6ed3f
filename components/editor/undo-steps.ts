/** What one press of undo takes back: a burst of typing, until a pause or until the caret was put elsewhere. */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'

/** A pause that ends a burst, in milliseconds. Yjs's own half second also cuts the words of somebody who thinks or types slowly. */
const PAUSE_MS = 1000

export const UndoSteps = Extension.create({
  name: 'undoSteps',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: ({ state }) => {
        const manager: UndoManager = yUndoPluginKey.getState(state).undoManager
        manager.captureTimeout = PAUSE_MS
        return {
          update: (view, before) => {
            // A move of the caret alone: by key, press or selecting. Typing moves it along with the copy.
            if (before.doc === view.state.doc && !before.selection.eq(view.state.selection)) manager.stopCapturing()
          },
        }
      },
    }),
  ],
})
