/** CL-8: who probably said a quotation. A guess from the words around it, for a person to confirm. */
import { splitSentences } from '#lib/domain/suggestions/sentences.ts'
import { SAYING } from '#lib/domain/suggestions/words.ts'
import { findNames, type Name } from './names.ts'
import { outerQuotations, type Stretch } from './quotations.ts'

/**
 * The name beside the nearest word of saying in the same sentence; else the first name of that sentence, or of the one
 * before in the same block. Null when there is none.
 */
export function guessSpeaker(text: string, quotation: Stretch): Name | null {
  const block = blockAround(text, quotation)
  const sentences = splitSentences(text.slice(block.from, block.to)).map(({ from, to }) => ({ from: from + block.from, to: to + block.from }))
  const quoted = outerQuotations(text.slice(block.from, block.to)).map(({ from, to }) => ({ from: from + block.from, to: to + block.from }))
  const around = sentences.filter(({ from, to }) => from < quotation.to && to > quotation.from)
  const names = around.flatMap((sentence) => findNames(text, sentence)).filter((name) => couldSpeak(name) && !isInside(name, quoted))
  const sayers = names.flatMap((name) => {
    const at = saysBeside(text, name)
    return at === null ? [] : [{ name, distance: Math.min(Math.abs(at - quotation.from), Math.abs(at - quotation.to)) }]
  })
  const nearest = sayers.toSorted((a, b) => a.distance - b.distance)[0]
  if (nearest) return nearest.name
  if (names[0]) return names[0]
  const before = sentences.findLast(({ to }) => to <= (around[0]?.from ?? quotation.from))
  return before ? (findNames(text, before).find((name) => couldSpeak(name) && !isInside(name, quoted)) ?? null) : null
}

/** Whether somebody is said to say it: behind a word of saying or a colon, or before one. */
export function isSaid(text: string, { from, to }: Stretch): boolean {
  const before = /(?:(\p{Ll}+),?|:)\s+$/u.exec(text.slice(Math.max(0, from - 24), from))
  if (before && (before[1] === undefined || SAYING.has(before[1]))) return true
  return (
    /[.,!?…]\P{L}*$/u.test(text.slice(from, to)) &&
    text
      .slice(to, to + 80)
      .split(/\P{L}+/u)
      .slice(1, 6)
      .some((word) => SAYING.has(word))
  )
}

/** Names that English writes with a capital, and that say nothing. */
const CALENDAR: ReadonlySet<string> = new Set(
  `monday tuesday wednesday thursday friday saturday sunday
  january february march april may june july august september october november december`.split(/\s+/),
)

/** What begins a sentence in other languages and stands for somebody named elsewhere. */
const PRONOUNS: ReadonlySet<string> = new Set(
  'er sie es ich wir ihr il elle ils elles on nous vous je ella él ellos ellas yo lui lei loro io noi hij zij ze wij'.split(' '),
)

function couldSpeak({ name }: Name): boolean {
  return !name.split(/[ \u00a0]/).every((word) => CALENDAR.has(word.toLowerCase()) || PRONOUNS.has(word.toLowerCase()))
}

/** They stand before their subject too: "…," said Putin. */
const INVERTING: ReadonlySet<string> = new Set(['said', 'says', 'added', 'asked', 'wrote', 'replied', 'warned', 'explained', 'insisted'])

/** Where a word of saying stands directly behind the name (or behind an apposition between commas), or before it. */
function saysBeside(text: string, { from, to }: Stretch): number | null {
  const behind = /^(?:,[^,.\n]{1,80},)?\s+(?:(?:has|had|also|later|then|once|who|repeatedly)\s+)*(\p{Ll}+)/u.exec(text.slice(to, to + 120))
  if (behind?.[1] !== undefined && SAYING.has(behind[1])) return to + behind[0].length
  const before = /(\p{Ll}+)\s+$/u.exec(text.slice(Math.max(0, from - 24), from))
  return before?.[1] !== undefined && INVERTING.has(before[1]) ? from : null
}

function blockAround(text: string, { from, to }: Stretch): Stretch {
  const end = text.indexOf('\n', to)
  return { from: text.lastIndexOf('\n', from) + 1, to: end === -1 ? text.length : end }
}

function isInside({ from, to }: Stretch, outer: readonly Stretch[]): boolean {
  return outer.some((stretch) => stretch.from <= from && stretch.to >= to)
}
