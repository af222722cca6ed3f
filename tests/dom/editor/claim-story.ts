/**
 * A long random working day on one document, and a model of its claims that never looks at a mark.
 *
 * Every character occurs once, so the model is a set of characters for each claim: those that were tagged, and
 * those typed between two of them. From that set and the plain text of the copy it says after each edit what the
 * claim's wording must be, by the rules DO-7b to DO-7f and DO-8e.
 */
import type { Node } from '@tiptap/pm/model'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { placeClaimMark } from '#lib/editor/claim-marks.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import type { DocJson, NodeJson } from '#lib/editor/doc-json.ts'
import { Desk } from './desk.ts'

export interface ExpectedClaim {
  id: string
  /** Null: detached. */
  wording: string | null
  /** The characters of the copy that carry its mark. */
  marked: string
}

const CLAIMS = 5
const GAP_IN_BLOCK = 200
const GAP_ACROSS_BLOCKS = 80

export class Story {
  desk: Desk
  private readonly random: () => number
  private claims = new Map<string, Set<string>>()
  private nextCharacter = 0x4e00
  private clientId = 1000

  constructor(random: () => number) {
    this.random = random
    this.desk = this.open()
  }

  /** A new document; the old one is worn when nothing is left to work on. */
  renewIfWorn(): boolean {
    const anchored = this.expected(this.copy(), false).filter(({ wording }) => wording !== null).length
    if (this.nextCharacter < 0x9000 && anchored >= 2 && this.copy().length < 900) return false
    this.desk.close()
    this.nextCharacter = 0x4e00
    this.desk = this.open()
    return true
  }

  copy(): string {
    return copyOf(this.desk.mine).text
  }

  /** One random edit; answers what was done. */
  edit(): string {
    this.undoManager().stopCapturing()
    const [name, act] = this.pick<[string, () => void]>([
      ['enter', () => this.key('Enter')],
      ['enter', () => this.key('Enter')],
      ['line break', () => this.key('Enter', { shiftKey: true })],
      ['backspace', () => this.key('Backspace')],
      ['backspace at start', () => this.atBlockEdge('start', 'Backspace')],
      ['backspace at start', () => this.atBlockEdge('start', 'Backspace')],
      ['delete at end', () => this.atBlockEdge('end', 'Delete')],
      ['tab', () => this.key('Tab')],
      ['bullets', () => this.overBlocks(() => this.desk.editor.commands.toggleBulletList())],
      ['numbers', () => this.overBlocks(() => this.desk.editor.commands.toggleOrderedList())],
      ['quote', () => this.overBlocks(() => this.desk.editor.commands.toggleBlockquote())],
      ['heading', () => this.overBlocks(() => this.desk.editor.commands.toggleHeading({ level: this.pick([2, 3, 4]) }))],
      ['pull quote', () => this.overBlocks(() => this.desk.editor.commands.toggleNode('pullQuote', 'paragraph'))],
      ['note', () => this.inBlock(() => this.desk.editor.commands.toggleNode('note', 'paragraph'))],
      ['bold', () => this.overBlocks(() => this.desk.editor.commands.toggleBold())],
      ['lift', () => this.inBlock(() => this.desk.editor.commands.liftListItem('listItem'))],
      ['sink', () => this.inBlock(() => this.desk.editor.commands.sinkListItem('listItem'))],
      ['type', () => this.type()],
      ['type', () => this.type()],
      ['type', () => this.type()],
      ['type over', () => this.typeOver()],
      ['delete selection', () => this.deleteSelection(this.below(12))],
      ['cut and paste', () => this.cutAndPaste()],
      ['cut and paste', () => this.cutAndPaste()],
      ['copy and paste', () => this.copyAndPaste()],
      ['paste past the guard', () => this.pastePastTheGuard()],
      ['delete and undo', () => this.thenUndo(() => this.deleteSelection(this.below(60)))],
      ['enter and undo', () => this.thenUndo(() => this.key('Enter'))],
      ['list and undo', () => this.thenUndo(() => this.overBlocks(() => this.desk.editor.commands.toggleBulletList()))],
      ['strip', () => this.strip()],
    ])
    act()
    return name
  }

  /** Lets the server heal, and says what must stand afterwards. */
  settle(): ExpectedClaim[] {
    const copy = this.copy()
    const expected = this.expected(copy, true)
    this.desk.heal()
    return expected
  }

  private open(): Desk {
    const desk = new Desk(this.document(), (this.clientId += 1))
    this.claims = new Map()
    const { text } = copyOf(desk.server)
    for (let claim = 0; claim < CLAIMS; claim++) {
      const start = this.below(text.length - 40)
      const end = start + 3 + this.below(36)
      const copy = copyOf(desk.server)
      const update = placeClaimMark(desk.server, { from: copy.posOfStart(start), to: copy.posOfEnd(end) }, `c${claim}`)
      if (update) Y.applyUpdate(desk.mine, update, 'server')
      this.claims.set(`c${claim}`, new Set(text.slice(start, end).replaceAll('\n', '')))
    }
    desk.watch([...this.claims.keys()])
    return desk
  }

  private document(): DocJson {
    const text = (length: number): NodeJson[] => [{ type: 'text', text: Array.from({ length }, () => this.fresh()).join('') }]
    const paragraph = (): NodeJson => ({ type: 'paragraph', content: text(10 + this.below(20)) })
    return {
      type: 'doc',
      content: [
        { type: 'headline', content: text(8) },
        { type: 'standfirst', content: text(12) },
        paragraph(),
        paragraph(),
        { type: 'bulletList', content: [0, 1].map(() => ({ type: 'listItem', content: [paragraph()] })) },
        paragraph(),
        { type: 'blockquote', content: [paragraph(), paragraph()] },
        { type: 'image', attrs: { src: '/files/1' }, content: [{ type: 'caption', content: text(10) }] },
        paragraph(),
        paragraph(),
      ],
    }
  }

  // What people do

  private type(): void {
    const { view } = this.desk.editor
    if (!this.desk.select(this.caret())) return
    const { $from } = view.state.selection
    if ([$from.nodeBefore, $from.nodeAfter].some((node) => node && !node.isText)) return
    const typed = this.fresh()
    const [left, right] = [$from.nodeBefore?.text?.at(-1), $from.nodeAfter?.text?.at(0)]
    view.dispatch(view.state.tr.insertText(typed))
    this.joins(typed, left, right)
  }

  private typeOver(): void {
    const { view } = this.desk.editor
    const from = this.caret()
    const { parent, parentOffset } = view.state.doc.resolve(from)
    const to = from + Math.min(1 + this.below(6), parent.content.size - parentOffset)
    if (to <= from || !this.desk.select(from, to)) return
    const [first, after] = [view.state.doc.resolve(from).nodeAfter, view.state.doc.resolve(to).nodeAfter]
    if (!first?.isText || (after && !after.isText)) return
    const typed = this.fresh()
    view.dispatch(view.state.tr.insertText(typed, from, to))
    this.joins(typed, first.text?.at(0), after?.text?.at(0))
  }

  private joins(typed: string, left: string | undefined, right: string | undefined): void {
    for (const own of this.claims.values()) if (left && right && own.has(left) && own.has(right)) own.add(typed)
  }

  private deleteSelection(length: number): void {
    const from = this.caret()
    const to = Math.min(from + length, this.desk.editor.state.doc.content.size)
    if (this.desk.select(from, this.nearestText(to))) this.press('Backspace')
  }

  private cutAndPaste(): void {
    const from = this.caret()
    const to = this.nearestText(Math.min(from + 1 + this.below(40), this.desk.editor.state.doc.content.size))
    if (to <= from || !this.desk.select(from, to)) return
    const html = this.copied()
    const { view } = this.desk.editor
    const taken = [...view.state.doc.textBetween(from, to)]
    view.dispatch(view.state.tr.deleteSelection())
    if (this.below(2)) this.settle()
    this.paste(html, taken)
  }

  private copyAndPaste(): void {
    const copied = this.renamedCopy()
    if (copied) this.paste(copied.html, [])
  }

  /** As from an editor that does not take the marks off: the server is left with a second place of a claim. */
  private pastePastTheGuard(): void {
    const copied = this.renamedCopy()
    if (!copied || !this.desk.select(this.caret())) return
    this.desk.guarded = false
    this.desk.editor.view.pasteHTML(copied.html)
    this.desk.guarded = true
    const arrived = new Set(this.desk.editor.state.doc.textContent)
    for (const own of this.claims.values())
      for (const [original, renamed] of copied.names) if (own.has(original) && arrived.has(renamed)) own.add(renamed)
  }

  /** The copied text is made of new characters, so that every one still occurs once. */
  private renamedCopy(): { html: string; names: ReadonlyMap<string, string> } | null {
    const from = this.caret()
    const to = this.nearestText(Math.min(from + 1 + this.below(40), this.desk.editor.state.doc.content.size))
    if (to <= from || !this.desk.select(from, to)) return null
    const names = new Map<string, string>()
    const html = this.copied().replace(/[\u4e00-\u9fff]/g, (character) => {
      const renamed = names.get(character) ?? this.fresh()
      names.set(character, renamed)
      return renamed
    })
    return { html, names }
  }

  private copied(): string {
    const { view } = this.desk.editor
    return view.serializeForClipboard(view.state.selection.content()).dom.innerHTML
  }

  private paste(html: string, taken: readonly string[]): void {
    if (!this.desk.select(this.caret())) return
    const standing = new Set(this.desk.editor.state.doc.textContent)
    for (const own of this.claims.values()) {
      const stands = [...own].some((character) => standing.has(character))
      if (stands) for (const character of taken) if (!standing.has(character)) own.delete(character)
    }
    this.desk.editor.view.pasteHTML(html)
  }

  private thenUndo(act: () => void): void {
    const before = this.copy()
    act()
    if (this.copy() === before) return
    this.settle()
    this.desk.editor.commands.undo()
  }

  /** Something takes the mark off, and leaves the words. */
  private strip(): void {
    const id = this.pick([...this.claims.keys()])
    const { view } = this.desk.editor
    const tr = view.state.tr
    view.state.doc.descendants((node, pos) => {
      for (const mark of node.marks) if (mark.attrs.id === id) tr.removeMark(pos, pos + node.nodeSize, mark)
    })
    view.dispatch(tr)
    const standing = new Set(view.state.doc.textContent)
    const own = this.claims.get(id)
    for (const character of own ?? []) if (standing.has(character)) own?.delete(character)
  }

  private key(name: string, modifiers: KeyboardEventInit = {}): void {
    if (this.desk.select(this.caret())) this.press(name, modifiers)
  }

  private atBlockEdge(edge: 'start' | 'end', name: string): void {
    const $pos = this.desk.editor.state.doc.resolve(this.caret())
    if (this.desk.select(edge === 'start' ? $pos.start() : $pos.end())) this.press(name)
  }

  private inBlock(command: () => boolean): void {
    if (this.desk.select(this.caret())) command()
  }

  private overBlocks(command: () => boolean): void {
    const from = this.caret()
    const to = this.nearestText(Math.min(from + this.below(30), this.desk.editor.state.doc.content.size))
    if (this.desk.select(Math.min(from, to), Math.max(from, to))) command()
  }

  private press(key: string, modifiers: KeyboardEventInit = {}): void {
    const { view } = this.desk.editor
    const event = new KeyboardEvent('keydown', { key, ...modifiers })
    if (view.someProp('handleKeyDown', (handle) => handle(view, event))) return
    const { $from, empty } = view.state.selection
    if (!empty) view.dispatch(view.state.tr.deleteSelection())
    // What is left to the browser: deleting one character.
    else if (key === 'Backspace' && $from.parentOffset > 0) view.dispatch(view.state.tr.delete($from.pos - 1, $from.pos))
    else if (key === 'Delete' && $from.parentOffset < $from.parent.content.size) view.dispatch(view.state.tr.delete($from.pos, $from.pos + 1))
  }

  // The model

  private expected(copy: string, remember: boolean): ExpectedClaim[] {
    return [...this.claims].map(([id, own]) => {
      const known = normaliseWording(this.desk.known.find((claim) => claim.id === id)?.wording ?? '')
      const runs = runsOf(copy, own)
      const stretch = runs.length > 0 ? chosenStretch(copy, runs, known) : placeAgain(copy, known)
      const [first, last] = [stretch[0], stretch.at(-1)]
      const marked = stretch.map((run) => copy.slice(run.start, run.end)).join('').replaceAll('\n', '')
      if (remember) {
        for (const run of runs) if (!stretch.includes(run)) for (const character of copy.slice(run.start, run.end)) own.delete(character)
        for (const character of marked) own.add(character)
      }
      return { id, wording: first && last ? copy.slice(first.start, last.end) : null, marked }
    })
  }

  // Chance

  private caret(): number {
    const places: number[] = []
    this.desk.editor.state.doc.descendants((node, pos) => {
      if (!node.isTextblock) return true
      for (let offset = 0; offset <= node.content.size; offset++) places.push(pos + 1 + offset)
      return false
    })
    return this.pick(places)
  }

  private nearestText(pos: number): number {
    const { doc } = this.desk.editor.state
    for (let at = pos; at > 0; at--) if (doc.resolve(at).parent.inlineContent) return at
    return 1
  }

  private fresh(): string {
    return String.fromCharCode(this.nextCharacter++)
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  private pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)]
    if (choice === undefined) throw new Error('nothing to choose from')
    return choice
  }

  private undoManager(): Y.UndoManager {
    return yUndoPluginKey.getState(this.desk.editor.state).undoManager
  }
}

interface Run {
  start: number
  end: number
}

function runsOf(copy: string, own: ReadonlySet<string>): Run[] {
  const runs: Run[] = []
  for (let at = 0; at < copy.length; at++) {
    if (!own.has(copy.charAt(at))) continue
    const last = runs.at(-1)
    if (last?.end === at) last.end = at + 1
    else runs.push({ start: at, end: at + 1 })
  }
  return runs
}

function chosenStretch(copy: string, runs: readonly Run[], known: string): Run[] {
  const stretches: Run[][] = []
  for (const run of runs) {
    const last = stretches.at(-1)
    const gap = copy.slice(last?.at(-1)?.end ?? 0, run.start)
    const limit = gap.includes('\n') ? GAP_ACROSS_BLOCKS : GAP_IN_BLOCK
    if (last && normaliseWording(gap).length <= limit) last.push(run)
    else stretches.push([run])
  }
  const says = (stretch: readonly Run[]) => stretch.some((from) => stretch.some((to) => to.start >= from.start && normaliseWording(copy.slice(from.start, to.end)) === known))
  const length = (stretch: readonly Run[]) => stretch.reduce((sum, { start, end }) => sum + end - start, 0)
  return stretches.find(says) ?? stretches.reduce((best, stretch) => (length(stretch) > length(best) ? stretch : best), [])
}

/** Where a claim without any mark is put back: its last wording, if that stands. */
function placeAgain(copy: string, known: string): Run[] {
  if (known === '') return []
  const spaced = copy.replace(/\s/g, ' ')
  const pattern = new RegExp([...known].map((character) => (character === ' ' ? ' +' : character)).join(''))
  const match = pattern.exec(spaced)
  return match ? [{ start: match.index, end: match.index + match[0].length }] : []
}

/** The characters of the copy under a claim's mark, read from the nodes themselves. */
export function markedCharacters(doc: Node, id: string): string {
  let marked = ''
  doc.descendants((node) => {
    if (node.type.name === 'note') return false
    if (node.isText && node.marks.some((mark) => mark.type.name === 'claim' && mark.attrs.id === id)) marked += node.text ?? ''
    return true
  })
  return marked
}

/** A small seeded generator (mulberry32): the same seed gives the same story everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
