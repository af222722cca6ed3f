/**
 * Others' edits, taken over as small as they are. The binding (y-tiptap 3.0.9) forgets at each of them which node it
 * made of which Yjs type, makes the whole copy anew and replaces all of it: every paragraph is then another object,
 * which each later letter compares word by word, and what is shown beside words (spans in focus, the selection while a
 * form is open) is mapped as deleted.
 */
import { Extension } from '@tiptap/core'
import { Slice, type Node } from '@tiptap/pm/model'
import { Plugin, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'

export const RemoteEdits = Extension.create({
  name: 'remoteEdits',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: (view) => {
        const binding: ProsemirrorBinding = ySyncPluginKey.getState(view.state).binding
        binding.mapping = new KeptNodes(binding.mapping)
        Object.defineProperty(binding, '_tr', { configurable: true, get: () => narrowing(view) })
        return {}
      },
    }),
  ],
})

type Mapping = ProsemirrorBinding['mapping']
type Mapped = Mapping extends Map<infer Type, infer Made> ? [Type, Made] : never

/**
 * What was made of a type stays until the type changes or goes: the binding takes out each of those by itself, and
 * sets anew what it makes anew.
 */
class KeptNodes extends Map<Mapped[0], Mapped[1]> {
  override clear(): void {
    // Nothing is forgotten as a whole.
  }
}

/** The binding's transaction; in it, a replacement of the whole copy becomes one of what differs. */
function narrowing(view: EditorView): Transaction {
  const tr = view.state.tr.setMeta('addToHistory', false)
  const replace = tr.replace.bind(tr)
  tr.replace = (from, to = from, slice = Slice.empty) => {
    const isWhole = from === 0 && to === tr.doc.content.size && slice.openStart === 0 && slice.openEnd === 0
    const step = isWhole ? difference(tr.doc, tr.doc.copy(slice.content)) : null
    if (step === 'none') return tr
    return step === null ? replace(from, to, slice) : tr.step(step)
  }
  return tr
}

/** The one step that leads from one document to the other; null where no single one does. */
export function difference(before: Node, after: Node): ReplaceStep | 'none' | null {
  const from = before.content.findDiffStart(after.content)
  if (from === null) return 'none'
  const end = before.content.findDiffEnd(after.content)
  if (end === null) return null
  // Of repeated characters the same one is not counted from both sides.
  const overlap = Math.max(0, from - Math.min(end.a, end.b))
  const step = new ReplaceStep(from, end.a + overlap, after.slice(from, end.b + overlap))
  const { doc } = step.apply(before)
  return doc?.eq(after) === true ? step : null
}
