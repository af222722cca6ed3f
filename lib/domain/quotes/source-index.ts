/** A source text made ready for looking quotes up: its words as numbers, and for each number where it stands. */
import { foldLookalikes } from './lookalikes.ts'
import { isAscii, normalWord, tokensOf, type Tokens } from './tokens.ts'

export interface SourceIndex {
  text: string
  tokens: Tokens
  /** The number of each word of the source, in order; words that look alike have one number. */
  ids: Uint32Array
  /** Of words as they are compared, and as their letters look. */
  idOf: ReadonlyMap<string, number>
  /** Where the word with a number stands: `places[from[id]]` up to `places[from[id + 1]]`. */
  from: Uint32Array
  places: Uint32Array
}

export function indexSource(text: string): SourceIndex {
  const tokens = tokensOf(text)
  const { words } = tokens
  const idOf = new Map<string, number>()
  const ids = new Uint32Array(words.length)
  let count = 0
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    let id = idOf.get(word)
    if (id === undefined) {
      const look = lookOf(text, tokens, at)
      id = idOf.get(look)
      if (id === undefined) idOf.set(look, (id = count++))
      idOf.set(word, id)
    }
    ids[at] = id
  }
  const from = new Uint32Array(count + 1)
  for (const id of ids) from[id + 1] = (from[id + 1] ?? 0) + 1
  for (let id = 0; id < count; id += 1) from[id + 1] = (from[id + 1] ?? 0) + (from[id] ?? 0)
  const next = from.slice()
  const places = new Uint32Array(ids.length)
  ids.forEach((id, at) => {
    const place = next[id] ?? 0
    places[place] = at
    next[id] = place + 1
  })
  return { text, tokens, ids, idOf, from, places }
}

/** A word as its letters look; capitals may look like other letters than small ones. */
export function lookOf(text: string, { words, starts, ends }: Tokens, at: number): string {
  const word = words[at] ?? ''
  return isAscii(word) ? word : normalWord(foldLookalikes(text.slice(starts[at], ends[at])))
}

/** How much a word tells, from 1 for one that stands once down to almost nothing for "the". */
export function tellingOf({ from, ids }: SourceIndex, id: number | undefined): number {
  if (id === undefined) return 1
  const count = (from[id + 1] ?? 0) - (from[id] ?? 0)
  return Math.max(0.08, 1 - Math.log(count) / Math.log(Math.max(8, ids.length / 10)))
}

/** How much it says to meet this word, in bits: log2 of the source's length for one that stands once. */
export function bitsOf({ from, ids }: SourceIndex, id: number | undefined): number {
  if (id === undefined) return 0
  return Math.log2(ids.length / ((from[id + 1] ?? 0) - (from[id] ?? 0)))
}
