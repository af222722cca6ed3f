/** One shared text made to say what a version's text says, by its smallest change (see restore-copy.ts). */
import type { Node } from '@tiptap/pm/model'
import { diffArrays } from 'diff'
import * as Y from 'yjs'
import { tokenize } from '#lib/domain/claims/diff.ts'
import { deltaOf, markNameOf } from './read.ts'

type Attributes = Record<string, unknown>

/** Formatting by offset, `from` inclusive. */
interface Run {
  from: number
  to: number
  attributes: Attributes
}

export function newText(nodes: readonly Node[]): Y.XmlText {
  const ytext = new Y.XmlText()
  ytext.applyDelta(nodes.map((node) => ({ insert: node.text, attributes: formattingOf(node) })))
  return ytext
}

export function patchText(ytext: Y.XmlText, nodes: readonly Node[]): void {
  const wanted = runsOf(nodes.map((node) => ({ text: node.text ?? '', attributes: formattingOf(node) })))
  patchWords(ytext, nodes.map((node) => node.text ?? '').join(''), wanted)
  patchFormatting(ytext, wanted)
}

/** From the end, so that what comes before keeps its place. */
function patchWords(ytext: Y.XmlText, wantedText: string, wanted: readonly Run[]): void {
  const parts = deltaOf(ytext).map(({ text, attributes }) => ({ text: text ?? OBJECT, attributes: Object.fromEntries(attributes) }))
  const present = runsOf(parts)
  const changes = changesBetween(parts.map(({ text }) => text).join(''), wantedText)
  for (const { at, removed, from, to } of changes.toReversed()) {
    const anchors = anchorsOver(present, at, at + removed)
    if (removed > 0) ytext.delete(at, removed)
    let offset = at
    for (const run of clipped(wanted, from, to)) {
      ytext.insert(offset, wantedText.slice(run.from, run.to), { ...run.attributes, ...anchors })
      offset += run.to - run.from
    }
  }
}

/** Stands for anything in a text that is no text, so that it is removed. */
const OBJECT = '\0'

/** `removed` characters at `at` of the present text give way to `[from, to)` of the wanted. */
interface TextChange {
  at: number
  removed: number
  from: number
  to: number
}

/** More edits than these are one stretch replaced by another: a text that was all rewritten is not worth the search. */
const MOST_EDITS = 4_000

function changesBetween(present: string, wanted: string): TextChange[] {
  const words = (text: string) => tokenize(text).map((token) => token.text)
  const runs = diffArrays(words(present), words(wanted), { maxEditLength: MOST_EDITS })
  if (runs === undefined) return [middle(present, wanted)]
  const changes: TextChange[] = []
  let [at, from] = [0, 0]
  let open: TextChange | null = null
  for (const run of runs) {
    const length = run.value.join('').length
    if (!run.added && !run.removed) {
      at += length
      from += length
      open = null
      continue
    }
    if (open === null) {
      open = { at, removed: 0, from, to: from }
      changes.push(open)
    }
    if (run.removed) {
      open.removed += length
      at += length
    } else {
      open.to += length
      from += length
    }
  }
  return changes
}

/** All between what both begin and what both end with. */
function middle(present: string, wanted: string): TextChange {
  const most = Math.min(present.length, wanted.length)
  let start = 0
  while (start < most && present[start] === wanted[start]) start += 1
  let end = 0
  while (end < most - start && present.at(-1 - end) === wanted.at(-1 - end)) end += 1
  return { at: start, removed: present.length - start - end, from: start, to: wanted.length - end }
}

/** Claims and comments that what is written in the place of `[from, to)` belongs to: those around it, or on all of it. */
export function anchorsOver(runs: readonly Run[], from: number, to: number): Attributes {
  const before = runs.find((run) => run.from < from && run.to >= from)?.attributes ?? {}
  const after = runs.find((run) => run.from <= to && run.to > to)?.attributes ?? {}
  const [first, ...rest] = clipped(runs, from, to).map((run) => run.attributes)
  const around = Object.keys(before).filter((name) => name in after)
  const onAll = Object.keys(first ?? {}).filter((name) => rest.every((attributes) => name in attributes))
  const named = [...around.map((name) => [name, before[name]]), ...onAll.map((name) => [name, first?.[name]])]
  return Object.fromEntries(named.filter(([name]) => isAnchor(String(name))))
}

/** Once the words are the wanted ones, offsets in both are the same. */
function patchFormatting(ytext: Y.XmlText, wanted: readonly Run[]): void {
  const present = runsOf(deltaOf(ytext).map(({ text, attributes }) => ({ text: text ?? OBJECT, attributes: Object.fromEntries(attributes) })))
  for (const want of wanted) {
    for (const run of clipped(present, want.from, want.to)) {
      const changes = formattingChanges(run.attributes, want.attributes)
      if (Object.keys(changes).length > 0) ytext.format(run.from, run.to - run.from, changes)
    }
  }
}

function formattingChanges(present: Attributes, wanted: Attributes): Attributes {
  const off = Object.keys(present).filter((name) => !isAnchor(name) && !(name in wanted))
  const on = Object.entries(wanted).filter(([name, value]) => !(name in present) || !sameAttributes(present[name], value))
  return { ...Object.fromEntries(off.map((name) => [name, null])), ...Object.fromEntries(on) }
}

function sameAttributes(a: unknown, b: unknown): boolean {
  return JSON.stringify(given(a)) === JSON.stringify(given(b))
}

function given(value: unknown): unknown {
  return Object.entries(value ?? {})
    .filter(([, entry]) => entry !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

function isAnchor(attribute: string): boolean {
  const name = markNameOf(attribute)
  return name === 'claim' || name === 'comment'
}

function formattingOf(node: Node): Attributes {
  return Object.fromEntries(node.marks.map((mark) => [mark.type.name, mark.attrs]))
}

export function runsOf(parts: readonly { text: string; attributes: Attributes }[]): Run[] {
  let at = 0
  return parts.map(({ text, attributes }) => {
    const from = at
    at += text.length
    return { from, to: at, attributes }
  })
}

function clipped(runs: readonly Run[], from: number, to: number): Run[] {
  return runs.flatMap((run) => (run.to > from && run.from < to ? [{ ...run, from: Math.max(run.from, from), to: Math.min(run.to, to) }] : []))
}
