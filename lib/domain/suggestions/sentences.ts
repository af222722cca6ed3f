/**
 * Copy cut into sentences. `Intl.Segmenter` cuts at "U.S. President" and after initials; here a full stop ends a
 * sentence only when what stands before it is no abbreviation and what follows it begins one.
 */
import type { Stretch } from '#lib/domain/quotes/quotations.ts'
import { SENTENCE_STARTERS } from '#lib/domain/claims/word-lists.ts'
import { SAYING } from './words.ts'

const END = /[.!?…]+["'”’»›)\]]*|\n/g

/** White space at the ends of a sentence belongs to none. Sentences do not cross "\n", which parts blocks. */
export function splitSentences(text: string): Stretch[] {
  const sentences: Stretch[] = []
  let start = 0
  const push = (end: number) => {
    const from = skipSpace(text, start, end)
    let to = end
    while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1
    if (to > from) sentences.push({ from, to })
    start = end
  }
  END.lastIndex = 0
  for (let match = END.exec(text); match; match = END.exec(text)) {
    const end = match.index + match[0].length
    if (match[0] === '\n' || endsSentence(text, match.index, end)) push(end)
  }
  push(text.length)
  return sentences
}

function endsSentence(text: string, at: number, end: number): boolean {
  if (end >= text.length) return true
  if (!isSpace(text.charCodeAt(end))) return false
  const next = skipSpace(text, end, text.length)
  if (next >= text.length || text[next] === '\n') return true
  if (!beginsSentence(text, next)) return false
  const single = end - at === 1 && text[at] === '.'
  if (single) return !isAbbreviation(text, at) || startsWithStarter(text, next)
  // “Stop.” Putin said: the words that follow belong to the quotation.
  return text[at] === '…' || !isQuoteEnd(text, end) || !saysAfter(text, next)
}

const OPENING = /["'“‘„«‹([¿¡]/

function beginsSentence(text: string, at: number): boolean {
  let first = at
  while (OPENING.test(text[first] ?? '')) first += 1
  const code = text.charCodeAt(first)
  if (code >= 97 && code <= 122) return false
  if ((code >= 65 && code <= 90) || (code >= 48 && code <= 57)) return true
  return !/[\p{Ll}\p{P}]/u.test(text[first] ?? '')
}

/** They end a sentence only before a word that begins one: "at 5 p.m. The talks". */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  `u.s u.k u.n e.u u.s.a u.a.e d.c p.m a.m e.g i.e etc inc co corp ltd llc plc jr sr ph.d m.d b.a m.a bros dept est approx no nos vs al
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun ft mt`.split(/\s+/),
)

/** They never end one. */
const TITLES: ReadonlySet<string> = new Set(
  `mr mrs ms mx dr prof gen lt col maj capt cpl sgt cmdr adm gov sen rep pres hon rev fr msgr st ste messrs mme mlle supt insp atty amb del v fig art sec`.split(
    /\s+/,
  ),
)

function isAbbreviation(text: string, dot: number): boolean {
  let from = dot
  while (from > 0 && isWordOrDot(text.charCodeAt(from - 1))) from -= 1
  const word = text.slice(from, dot).toLowerCase()
  if (word.length === 1) return word >= 'a' && word <= 'z' && text[from] !== 'I'
  return ABBREVIATIONS.has(word) || TITLES.has(word) || /^\p{L}(?:\.\p{L})+$/u.test(word)
}

function startsWithStarter(text: string, at: number): boolean {
  const word = /^["'“‘«]*(\p{Lu}\p{L}*)/u.exec(text.slice(at, at + 24))?.[1]
  if (word === undefined) return false
  const before = /(?:^|[^\p{L}.])(\p{L}+)\.["'”’»)\]]*\s+$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1]
  return SENTENCE_STARTERS.has(word.toLowerCase()) && (before === undefined || !TITLES.has(before.toLowerCase()))
}

function isQuoteEnd(text: string, end: number): boolean {
  return /["'”’»›]/.test(text[end - 1] ?? '')
}

/** "Putin said", "Vladimir Putin, the president, told". */
function saysAfter(text: string, at: number): boolean {
  const [, verb] = /^(?:\p{Lu}[\p{L}.'’-]*\s+){1,3}(\p{Ll}+)/u.exec(text.slice(at, at + 60)) ?? []
  return verb !== undefined && SAYING.has(verb)
}

function isWordOrDot(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 46
}

function skipSpace(text: string, from: number, end: number): number {
  let at = from
  while (at < end && isSpace(text.charCodeAt(at)) && text[at] !== '\n') at += 1
  while (at < end && isSpace(text.charCodeAt(at))) at += 1
  return at
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x202f || (code >= 0x2000 && code <= 0x200a)
}
