/**
 * DO-6e: whether a change leaves the words of a claim what they were. Nothing here knows what a word means, so any
 * word that goes, comes or gives way to another makes them others.
 */
import type { Token, TokenRun } from './diff.ts'
import { LIGHT_WORDS } from './word-lists.ts'

/** Signs that part a sentence and say nothing by themselves. */
export const LIGHT_MARKS = /^[-,;:.–—]$/

/** Letters of the shortest word that is known by its endings. */
const SHORTEST = 4

/** Whether each place that changed has the same words before and after, but for light ones, endings and spellings. */
export function keepsWords(runs: readonly TokenRun[]): boolean {
  return places(runs).every(({ removed, added }) => {
    const [old, fresh] = [telling(removed), telling(added)]
    return old.length === fresh.length && old.every((token, index) => isSameWord(token, fresh[index]))
  })
}

/** What was taken out and put in at one place. A word that moved is gone in one place and new in another. */
function places(runs: readonly TokenRun[]): { removed: Token[]; added: Token[] }[] {
  const found: { removed: Token[]; added: Token[] }[] = [{ removed: [], added: [] }]
  for (const { op, tokens } of runs) {
    if (op === 'same') found.push({ removed: [], added: [] })
    else found.at(-1)?.[op].push(...tokens)
  }
  return found
}

function telling(tokens: readonly Token[]): Token[] {
  return tokens.filter(({ kind, text }) => {
    if (kind === 'space') return false
    return kind === 'mark' ? !LIGHT_MARKS.test(text) : !LIGHT_WORDS.has(text.toLowerCase())
  })
}

function isSameWord(one: Token, other: Token | undefined): boolean {
  return other !== undefined && haveOneBase(one, other) && !isOtherNumber(one.text, other.text)
}

/** One may be a form of the other, its plural among them. */
export function haveOneBase(one: Token, other: Token): boolean {
  if (other.kind !== 'word' || one.kind !== 'word') return false
  const [a, b] = [basesOf(one.text), basesOf(other.text)]
  return a.some((base) => b.includes(base))
}

/** One is the other with an "-s": one rebel is not rebels, and nothing here knows a noun from a verb. */
export function isOtherNumber(one: string, other: string): boolean {
  const [a, b] = [oneSpelling(one.toLowerCase()), oneSpelling(other.toLowerCase())]
  return a !== b && (pluralsOf(a).includes(b) || pluralsOf(b).includes(a))
}

function pluralsOf(word: string): string[] {
  return [`${word}s`, `${word}es`, word.replace(/y$/, 'ies')].filter((plural) => plural !== word)
}

/**
 * What the word may be a form or simple past of, itself among them, in one spelling. "-ing" stays: who was killing
 * is not who was killed. Short words stay too, where an ending makes another word: "new" and "news", "not" and "noted".
 */
function basesOf(text: string): string[] {
  const word = oneSpelling(text.toLowerCase())
  const bases = [
    word.replace(/s$/, ''),
    word.replace(/([sxzo]|ch|sh)es$/, '$1'),
    word.replace(/ies$|ied$/, 'y'),
    word.replace(/ed$/, ''),
    word.replace(/ed$/, 'e'),
  ]
  return [word, ...bases.filter((base) => base.length >= SHORTEST)]
}

function oneSpelling(word: string): string {
  const spelt = word
    .replace(/is(ation|ations|e|es|ed)$/, 'iz$1')
    .replace(/our(s|ed)?$/, 'or$1')
    .replace(/tre(s)?$/, 'ter$1')
    .replace(/ence(s)?$/, 'ense$1')
    .replace(/amme(s)?$/, 'am$1')
  return spelt.length < 8 ? spelt : spelt.replace(/lled$/, 'led')
}
