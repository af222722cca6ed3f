/** CL-8q: what a quote leaves out or replaces, by its own signs, and whether that turns the sense round. */
import type { DiffPart } from '#lib/domain/claims/diff.ts'
import { NUMBER_WORDS } from '#lib/domain/claims/word-lists.ts'
import { tokensOf } from './tokens.ts'

/** An omission shown by its sign, or words put in by the writer: "[the deal]". */
const OMISSION = /\s*(?:\[[^\]\n]{0,80}\]|\((?:\.{3}|…)\)|\.{3,}|…|\.(?:\s\.){2,})\s*/gu

/** The words that are quoted, and what is written between each two of them. */
export function omissionsIn(quote: string): { parts: string[]; gaps: string[]; isShortened: boolean } {
  const parts: string[] = []
  const gaps: string[] = []
  const signs = Array.from(quote.matchAll(OMISSION))
  let written = ''
  let at = 0
  for (const { index, text } of [...signs.map((match) => ({ index: match.index, text: match[0] })), { index: quote.length, text: '' }]) {
    const part = quote.slice(at, index)
    if (tokensOf(part).words.length > 0) {
      if (parts.length > 0) gaps.push(written)
      parts.push(part)
      written = ''
    }
    written += text
    at = index + text.length
  }
  return { parts, gaps, isShortened: signs.length > 0 }
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

/** An ellipsis drops a negation out of its sentence, or words in brackets stand for another negation or number. */
export function turnsRound({ written, between, words }: LeftOut): boolean {
  const put = tokensOf(written).words
  if (put.length === 0) return words.length <= FEW && !/[.!?…]\P{L}*\s|\n/u.test(between) && words.some(isNegation)
  if (words.length > FEW) return false
  if (put.filter(isNegation).length % 2 !== words.filter(isNegation).length % 2) return true
  return words.some((word) => isNumber(word) && !put.includes(word))
}

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

/** They stand for a person or an order as often as for a number. */
const LOOSE_NUMBERS: ReadonlySet<string> = new Set('one first second last single sole per cents pence'.split(' '))

function isNumber(word: string): boolean {
  return /\d/.test(word) || (NUMBER_WORDS.has(word) && !LOOSE_NUMBERS.has(word))
}
