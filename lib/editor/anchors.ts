/**
 * Where a claim stands in the copy and what it says there.
 *
 * A claim mark does not stay in one piece: Enter splits it over two blocks, text pasted inside it carries no
 * mark, copy and paste brings a second one. So the marked runs of one id are read together: runs that belong to
 * one stretch of copy are one anchor, whose wording includes what was typed between them; a run that stands
 * elsewhere is a copy, which is not an anchor.
 */
import { normaliseWording } from '#lib/domain/claims/wording.ts'
import { copyOf } from './copy-text.ts'
import type { CopyText } from './copy-text.ts'
import type { DocSource } from './read.ts'

/** A stretch of the document between two ProseMirror positions, `from` before `to`. */
export interface DocRange {
  from: number
  to: number
}

export interface ClaimAnchor {
  id: string
  /**
   * The copy from the first marked character to the last, blocks joined by "\n", as written (not normalised), with
   * what is struck out, raised or lowered written as such.
   */
  wording: string
  /** Number of text blocks that the anchor touches. */
  blocks: number
  /** ProseMirror positions of its first and last edge in the document that was read. */
  from: number
  to: number
  /** The marked runs, in order, each within one block. */
  runs: readonly DocRange[]
  /** Runs of the same id that stand elsewhere, in order: pasted copies. */
  copies: readonly DocRange[]
}

/** Longest unmarked text inside one block that still counts as typed or pasted inside the claim. */
const GAP_IN_BLOCK = 200
/** The same where the gap holds a block boundary, as after Enter inside a claim. */
const GAP_ACROSS_BLOCKS = 80

/**
 * The anchor of every claim id that is marked in the copy. A claim whose only mark is in an editorial note has
 * none, because notes are not copy. `known` gives the wording that was last seen for an id: of several places,
 * the one that still says it is the anchor; without such a place it is the one with the most marked copy, of
 * equals the first.
 */
export function claimAnchors(source: DocSource, known: ReadonlyMap<string, string> = new Map()): Map<string, ClaimAnchor> {
  const copy = copyOf(source)
  const anchors = new Map<string, ClaimAnchor>()
  for (const [id, runs] of markedRuns(copy)) anchors.set(id, anchorOf(copy, id, runs, known.get(id)))
  return anchors
}

/** A marked run as offsets into the copy's text. */
interface Run {
  start: number
  end: number
}

function markedRuns(copy: CopyText): Map<string, Run[]> {
  const runs = new Map<string, Run[]>()
  for (const block of copy.blocks) {
    block.node.forEach((child, offset) => {
      const start = block.start + offset
      for (const mark of child.marks) {
        const id: unknown = mark.attrs.id
        if (mark.type.name === 'claim' && typeof id === 'string') extend(runs, id, { start, end: start + child.nodeSize })
      }
    })
  }
  return runs
}

function extend(runs: Map<string, Run[]>, id: string, run: Run): void {
  const own = runs.get(id) ?? []
  const last = own.at(-1)
  if (last?.end === run.start) last.end = run.end
  else if (last?.start !== run.start) own.push(run)
  runs.set(id, own)
}

function anchorOf(copy: CopyText, id: string, runs: readonly Run[], lastKnown: string | undefined): ClaimAnchor {
  const said = lastKnown === undefined ? null : runsThatSay(copy, runs, normaliseWording(lastKnown))
  const chosen = said ? grown(copy, runs, said) : longestStretch(copy, runs)
  const first = chosen[0]
  const last = chosen.at(-1)
  if (!first || !last) throw new Error('a claim without a marked run has no anchor')
  const toRange = (run: Run): DocRange => ({ from: copy.posOfStart(run.start), to: copy.posOfEnd(run.end) })
  return {
    id,
    wording: copy.wordingOf(first.start, last.end),
    blocks: copy.blocks.filter((block) => block.start < last.end && block.end > first.start).length,
    from: copy.posOfStart(first.start),
    to: copy.posOfEnd(last.end),
    runs: chosen.map(toRange),
    copies: runs.filter((run) => !chosen.includes(run)).map(toRange),
  }
}

/** The fewest neighbouring runs that, with what lies between them, say exactly the known wording. */
function runsThatSay(copy: CopyText, runs: readonly Run[], known: string): Run[] | null {
  if (known === '') return null
  for (let count = 1; count <= runs.length; count++) {
    for (let index = 0; index + count <= runs.length; index++) {
      const first = runs[index]
      const last = runs[index + count - 1]
      // Normalising only ever shortens by white space and marks, so far longer stretches need no look.
      if (!first || !last || last.end - first.start > known.length * 2 + 100) continue
      if (normaliseWording(copy.wordingOf(first.start, last.end)) === known) return runs.slice(index, index + count)
    }
  }
  return null
}

/**
 * The runs with those beside them that belong to the same stretch of copy: what an undo brought back beside the
 * rest of its claim is no copy of it.
 */
function grown(copy: CopyText, runs: readonly Run[], core: readonly Run[]): Run[] {
  const stretch = [...core]
  const index = runs.findIndex((run) => run === core[0])
  for (const run of runs.slice(index + core.length)) {
    if (!continues(copy, stretch, run)) break
    stretch.push(run)
  }
  for (const run of runs.slice(0, index).toReversed()) {
    if (!continues(copy, stretch, run)) break
    stretch.unshift(run)
  }
  return stretch
}

/** Of the stretches that the runs fall into, the one with the most marked copy; of equals the first. */
function longestStretch(copy: CopyText, runs: readonly Run[]): Run[] {
  const stretches: Run[][] = []
  for (const run of runs) {
    const last = stretches.at(-1)
    if (last && continues(copy, last, run)) last.push(run)
    else stretches.push([run])
  }
  return stretches.reduce((best, stretch) => (markedLength(stretch) > markedLength(best) ? stretch : best), [])
}

function markedLength(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.end - run.start, 0)
}

/** Whether a run before or after a stretch is a further piece of it. */
function continues(copy: CopyText, stretch: readonly Run[], run: Run): boolean {
  const [first, last] = [stretch[0], stretch.at(-1)]
  if (!first || !last) return false
  const gap = run.start >= last.end ? copy.text.slice(last.end, run.start) : copy.text.slice(run.end, first.start)
  return isInside(gap) && !repeats(copy.text.slice(first.start, last.end), copy.text.slice(run.start, run.end))
}

/** Whether a run says again what the runs before it said, perhaps with words left out: a copy, not a further piece. */
function repeats(said: string, run: string): boolean {
  const [before, after] = [said, run].map((text) => normaliseWording(text).split(' '))
  if (!before || !after) return false
  const [short, long] = before.length < after.length ? [before, after] : [after, before]
  return before.join(' ') === after.join(' ') || (short.length >= TELLING_REPEAT && isSubsequence(short, long))
}

/** Fewer words than this may well come twice in one claim. */
const TELLING_REPEAT = 3

function isSubsequence(short: readonly string[], long: readonly string[]): boolean {
  let found = 0
  for (const word of long) if (word === short[found]) found++
  return found === short.length
}

function isInside(gap: string): boolean {
  return normaliseWording(gap).length <= (gap.includes('\n') ? GAP_ACROSS_BLOCKS : GAP_IN_BLOCK)
}
