/** What changed between two states of the copy, block by block, words within a block. */
import { diffArrays } from 'diff'
import { diffText, type DiffPart } from '#lib/domain/claims/diff.ts'

export interface CopyBlock {
  /** The node's type: paragraph, heading, image … */
  type: string
  text: string
  /** Equal for equal blocks, formatting included. */
  key: string
}

export interface BlockChange {
  type: string
  /** `changed` with one `same` part: only the formatting differs. */
  change: 'same' | 'added' | 'removed' | 'changed'
  parts: DiffPart[]
}

/** In the order of the newer state, what was removed where it stood. */
export function diffBlocks(before: readonly CopyBlock[], after: readonly CopyBlock[]): BlockChange[] {
  const changes: BlockChange[] = []
  let removed: CopyBlock[] = []
  for (const run of diffArrays([...before], [...after], { comparator: (a, b) => a.key === b.key })) {
    if (run.removed) {
      removed = run.value
    } else if (run.added) {
      changes.push(...rewritten(removed, run.value))
      removed = []
    } else {
      changes.push(...removed.map(asRemoved), ...run.value.map((block) => ({ type: block.type, change: 'same' as const, parts: part('same', block) })))
      removed = []
    }
  }
  return [...changes, ...removed.map(asRemoved)]
}

/** A run of blocks replaced by another: pairs that share words are one block changed, the rest came and went. */
function rewritten(old: readonly CopyBlock[], fresh: readonly CopyBlock[]): BlockChange[] {
  const changes: BlockChange[] = []
  const left = [...old]
  for (const block of fresh) {
    const index = left.findIndex((candidate) => candidate.type === block.type && sharesWords(candidate.text, block.text))
    const partner = left[index]
    if (!partner) {
      changes.push({ type: block.type, change: 'added', parts: part('added', block) })
      continue
    }
    changes.push(...left.splice(0, index).map(asRemoved))
    left.shift()
    changes.push({ type: block.type, change: 'changed', parts: diffText(partner.text, block.text) })
  }
  return [...changes, ...left.map(asRemoved)]
}

function sharesWords(before: string, after: string): boolean {
  const same = diffText(before, after).reduce((length, { op, text }) => (op === 'same' ? length + text.trim().length : length), 0)
  return same * 3 >= Math.min(before.length, after.length)
}

function asRemoved(block: CopyBlock): BlockChange {
  return { type: block.type, change: 'removed', parts: part('removed', block) }
}

function part(op: DiffPart['op'], { text }: CopyBlock): DiffPart[] {
  return text === '' ? [] : [{ op, text }]
}
