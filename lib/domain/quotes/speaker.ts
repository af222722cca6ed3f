/** CL-8: who probably said a quotation. A guess from the words around it, for a person to confirm. */
import { splitSentences } from '#lib/domain/suggestions/sentences.ts'
import { SAYING } from '#lib/domain/suggestions/words.ts'
import { findNames, type Name, OPENERS } from './names.ts'
import { outerQuotations, type Stretch } from './quotations.ts'

/**
 * As people would name the speaker: as `guessSpeaker`, and where the sentence says that somebody speaks and names nobody,
 * the role that it gives them ("A spokesman"), or for "he" the person named last before it. Null when there is none.
 */
export function likelySpeaker(text: string, quotation: Stretch): string | null {
  const around = sentencesAround(text, quotation)
  const named = sayerOf(text, quotation, around)
  if (named) return named.name
  const said = unnamedSayer(text, quotation, around)
  if (said === null) return guessSpeaker(text, quotation)?.name ?? null
  if (said.role !== null) return said.role
  return lastSpoken(text, said.at)
}

/**
 * The name beside the nearest word of saying in the same sentence; else the first name of that sentence, or of the one
 * before in the same block. Null when there is none.
 */
export function guessSpeaker(text: string, quotation: Stretch): Name | null {
  const around = sentencesAround(text, quotation)
  return sayerOf(text, quotation, around) ?? around.names.find((name) => isSubject(text, name)) ?? speakerBefore(text, around)
}

interface Around {
  /** The sentences that the quotation touches, and the one before them in its block. */
  sentences: readonly Stretch[]
  before: Stretch | undefined
  /** The quotations of the block. */
  quoted: readonly Stretch[]
  /** Outside them. */
  names: readonly Name[]
}

function sentencesAround(text: string, quotation: Stretch): Around {
  const block = blockAround(text, quotation)
  const moved = ({ from, to }: Stretch) => ({ from: from + block.from, to: to + block.from })
  const all = splitSentences(text.slice(block.from, block.to)).map(moved)
  const quoted = outerQuotations(text.slice(block.from, block.to)).map(moved)
  const sentences = all.filter(({ from, to }) => from < quotation.to && to > quotation.from)
  const before = all.findLast(({ to }) => to <= (sentences[0]?.from ?? quotation.from))
  const names = sentences.flatMap((sentence) => findNames(text, sentence)).filter((name) => couldSpeak(name) && !isInside(name, quoted))
  return { sentences, before, quoted, names }
}

function sayerOf(text: string, quotation: Stretch, { names }: Around): Name | null {
  const sayers = names.flatMap((name) => {
    const at = saysBeside(text, name)
    return at === null ? [] : [{ name, distance: distanceTo(quotation, at) }]
  })
  return sayers.toSorted((a, b) => a.distance - b.distance)[0]?.name ?? null
}

function speakerBefore(text: string, { before, quoted }: Around): Name | null {
  if (!before) return null
  return findNames(text, before).find((name) => couldSpeak(name) && isSubject(text, name) && !isInside(name, quoted)) ?? null
}

/** "A spokesman for the ministry said", "he added". */
const UNNAMED =
  /\b(?:((?:[Aa]n?|[Tt]he)\s+(?:\p{Ll}[\p{Ll}-]*\s+){0,2}?\p{Ll}[\p{Ll}-]*)(?:\s+(?:for|of|at|from)\s+(?:the\s+)?[\p{L}-]+(?:\s+\p{Lu}[\p{L}-]+)*)?|[Hh]e|[Ss]he)\s+(?:(?:has|had|also|later|then|once)\s+)*(\p{Ll}+)/gu

interface UnnamedSayer {
  at: number
  /** null for a pronoun. */
  role: string | null
}

/** Where somebody speaks who is not named, nearest to the quotation. */
function unnamedSayer(text: string, quotation: Stretch, { sentences, quoted }: Around): UnnamedSayer | null {
  // “It is over.” He added: “We go home.” belongs to what follows.
  const isOfNext = ({ at, end }: { at: number; end: number }) =>
    at >= quotation.to && /\p{Lu}/u.test(text[at] ?? '') && quoted.some(({ from }) => from >= end && from - end < 4)
  const found = sentences.flatMap((sentence) => unnamedIn(text, sentence, quoted)).filter((sayer) => !isOfNext(sayer))
  return found.toSorted((one, other) => distanceTo(quotation, one.at) - distanceTo(quotation, other.at))[0] ?? null
}

function unnamedIn(text: string, { from, to }: Stretch, quoted: readonly Stretch[]): (UnnamedSayer & { end: number })[] {
  return Array.from(text.slice(from, to).matchAll(UNNAMED)).flatMap(({ index, 0: whole, 1: role, 2: verb = '' }) => {
    const at = from + index
    const end = at + whole.length
    if (!SAYING.has(verb) || isInside({ from: at, to: end }, quoted)) return []
    return [{ at, end, role: role === undefined ? null : `${role.charAt(0).toUpperCase()}${role.slice(1)}` }]
  })
}

/** Names go back as far as a few paragraphs. */
const REACH = 1500

/** Who a pronoun stands for: whoever was last said to speak, by name or by role, else any name that could. */
function lastSpoken(text: string, before: number): string | null {
  const from = Math.max(0, before - REACH)
  const part = text.slice(from, before)
  const quoted = outerQuotations(part)
  const names = findNames(part).filter((name) => couldSpeak(name) && isSubject(part, name) && !isInside(name, quoted))
  const sayer = names.findLast((name) => saysBeside(part, name) !== null)
  const role = unnamedIn(part, { from: 0, to: part.length }, quoted).findLast((found) => found.role !== null)
  if (role && role.at > (sayer?.from ?? -1)) return role.role
  return (sayer ?? names.at(-1))?.name ?? null
}

function distanceTo({ from, to }: Stretch, at: number): number {
  return Math.min(Math.abs(at - from), Math.abs(at - to))
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

/** They begin a sentence with a capital, and a name follows at most. */
const BEGINNINGS: ReadonlySet<string> = new Set(
  'according asked speaking responding addressing writing commenting referring citing quoting reacting replying told called meanwhile yesterday today'.split(
    ' ',
  ),
)

/**
 * Whose a thing is says nothing here ("O'Neill's song"), nor where something happened ("in Rome"), nor a single word with
 * a capital that begins its sentence where it is more than one ("Figures are"), or stands without one elsewhere.
 */
function isSubject(text: string, { name, from, to }: Name): boolean {
  const [before, behind] = [text.slice(Math.max(0, from - 9), from), text.slice(to, to + 6)]
  if (/^['’]s\b/u.test(behind) || /(?:^|\s)(?:in|at|from|near|to|into|across|outside|inside|through)\s$/iu.test(before)) return false
  if (name.includes(' ') || !BEGINS.test(before)) return true
  return (
    !OPENERS.has(name.toLowerCase()) && !/^\s(?:are|were|have)\b/u.test(behind) && !new RegExp(`(?<!\\p{L})${name.toLowerCase()}(?!\\p{L})`, 'u').test(text)
  )
}

const BEGINS = /(?:^|[.!?…:]["”’»]?\s+|\n\s*|["“„«]\s*)$/u

function couldSpeak({ name }: Name): boolean {
  if (BEGINNINGS.has(name.toLowerCase())) return false
  return !name.split(/[ \u00a0]/).every((word) => CALENDAR.has(word.toLowerCase()) || PRONOUNS.has(word.toLowerCase()))
}

/** They stand before their subject too: "…," said Putin. */
const INVERTING: ReadonlySet<string> = new Set(['said', 'says', 'added', 'asked', 'wrote', 'replied', 'warned', 'explained', 'insisted'])

/** Where a word of saying stands directly behind the name (or behind an apposition between commas), or before it. */
function saysBeside(text: string, { from, to }: Stretch): number | null {
  const behind = /^(?:,[^,.\n]{1,80},)?\s+(?:(?:has|had|also|later|then|once|who|repeatedly)\s+)*(\p{Ll}+)/u.exec(text.slice(to, to + 120))
  if (behind?.[1] !== undefined && SAYING.has(behind[1])) return to + behind[0].length
  if (/\baccording to\s+(?:the\s+)?$/iu.test(text.slice(Math.max(0, from - 24), from))) return from
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
