/** CL-8q: what a quote leaves out or replaces, by its own signs, and whether that turns the sense round. */
import type { DiffPart } from '#lib/domain/claims/diff.ts'
import { NUMBER_WORDS } from '#lib/domain/claims/word-lists.ts'
import { saysSomething } from './small-words.ts'
import { tokensOf } from './tokens.ts'

/** An omission shown by its sign, or words put in by the writer: "[the deal]". */
const OMISSION = /\s*(?:\[[^\]\n]{0,80}\]|\((?:\.{3}|…)\)|\.{3,}|…|\.(?:\s\.){2,})\s*/gu

export interface Omissions {
  /** The words that are quoted. */
  parts: string[]
  /** What is written between each two of them. */
  gaps: string[]
  /** What is written before the first and behind the last. */
  lead: string
  tail: string
  isShortened: boolean
}

export function omissionsIn(quote: string): Omissions {
  const parts: string[] = []
  const gaps: string[] = []
  const signs = Array.from(quote.matchAll(OMISSION))
  let [written, lead, at] = ['', '', 0]
  for (const { index, text } of [...signs.map((match) => ({ index: match.index, text: match[0] })), { index: quote.length, text: '' }]) {
    const part = quote.slice(at, index)
    if (tokensOf(part).words.length > 0) {
      if (parts.length > 0) gaps.push(written)
      else lead = written
      parts.push(part)
      written = ''
    }
    written += text
    at = index + text.length
  }
  return { parts, gaps, lead, tail: written, isShortened: signs.length > 0 }
}

export interface LeftOut {
  /** What the quote has there: an ellipsis, or words in brackets. */
  written: string
  /** What the source has there: as it stands, and its words. */
  between: string
  words: readonly string[]
}

/** So many words a reader fills in; more of them are another thought. */
const FEW = 12

/**
 * An ellipsis drops a negation out of its sentence, or what denies the rest of it ("it was a lie that"). Words in
 * brackets turn the sense where they stand for another negation or number, deny what the source does not, or take the
 * place of words that say something: they explain "it" and "the deal", and nobody can tell that they replaced a verb.
 */
export function turnsRound({ written, between, words }: LeftOut): boolean {
  const put = tokensOf(written).words
  if (put.length === 0) {
    if (words.length > FEW || /[.!?…]\P{L}*\s|\n/u.test(between)) return false
    return words.some(isNegation) || (words.at(-1) === 'that' && words.some(isDenial))
  }
  if (words.length > FEW) return false
  if (put.filter(isNegation).length % 2 !== words.filter(isNegation).length % 2) return true
  if (put.some((word) => isDenial(word) && !words.includes(word))) return true
  return words.some((word) => (isNumber(word) || saysSomething(uncontracted(word))) && !put.some((other) => isInflected(word, other)))
}

/** "it's" without what was drawn into it. */
function uncontracted(word: string): string {
  return word.replace(/'(?:s|re|ve|ll|d|m)$/u, '')
}

/** The same word but for its ending: "sell" and "selling". */
function isInflected(a: string, b: string): boolean {
  const shared = Math.max(STEM, Math.min(a.length, b.length) - ENDING)
  return a === b || (!/\d/.test(a + b) && a.slice(0, shared) === b.slice(0, shared) && Math.abs(a.length - b.length) <= ENDING)
}

const STEM = 3
const ENDING = 3

/** Two words at each end tell what was left out of a long passage. */
const MOST_SHOWN = 24
const ENDS_SHOWN = 8

/** The difference at an omission. */
export function fallenOut({ written, between, words }: LeftOut): DiffPart[] {
  const out = between.replace(/\s+/gu, ' ').trim()
  const { words: put } = tokensOf(written)
  const pieces = out.split(' ')
  const shown = words.length > MOST_SHOWN ? `${pieces.slice(0, ENDS_SHOWN).join(' ')} […] ${pieces.slice(-ENDS_SHOWN).join(' ')}` : out
  const removed: DiffPart[] = words.length > 0 ? [{ op: 'removed', text: ` ${shown} ` }] : []
  return [...removed, put.length > 0 || removed.length > 0 ? { op: 'added', text: ` ${written.trim()} ` } : { op: 'same', text: ` ${written.trim()} ` }]
}

/** Of the languages that are quoted most here; not the verbs that deny, which a sentence may well do without. */
const NEGATIONS: ReadonlySet<string> = new Set(
  `not no never none nor neither nobody nothing nowhere cannot without hardly barely scarcely
  nicht kein keine keinen keinem keiner nie niemals nein pas jamais nunca jamás nie nikt nigdy не нет никогда`.split(/\s+/),
)

function isNegation(word: string): boolean {
  return NEGATIONS.has(word) || word.endsWith("n't")
}

/** Whoever says them says that something is not so. */
const DENIALS: ReadonlySet<string> = new Set(
  `deny denies denied denying refuse refuses refused refusing decline declines declined reject rejects rejected fail fails failed doubt doubts
  doubted dispute disputes disputed false falsely untrue wrong lie lies lied lying myth hoax stop stops stopped cease ceased pretend pretends
  pretended unlikely impossible`.split(/\s+/),
)

function isDenial(word: string): boolean {
  return DENIALS.has(word)
}

/** They stand for a person or an order as often as for a number. */
const LOOSE_NUMBERS: ReadonlySet<string> = new Set('one first second last single sole per cents pence'.split(' '))

function isNumber(word: string): boolean {
  return /\d/.test(word) || (NUMBER_WORDS.has(word) && !LOOSE_NUMBERS.has(word))
}
