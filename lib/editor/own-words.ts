/**
 * Whether words that carry no mark are those from which it was taken. Every character of the shared text has a name of
 * its own for as long as it stands; so the copy as it was last seen tells which were the claim's, which stood beside it,
 * and which have come since.
 */
import * as Y from 'yjs'
import { claimAnchors, type DocRange } from './anchors.ts'
import { piecesOf } from './authors.ts'
import { copyOf } from './copy-text.ts'
import { readDocument, type TextBlock } from './read.ts'

/** The copy and its claims when their rows were last in step with it. */
export interface LastSight {
  /** From which clock on the characters of a Yjs client are new. */
  clocks: ReadonlyMap<number, number>
  /** The characters on which each claim stood, by client; what was marked in a note too. */
  own: ReadonlyMap<string, ReadonlyMap<number, ReadonlySet<number>>>
}

export function lastSight(before: Y.Doc, wordings: ReadonlyMap<string, string>): LastSight {
  const copy = copyOf(before)
  const notes = readDocument(before).blocks.filter(({ note }) => note)
  const own = new Map<string, Map<number, Set<number>>>()
  const add = (id: string, blocks: readonly TextBlock[], range: DocRange): void => {
    const characters = own.get(id) ?? new Map<number, Set<number>>()
    own.set(id, characters)
    for (const { client, from, to } of piecesOf(blocks, range)) {
      const clocks = characters.get(client) ?? new Set()
      characters.set(client, clocks)
      for (let clock = from; clock < to; clock++) clocks.add(clock)
    }
  }
  for (const anchor of claimAnchors(before, wordings).values()) add(anchor.id, copy.blocks, anchor)
  for (const note of notes) {
    note.node.forEach((child, offset) => {
      const range = { from: note.pos + offset, to: note.pos + offset + child.nodeSize }
      for (const { type, attrs } of child.marks) if (type.name === 'claim') add(String(attrs.id), [note], range)
    })
  }
  return { clocks: Y.decodeStateVector(Y.encodeStateVector(before)), own }
}

/**
 * - `own`: at least half of the characters in the range are those that carried the mark.
 * - `new`: more than half are these, or have come since.
 * - `others`: the words stood there beside the claim.
 */
export type MadeOf = 'own' | 'new' | 'others'

/** Where nothing was seen before, all is new. */
export function madeOf(blocks: readonly TextBlock[], range: DocRange, { id, sight }: { id: string; sight: LastSight | null }): MadeOf {
  if (!sight) return 'new'
  const { own, since, all } = count(blocks, range, { id, sight })
  if (own > 0 && own * 2 >= all) return 'own'
  return (own + since) * 2 > all ? 'new' : 'others'
}

/** Whether a range holds nothing of the claim, and more than half of it stood beside the claim before. */
export function isForeign(blocks: readonly TextBlock[], range: DocRange, { id, sight }: { id: string; sight: LastSight | null }): boolean {
  if (!sight) return false
  const { own, since, all } = count(blocks, range, { id, sight })
  return own === 0 && since * 2 < all
}

/** Whether any character in the range is one that carried the mark. */
export function hasOwn(blocks: readonly TextBlock[], range: DocRange, { id, sight }: { id: string; sight: LastSight }): boolean {
  return count(blocks, range, { id, sight }).own > 0
}

function count(blocks: readonly TextBlock[], range: DocRange, { id, sight }: { id: string; sight: LastSight }): { own: number; since: number; all: number } {
  const characters = sight.own.get(id)
  const counted = { own: 0, since: 0, all: 0 }
  for (const { client, from, to } of piecesOf(blocks, range)) {
    const [known, clocks] = [sight.clocks.get(client) ?? 0, characters?.get(client)]
    for (let clock = from; clock < to; clock++) {
      counted.all += 1
      if (clock >= known) counted.since += 1
      else if (clocks?.has(clock)) counted.own += 1
    }
  }
  return counted
}
