/**
 * A long random working day on one document, and a model that foretells each claim's wording from the edit.
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
import type { KnownClaim } from '#lib/editor/claim-place.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import type { DocJson, NodeJson } from '#lib/editor/doc-json.ts'
import { Desk } from './desk.ts'
import { Hands, structuralEdits } from './hands.ts'

export interface ExpectedClaim {
  id: string
  /** Null: detached. */
  wording: string | null
}

const CLAIMS = 5
const GAP_IN_BLOCK = 200
const GAP_ACROSS_BLOCKS = 80

export class Story {
  desk: Desk
  private hands: Hands
  private readonly random: () => number
  private claims = new Map<string, Set<string>>()
  private nextCharacter = 0x4e00
  private clientId = 1000

  constructor(random: () => number) {
    this.random = random
    this.desk = this.open()
    this.hands = new Hands(this.desk.editor, random)
  }

  /** A new document; the old one is worn when nothing is left to work on. */
  renewIfWorn(): boolean {
    const anchored = this.expected(this.copy(), false).filter(({ wording }) => wording !== null).length
    if (this.nextCharacter < 0x9000 && anchored >= 2 && this.copy().length < 900) return false
    this.desk.close()
    this.nextCharacter = 0x4e00
    this.desk = this.open()
    this.hands = new Hands(this.desk.editor, this.random)
    return true
  }

  copy(): string {
    return copyOf(this.desk.mine).text
  }

  /** One random edit; answers what was done. */
  edit(): string {
    this.undoManager().stopCapturing()
    const { hands } = this
    const [name, act] = hands.pick<[string, () => void]>([
      ...structuralEdits(hands),
      ['backspace', () => hands.key('Backspace')],
      ['type', () => this.type()],
      ['type', () => this.type()],
      ['type', () => this.type()],
      ['type over', () => this.typeOver()],
      ['type over', () => this.typeOver()],
      ['type over and undo', () => this.thenUndo(() => this.typeOver())],
      ['type over and type back', () => this.typeOverAndBack()],
      ['delete some', () => hands.deleteSome(12)],
      ['cut and paste', () => this.cutAndPaste()],
      ['cut and paste', () => this.cutAndPaste()],
      ['copy and paste', () => this.copyAndPaste()],
      ['paste past the guard', () => this.pastePastTheGuard()],
      ['delete and undo', () => this.thenUndo(() => hands.deleteSome(60))],
      ['enter and undo', () => this.thenUndo(() => hands.key('Enter'))],
      ['list and undo', () => this.thenUndo(() => hands.overBlocks(() => hands.editor.commands.toggleBulletList()))],
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
    if (!this.hands.select(this.hands.caret())) return
    const { $from } = view.state.selection
    if ([$from.nodeBefore, $from.nodeAfter].some((node) => node && !node.isText)) return
    const typed = this.fresh()
    const [left, right] = [$from.nodeBefore?.text?.at(-1), $from.nodeAfter?.text?.at(0)]
    view.dispatch(view.state.tr.insertText(typed))
    this.joins(typed, left, right)
  }

  private typeOver(): { at: number; typed: string; over: string } | null {
    const { view } = this.desk.editor
    const from = this.hands.caret()
    const { parent, parentOffset } = view.state.doc.resolve(from)
    const to = from + Math.min(1 + this.hands.below(6), parent.content.size - parentOffset)
    if (to <= from || !this.hands.select(from, to)) return null
    const [before, first, after] = [view.state.doc.resolve(from).nodeBefore, view.state.doc.resolve(from).nodeAfter, view.state.doc.resolve(to).nodeAfter]
    if ([before, first, after].some((node) => node && !node.isText)) return null
    const over = view.state.doc.textBetween(from, to)
    if (over.length < to - from) return null
    const typed = this.fresh()
    view.dispatch(view.state.tr.insertText(typed, from, to))
    const beside = [before?.text?.at(-1), after?.text?.at(0)]
    // What is typed over words of a claim beside words that stay belongs to it (DO-8g).
    for (const own of this.claims.values()) {
      if ([...over].some((character) => own.has(character)) && beside.some((character) => character && own.has(character))) own.add(typed)
    }
    return { at: from, typed, over }
  }

  /** The old words again, a moment later (DO-8h). */
  private typeOverAndBack(): void {
    const done = this.typeOver()
    if (!done) return
    this.settle()
    const { view } = this.desk.editor
    view.dispatch(view.state.tr.insertText(done.over, done.at, done.at + 1))
  }

  private joins(typed: string, left: string | undefined, right: string | undefined): void {
    for (const own of this.claims.values()) if (left && right && own.has(left) && own.has(right)) own.add(typed)
  }

  private cutAndPaste(): void {
    const selected = this.hands.selectSome(40)
    if (!selected) return
    const html = this.hands.copied()
    const { view } = this.desk.editor
    const taken = [...view.state.doc.textBetween(selected.from, selected.to)]
    view.dispatch(view.state.tr.deleteSelection())
    // What is pasted at a cut edge before the pass looks counts as put over it (DO-8g), which is not foretold here.
    const standing = new Set(view.state.doc.textContent)
    const cutsEdge = [...this.claims.values()].some(
      (own) => taken.some((character) => own.has(character)) && [...own].some((character) => standing.has(character)),
    )
    if (cutsEdge || this.hands.below(2)) this.settle()
    this.paste(html, taken)
  }

  private copyAndPaste(): void {
    const copied = this.renamedCopy()
    if (copied) this.paste(copied.html, [])
  }

  /** As from an editor that does not take the marks off: the server is left with a second place of a claim. */
  private pastePastTheGuard(): void {
    const copied = this.renamedCopy()
    if (!copied || !this.hands.select(this.hands.caret())) return
    this.desk.guarded = false
    this.desk.editor.view.pasteHTML(copied.html)
    this.desk.guarded = true
    const arrived = new Set(this.desk.editor.state.doc.textContent)
    for (const own of this.claims.values()) for (const [original, renamed] of copied.names) if (own.has(original) && arrived.has(renamed)) own.add(renamed)
  }

  /** The copied text is made of new characters, so that every one still occurs once. */
  private renamedCopy(): { html: string; names: ReadonlyMap<string, string> } | null {
    if (!this.hands.selectSome(40)) return null
    const names = new Map<string, string>()
    const html = this.hands.copied().replace(/[\u4e00-\u9fff]/g, (character) => {
      const renamed = names.get(character) ?? this.fresh()
      names.set(character, renamed)
      return renamed
    })
    return { html, names }
  }

  private paste(html: string, taken: readonly string[]): void {
    if (!this.hands.select(this.hands.caret())) return
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
    const id = this.hands.pick([...this.claims.keys()])
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

  // The model

  private expected(copy: string, remember: boolean): ExpectedClaim[] {
    return [...this.claims].map(([id, own]) => {
      const known = this.desk.known.find((claim) => claim.id === id) ?? { id, wording: '' }
      const lastSaid = normaliseWording(known.wording)
      const runs = runsOf(copy, own)
      const stretch = runs.length > 0 ? chosenStretch(copy, runs, lastSaid) : placeAgain(copy, lastSaid)
      const [first, last] = [stretch[0], stretch.at(-1)]
      const marked = stretch
        .map((run) => copy.slice(run.start, run.end))
        .join('')
        .replaceAll('\n', '')
      if (remember) {
        for (const run of runs) if (!stretch.includes(run)) for (const character of copy.slice(run.start, run.end)) own.delete(character)
        for (const character of marked) own.add(character)
      }
      const standing = first && last && returned(copy, { start: first.start, end: last.end }, known)
      if (remember && standing) for (const character of this.givenUp(copy, { start: first.start, end: last.end }, standing)) own.delete(character)
      return { id, wording: standing ? copy.slice(standing.start, standing.end) : null }
    })
  }

  /** What a claim that stands on an earlier wording again has left, with the notes in between (DO-8h). */
  private givenUp(copy: string, now: Run, standing: Run): string {
    const whole = this.desk.editor.state.doc.textContent
    const placeOf = (at: number) => whole.indexOf(copy.charAt(at))
    const before = now.start < standing.start ? whole.slice(placeOf(now.start), placeOf(standing.start)) : ''
    const after = now.end > standing.end ? whole.slice(placeOf(standing.end - 1) + 1, placeOf(now.end - 1) + 1) : ''
    return before + after
  }

  /** Which characters inside a wording carry the mark is not promised, so the next edit is foretold from those that do. */
  observe(id: string, marked: string): void {
    const own = this.claims.get(id)
    for (const character of this.copy()) if (!marked.includes(character)) own?.delete(character)
    for (const character of marked) own?.add(character)
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  private fresh(): string {
    return String.fromCharCode(this.nextCharacter++)
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
  const says = (stretch: readonly Run[]) =>
    stretch.some((from) => stretch.some((to) => to.start >= from.start && normaliseWording(copy.slice(from.start, to.end)) === known))
  const length = (stretch: readonly Run[]) => stretch.reduce((sum, { start, end }) => sum + end - start, 0)
  return stretches.find(says) ?? stretches.reduce((best, stretch) => (length(stretch) > length(best) ? stretch : best), [])
}

/** DO-8h: an earlier wording stands where the claim is. It wins words back; it gives words up in its old surroundings. */
function returned(copy: string, now: Run, known: KnownClaim): Run {
  const said = normaliseWording(copy.slice(now.start, now.end))
  const others = (known.earlier ?? []).filter(({ wording }) => normaliseWording(wording) !== said).toSorted((a, b) => b.wording.length - a.wording.length)
  const places = others.flatMap(({ wording, prefix, suffix }) =>
    placeAgain(copy, normaliseWording(wording)).map((place) => ({ place, prefix: prefix ?? '', suffix: suffix ?? '' })),
  )
  const overlapping = places.filter(({ place }) => place.start < now.end && place.end > now.start)
  const wider = overlapping.find(({ place }) => place.start <= now.start && place.end >= now.end)
  if (wider) return wider.place
  const saidBefore = [known.wording, ...(known.earlier ?? []).map(({ wording }) => wording)].some((wording) => normaliseWording(wording) === said)
  const beside = overlapping.find(
    ({ place, prefix, suffix }) => copy.slice(0, place.start).endsWith(prefix.slice(-8)) && copy.slice(place.end).startsWith(suffix.slice(0, 8)),
  )
  return saidBefore || !beside ? now : beside.place
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
