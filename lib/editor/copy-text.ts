/**
 * The copy as one text: every text block but the editorial notes, joined by "\n". Offsets into it translate to
 * ProseMirror positions and back, so that searching and comparing can work on plain strings.
 */
import type { Node } from '@tiptap/pm/model'
import { lower, raise, strikeOut } from '#lib/domain/claims/struck.ts'
import { readDocument } from './read.ts'
import type { DocSource, TextBlock } from './read.ts'

/** A block's text at `[start, end)` of the copy's text. */
export interface CopyBlock extends TextBlock {
  start: number
  end: number
}

export interface CopyText {
  doc: Node
  text: string
  blocks: readonly CopyBlock[]
  /** Position of the character at an offset: where a range that begins with it starts. */
  posOfStart(offset: number): number
  /** Position after the character before an offset: where a range that ends with it stops. */
  posOfEnd(offset: number): number
  /** Offset in the text of a position; in a note or between blocks, that of the nearest copy after it. */
  offsetOf(pos: number): number
  /** What the copy says between two offsets: its text, with what is struck out, raised or lowered written as such. */
  wordingOf(start: number, end: number): string
}

export function copyOf(source: DocSource): CopyText {
  const { doc, blocks: all } = readDocument(source)
  const blocks: CopyBlock[] = []
  let start = 0
  for (const block of all) {
    if (block.note) continue
    blocks.push({ ...block, start, end: start + block.text.length })
    start += block.text.length + 1
  }
  const text = blocks.map((block) => block.text).join('\n')
  return {
    doc,
    text,
    blocks,
    posOfStart: (offset) =>
      position(
        blocks.findLast((block) => block.start <= offset),
        offset,
      ),
    posOfEnd: (offset) =>
      position(
        blocks.find((block) => block.end >= offset),
        offset,
      ),
    offsetOf: (pos) => offsetOf(blocks, pos),
    wordingOf: (from, to) => wordingOf(text, blocks, { from, to }),
  }
}

const TELLING_MARKS: Readonly<Record<string, (text: string) => string>> = { strike: strikeOut, superscript: raise, subscript: lower }

function wordingOf(text: string, blocks: readonly CopyBlock[], { from, to }: { from: number; to: number }): string {
  let said = ''
  let at = from
  for (const block of blocks) {
    if (block.end <= from || block.start >= to) continue
    block.node.forEach((child, offset) => {
      const start = Math.max(at, block.start + offset)
      const end = Math.min(to, block.start + offset + child.nodeSize)
      const writers = child.marks.flatMap(({ type }) => TELLING_MARKS[type.name] ?? [])
      if (start >= end || writers.length === 0) return
      said += text.slice(at, start) + writers.reduce((written, write) => write(written), text.slice(start, end))
      at = end
    })
  }
  return said + text.slice(at, to)
}

function position(block: CopyBlock | undefined, offset: number): number {
  if (!block) throw new RangeError(`no copy at offset ${offset}`)
  return block.pos + Math.min(offset, block.end) - block.start
}

function offsetOf(blocks: readonly CopyBlock[], pos: number): number {
  const block = blocks.find((candidate) => pos <= candidate.pos + candidate.text.length)
  if (!block) return blocks.at(-1)?.end ?? 0
  return block.start + Math.max(0, pos - block.pos)
}
