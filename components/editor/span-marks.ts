/** Shows stretches of the copy that a panel is about: the one in focus, and those that nobody has tagged. */
import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { DocRange } from '#lib/editor/anchors.ts'
import { findQuote, type QuoteQuery } from '#lib/editor/find-quote.ts'
import { uncovered } from './uncovered.ts'

interface Shown {
  focused: readonly DocRange[]
  untagged: readonly DocRange[]
}

const key = new PluginKey<DecorationSet>('spanMarks')

export const SpanMarks = Extension.create({
  name: 'spanMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, shown) => {
          const asked: Shown | undefined = tr.getMeta(key)
          if (asked === undefined) return shown.map(tr.mapping, tr.doc)
          const inline = (ranges: readonly DocRange[], name: string) => ranges.map(({ from, to }) => Decoration.inline(from, to, { class: name }))
          return DecorationSet.create(tr.doc, [...inline(asked.untagged, 'untagged-span'), ...inline(asked.focused, 'focused-span')])
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

export function showSpans(editor: Editor, { focused = [], untagged = [] }: Partial<Shown>): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, { focused, untagged }))
}

/** Where the words stand at this moment; null when they are gone or stand in several places. */
export function rangeOf(editor: Editor, span: QuoteQuery): DocRange | null {
  const found = findQuote(editor.state.doc, span)
  return found.kind === 'found' ? found.range : null
}

/** Brings the range at once into the part of the window that nothing covers, if it is not there: keys go on quickly. */
export function revealRange(editor: Editor, { from, to }: DocRange): void {
  const [top, bottom] = [editor.view.coordsAtPos(from).top, editor.view.coordsAtPos(to).bottom]
  const { low, high, aim } = uncovered(0.8)
  if (top >= low && bottom <= high) return
  window.scrollBy({ top: top - aim, behavior: 'instant' })
}
