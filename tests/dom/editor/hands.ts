/** What a person does to an editor by keyboard and clipboard, at random places. */
import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

export class Hands {
  readonly editor: Editor
  private readonly random: () => number

  constructor(editor: Editor, random: () => number) {
    this.editor = editor
    this.random = random
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)]
    if (choice === undefined) throw new Error('nothing to choose from')
    return choice
  }

  /** A place where a caret can stand. */
  caret(): number {
    const places: number[] = []
    this.editor.state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true
      for (let offset = 0; offset <= node.content.size; offset++) places.push(pos + 1 + offset)
      return false
    })
    return this.pick(places)
  }

  /** The last place for a caret that is not after `pos`. */
  caretBefore(pos: number): number {
    const { doc } = this.editor.state
    for (let at = Math.min(pos, doc.content.size); at > 0; at--) if (doc.resolve(at).parent.inlineContent) return at
    return 1
  }

  select(from: number, to = from): boolean {
    const { state, view } = this.editor
    const [$from, $to] = [state.doc.resolve(from), state.doc.resolve(to)]
    if (!$from.parent.inlineContent || !$to.parent.inlineContent) return false
    view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
    return true
  }

  /** Selects some copy up to a length; null when it came to nothing. */
  selectSome(length: number): { from: number; to: number } | null {
    const from = this.caret()
    const to = this.caretBefore(from + 1 + this.below(length))
    return to > from && this.select(from, to) ? { from, to } : null
  }

  key(name: string, modifiers: KeyboardEventInit = {}): void {
    if (this.select(this.caret())) this.press(name, modifiers)
  }

  atBlockEdge(edge: 'start' | 'end', name: string): void {
    const $pos = this.editor.state.doc.resolve(this.caret())
    if (this.select(edge === 'start' ? $pos.start() : $pos.end())) this.press(name)
  }

  inBlock(command: () => boolean): void {
    if (this.select(this.caret())) command()
  }

  overBlocks(command: () => boolean): void {
    const from = this.caret()
    if (this.select(from, Math.max(from, this.caretBefore(from + this.below(30))))) command()
  }

  deleteSome(length: number): void {
    if (this.selectSome(length)) this.press('Backspace')
  }

  /** The selection as the clipboard would hold it. */
  copied(): string {
    const { view } = this.editor
    return view.serializeForClipboard(view.state.selection.content()).dom.innerHTML
  }

  press(key: string, modifiers: KeyboardEventInit = {}): void {
    const { view } = this.editor
    const event = new KeyboardEvent('keydown', { key, ...modifiers })
    if (view.someProp('handleKeyDown', (handle) => handle(view, event))) return
    const { $from, empty } = view.state.selection
    // What is left to the browser: deleting the selection or one character.
    if (!empty) view.dispatch(view.state.tr.deleteSelection())
    else if (key === 'Backspace' && $from.parentOffset > 0) view.dispatch(view.state.tr.delete($from.pos - 1, $from.pos))
    else if (key === 'Delete' && $from.parentOffset < $from.parent.content.size) view.dispatch(view.state.tr.delete($from.pos, $from.pos + 1))
  }
}

/** Changes of structure that touch no text, by name. */
export function structuralEdits(hands: Hands): [name: string, act: () => void][] {
  const { commands } = hands.editor
  return [
    ['enter', () => hands.key('Enter')],
    ['enter', () => hands.key('Enter')],
    ['line break', () => hands.key('Enter', { shiftKey: true })],
    ['backspace at start', () => hands.atBlockEdge('start', 'Backspace')],
    ['backspace at start', () => hands.atBlockEdge('start', 'Backspace')],
    ['delete at end', () => hands.atBlockEdge('end', 'Delete')],
    ['tab', () => hands.key('Tab')],
    ['bullets', () => hands.overBlocks(() => commands.toggleBulletList())],
    ['numbers', () => hands.overBlocks(() => commands.toggleOrderedList())],
    ['quote', () => hands.overBlocks(() => commands.toggleBlockquote())],
    ['heading', () => hands.overBlocks(() => commands.toggleHeading({ level: hands.pick([2, 3, 4]) }))],
    ['pull quote', () => hands.overBlocks(() => commands.toggleNode('pullQuote', 'paragraph'))],
    ['note', () => hands.inBlock(() => commands.toggleNode('note', 'paragraph'))],
    ['bold', () => hands.overBlocks(() => commands.toggleBold())],
    ['lift', () => hands.inBlock(() => commands.liftListItem('listItem'))],
    ['sink', () => hands.inBlock(() => commands.sinkListItem('listItem'))],
  ]
}

/** A small seeded generator (mulberry32): the same seed gives the same day everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
