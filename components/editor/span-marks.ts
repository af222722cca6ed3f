/** Shows stretches of the copy: the one that a panel is about, those that nobody has tagged, and pasted ones that wait for a decision. */
import { Extension, type Editor } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { DocRange } from '#lib/editor/anchors.ts'
import { findQuote, type QuoteQuery } from '#lib/editor/find-quote.ts'
import type { ClaimPlace } from './claim-elements.ts'
import { uncovered } from './uncovered.ts'

interface Shown {
  focused: readonly DocRange[]
  untagged: readonly DocRange[]
}

/** Words that were pasted with a claim's mark, by the offer that is made of them. */
export interface PastedSpan {
  id: string
  range: DocRange
}

const panelKey = new PluginKey<DecorationSet>('panelSpans')
const pastedKey = new PluginKey<DecorationSet>('pastedSpans')

export const SpanMarks = Extension.create({
  name: 'spanMarks',
  addProseMirrorPlugins: () => [
    layer(panelKey, ({ focused, untagged }: Shown) => {
      const inline = (ranges: readonly DocRange[], name: string) => ranges.map(({ from, to }) => Decoration.inline(from, to, { class: name }))
      return [...inline(untagged, 'untagged-span'), ...inline(focused, 'focused-span')]
    }),
    layer(pastedKey, (spans: readonly PastedSpan[]) =>
      spans.map(({ id, range: { from, to } }) => Decoration.inline(from, to, { class: 'pasted-span' }, { id })),
    ),
  ],
})

/** What is shown stays on its words while the copy changes, until something else is to be shown. */
function layer<T>(key: PluginKey<DecorationSet>, decorate: (shown: T) => Decoration[]): Plugin<DecorationSet> {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, shown) => {
        const asked: T | undefined = tr.getMeta(key)
        return asked === undefined ? shown.map(tr.mapping, tr.doc) : DecorationSet.create(tr.doc, decorate(asked))
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

export function showSpans(editor: Editor, { focused = [], untagged = [] }: Partial<Shown>): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(panelKey, { focused, untagged }))
}

export function showPasted(editor: Editor, spans: readonly PastedSpan[]): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(pastedKey, spans))
}

/** Those that are shown, in text order. */
export function shownPasted(editor: Editor): PastedSpan[] {
  const shown = pastedKey.getState(editor.state)?.find() ?? []
  return shown.map(({ from, to, spec }) => ({ id: String(spec.id), range: { from, to } }))
}

/** Where each of them begins in the window. */
export function placesOfPasted(editor: Editor): ClaimPlace[] {
  return shownPasted(editor).map(({ id, range }) => {
    const { top, left } = editor.view.coordsAtPos(range.from, 1)
    return { id, top, left }
  })
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
