/**
 * CL-8t: a hyphen inside a word is typography: "co-operation" is "cooperation". So words of a quote are written as the
 * source writes them before it is said that they are others.
 */
import type { SourceIndex } from './source-index.ts'
import { normalWord, type Tokens } from './tokens.ts'

const HYPHENED = /\p{L}+(?:[-\u2010\u2011]\p{L}+)+/gu
const WORD = /(?<![\p{L}\p{N}\-\u2010\u2011])\p{L}+(?![\p{L}\p{N}\-\u2010\u2011])/gu
const HYPHEN = /[-\u2010\u2011]/gu

/** The quote as it is where nothing of it is written otherwise there. */
export function withHyphensOf(source: SourceIndex, quote: string): string {
  const pairs = pairsIn(source)
  const joined = quote.replace(HYPHENED, (word) => {
    const whole = word.replace(HYPHEN, '')
    return source.idOf.has(normalWord(whole)) && !pairs.has(normalWord(whole)) ? whole : word
  })
  return pairs.size === 0 ? joined : joined.replace(WORD, (word) => (source.idOf.has(normalWord(word)) ? word : (pairs.get(normalWord(word)) ?? word)))
}

const known = new WeakMap<SourceIndex, ReadonlyMap<string, string>>()

/** Two words that a hyphen joins in the source, by what they are without it. Read once a source, and only where a quote asks. */
function pairsIn(source: SourceIndex): ReadonlyMap<string, string> {
  const read = known.get(source)
  if (read) return read
  const pairs = source.text.search(HYPHEN) === -1 ? new Map<string, string>() : readPairs(source.text, source.tokens)
  known.set(source, pairs)
  return pairs
}

function readPairs(text: string, { words, starts, ends }: Tokens): Map<string, string> {
  const pairs = new Map<string, string>()
  for (let at = 1; at < words.length; at += 1) {
    const [before, after] = [ends[at - 1] ?? 0, starts[at] ?? 0]
    if (after - before !== 1 || !isHyphen(text.charCodeAt(before))) continue
    const [first = '', second = ''] = [words[at - 1], words[at]]
    if (isLetters(first) && isLetters(second)) pairs.set(first + second, `${first}-${second}`)
  }
  return pairs
}

function isHyphen(code: number): boolean {
  return code === 45 || code === 0x2010 || code === 0x2011
}

function isLetters(word: string): boolean {
  return /^\p{L}+$/u.test(word)
}
