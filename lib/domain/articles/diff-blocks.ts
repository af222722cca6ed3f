/** What changed between two states of the copy, block by block, words within a block. */
import { boundedDiff } from '#lib/domain/bounded-diff.ts'
import { diffText, type DiffPart, tokenize } from '#lib/domain/claims/diff.ts'

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

/** Blocks that come and go. */
const MOST_EDITS = 2000
/** Pairs of blocks that are compared word by word, where whole articles were rewritten. */
const MOST_LOOKS = 1000

/** In the order of the newer state, what was removed where it stood. */
export function diffBlocks(before: readonly CopyBlock[], after: readonly CopyBlock[]): BlockChange[] {
  const changes: BlockChange[] = []
  let removed: CopyBlock[] = []
  for (const run of boundedDiff(before, after, MOST_EDITS, (a, b) => a.key === b.key)) {
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
  const counts = new Map([...old, ...fresh].map(({ text }) => [text, countsOf(text)]))
  const mayBe = (a: string, b: string) => mayShareWords({ text: a, counts: counts.get(a) }, { text: b, counts: counts.get(b) })
  let looks = MOST_LOOKS
  const isPartner = (candidate: CopyBlock, block: CopyBlock) =>
    candidate.type === block.type && mayBe(candidate.text, block.text) && looks-- > 0 && sharesWords(candidate.text, block.text)
  for (const block of fresh) {
    const index = left.findIndex((candidate) => isPartner(candidate, block))
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

interface Counted {
  text: string
  counts: ReadonlyMap<string, number> | undefined
}

/** Whether the words that both have, in whatever order, are enough: what is cheap to know comes first. */
function mayShareWords(a: Counted, b: Counted): boolean {
  let same = 0
  // With the space beside each.
  for (const [word, count] of a.counts ?? []) same += Math.min(count, b.counts?.get(word) ?? 0) * (word.length + 1)
  return same * 3 >= Math.min(a.text.length, b.text.length)
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const token of tokenize(text)) if (token.kind !== 'space') counts.set(token.text, (counts.get(token.text) ?? 0) + 1)
  return counts
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
