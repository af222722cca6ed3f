/** CL-9: what in a sentence makes it worth checking. One pass over its words, looked up in tables. */
import type { Stretch } from '#lib/domain/quotes/quotations.ts'
import { MONTHS, PAIR_REASON, PLAIN_ED, PLAIN_EST, WORD_REASON, type Reason } from './words.ts'

export interface Sign extends Stretch {
  reason: Reason
}

/** The signs between two offsets, in order. `lower` is the text in lower case, unit for unit. */
export function findSigns(lower: string, { from, to }: Stretch): Sign[] {
  const signs: Sign[] = []
  let pairs: ReadonlyMap<string, Reason> | undefined
  let beforeFrom = from
  let before = ''
  let at = from
  while (at < to) {
    if (!isWordUnit(lower.charCodeAt(at))) {
      at += 1
      continue
    }
    const start = at
    at = wordEnd(lower, at, to)
    const word = withoutPossessive(lower.slice(start, at))
    const pair = pairs?.get(word)
    const reason = pair ?? reasonOf(word, before)
    if (reason) signs.push({ reason, from: pair ? beforeFrom : start, to: at })
    pairs = PAIR_REASON.get(word)
    before = word
    beforeFrom = start
  }
  return signs
}

/** In lower case without a change of length, so that offsets hold: the rare sign that would grow stays as it is. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : Array.from(text, (sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join('')
}

function reasonOf(word: string, before: string): Reason | undefined {
  const listed = WORD_REASON.get(word)
  if (listed) return listed
  const first = word.charCodeAt(0)
  if (isDigit(first) || isCurrency(first)) return figureOf(word, before)
  if (word.length <= 4) return undefined
  if (word.endsWith('ed')) return PLAIN_ED.has(word) || word.includes('-') ? undefined : 'event'
  return word.endsWith('est') && !PLAIN_EST.has(word) ? 'superlative' : undefined
}

function figureOf(word: string, before: string): Reason {
  if (/^\d+(?:st|nd|rd|th)$/.test(word)) return 'ordinal'
  const year = /^(?:1[5-9]|20)\d\d$/.test(word) || /^(?:(?:1[5-9]|20)\d|\d)0['’]?s$/.test(word) || /^\d{1,2}:\d\d$/.test(word)
  const day = /^\d{1,2}$/.test(word) && (MONTHS.has(before) || before === 'may' || before === 'march')
  return year || day ? 'date' : 'figure'
}

/** A word goes on over a hyphen, an apostrophe or a separator between two of its signs: don't, U.S, 1,000. */
function wordEnd(text: string, from: number, to: number): number {
  let at = from + 1
  while (at < to) {
    const code = text.charCodeAt(at)
    if (isWordUnit(code)) at += 1
    else if (isJoint(code) && at + 1 < to && isWordUnit(text.charCodeAt(at + 1))) at += 2
    else break
  }
  return at
}

function withoutPossessive(word: string): string {
  const last = word.length - 1
  if (word.charCodeAt(last) !== 115) return word
  const mark = word.charCodeAt(last - 1)
  return mark === 39 || mark === 0x2019 ? word.slice(0, last - 1) : word
}

function isWordUnit(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || isDigit(code) || code === 36 || (code >= 65 && code <= 90)
  return isCurrency(code) || (code >= 0xc0 && !(code >= 0x2000 && code <= 0x206f) && !(code >= 0x3000 && code <= 0x303f))
}

function isJoint(code: number): boolean {
  return code === 45 || code === 39 || code === 0x2019 || code === 46 || code === 44 || code === 58 || code === 47
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isCurrency(code: number): boolean {
  return code === 36 || code === 0xa3 || code === 0xa5 || code === 0x20ac
}
