/**
 * Enter and Backspace at the fixed head of an article. Headline, standfirst and a picture's caption exist
 * exactly once, so Enter moves on instead of splitting them and Backspace moves back instead of merging them.
 */
import { Extension } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { Command, EditorState } from '@tiptap/pm/state'

export const HeadKeys = Extension.create({
  name: 'headKeys',
  priority: 1000,
  addKeyboardShortcuts() {
    const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch, this.editor.view)
    return {
      Enter: run(leaveFixedBlock),
      'Shift-Enter': run(leaveFixedBlock),
      Backspace: run(backIntoFixedBlock),
      Delete: run(stopBeforeNextBlock),
    }
  },
})

/** Enter in the headline or standfirst goes to the block below; in a caption, to a new paragraph below the picture. */
export const leaveFixedBlock: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if (!$from.sameParent($to)) return false
  if ($from.parent.type.name === 'caption') return addParagraphAfter(state, dispatch, $from.after(-1))
  if (!isFixed(state, $from.index(0)) || $from.depth !== 1) return false
  if (dispatch) dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve($from.after(1)), 1)).scrollIntoView())
  return true
}

/** Backspace at the start of the standfirst or of the first block steps back; an empty first paragraph goes away. */
export const backIntoFixedBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.depth !== 1 || $from.parentOffset > 0) return false
  const index = $from.index(0)
  if (index === 0) return true
  if (!isFixed(state, index - 1)) return false
  const removable = index > 1 && state.doc.childCount > 3 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  if (!dispatch) return true
  const tr = removable ? state.tr.delete($from.before(1), $from.after(1)) : state.tr
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve($from.before(1)), -1)).scrollIntoView())
  return true
}

/** Delete at the end of the headline or standfirst would pull the next block in: it does nothing instead. */
export const stopBeforeNextBlock: Command = (state) => {
  const { $from, empty } = state.selection
  return empty && $from.depth === 1 && isFixed(state, $from.index(0)) && $from.parentOffset === $from.parent.content.size
}

function addParagraphAfter(state: EditorState, dispatch: Parameters<Command>[1], pos: number): boolean {
  const paragraph = state.schema.nodes.paragraph?.create()
  if (!paragraph) return false
  if (dispatch) {
    const tr = state.tr.insert(pos, paragraph)
    dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView())
  }
  return true
}

/** Whether the article's block at `index` is its headline or standfirst. */
export function isFixed(state: EditorState, index: number): boolean {
  const name = state.doc.maybeChild(index)?.type.name
  return name === 'headline' || name === 'standfirst'
}
