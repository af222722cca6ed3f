/**
 * What of the copy beside a claim belongs to the word or figure that its edge cuts through, as a reader sees it: "91" before
 * " 000" is 91,000, and "91" after "<" is not 91. Invisible characters are looked through, for nobody sees them.
 */
import { tokenize } from './diff.ts'

/** A word or figure that goes through the edge between two texts. */
export interface Reach {
  /** How much of the outer text it takes, in UTF-16 units. */
  units: number
  /** That, without invisible characters and with plain spaces. */
  text: string
  isFigure: boolean
}

/** What lies beyond the end of `inner` in `outer`, which is the rest of its block; null when nothing does. */
export function reachAfter(inner: string, outer: string): Reach | null {
  if (outer === '' || /^[a-z.,;:!?"')][ )]/i.test(inner.slice(-1) + outer.charAt(0))) return null
  const [head, rest] = [visibleEnd(inner), visibleStart(outer)]
  const isFigure = FIGURE_END.test(head.text)
  let taken = throughEdge(head.text, rest.text)?.after ?? 0
  for (let more = 1; isFigure && more > 0; taken += more) more = goesOn(head.text + rest.text.slice(0, taken), rest.text.slice(taken))
  return taken === 0 ? null : { units: rest.ends[taken - 1] ?? 0, text: plain(rest.text.slice(0, taken)), isFigure }
}

/** What lies before the beginning of `inner` in `outer`, which is its block up to there. */
export function reachBefore(outer: string, inner: string): Reach | null {
  if (outer === '' || /^[ ("'][a-z"'(]/i.test(outer.slice(-1) + inner.charAt(0))) return null
  const [rest, tail] = [visibleEnd(outer), visibleStart(inner)]
  const isFigure = FIGURE_START.test(tail.text)
  const { length } = rest.text
  let taken = throughEdge(rest.text, tail.text)?.before ?? 0
  for (let more = 1; isFigure && more > 0; taken += more) {
    more = beginsEarlier(rest.text.slice(0, length - taken), rest.text.slice(length - taken) + tail.text)
  }
  return taken === 0 ? null : { units: outer.length - (rest.starts[length - taken] ?? 0), text: plain(rest.text.slice(length - taken)), isFigure }
}

/** How far a word or figure is read on both sides of an edge. */
const WORD = 64

const HAS_FIGURE = /\p{N}/u
/** A figure with what says what it counts: 91, 5km, 12%. */
const FIGURE_END = /\p{N}[\p{L}\p{M}]*[%‰‱°\p{Sc}]?$/u
const FIGURE_START = /^(?:[-+\u2212\u2013.,·]|\p{Sc}|US)*\p{N}/u

const DASH = String.raw`[-\u2010-\u2013\u2212\ufe63\uff0d]`
/** Signs of arithmetic and comparison; a bar parts words. */
const SIGN = String.raw`(?!\|)[\p{Sm}\u22c5*^]`
const POINT = String.raw`[.,:'’·•‧∙٫٬。]`

const GOES_ON = [
  // A decimal sign, a sign that groups digits, a fraction, a range, a product, a power
  String.raw`(?:${POINT}|${DASH}|[/⁄∕~〜～_…]|\.{2,3})\p{Sc}?\p{N}+`,
  String.raw`\s*${SIGN}\s*\p{Sc}?\p{N}+`,
  String.raw`(?:(?!\|)[\p{Sm}\p{Sc}\p{Sk}°])+`,
  String.raw`\s?[%‰‱°¼-¾⅐-⅞↉]`,
  // One half and a quarter, after a whole number
  String.raw`\s+\p{Nd}+[/⁄∕]\p{Nd}+`,
  String.raw`[\s-]+(?:hundred|thousand|million|billion|trillion|dozen|percent|per\s+cent|percentage\s+points?|bn|mn|tn)(?![\p{L}\p{N}])`,
].map((pattern) => new RegExp(`^(?:${pattern})`, 'iu'))

/** The rest of a figure that has begun. */
const REST = /^(?:[.,:/'’]?\p{N}+)*(?:(?<=\p{N})[\p{L}\p{M}]+)?[%‰°]?/u

/** How much of the copy after a figure makes it another one. */
function goesOn(figure: string, after: string): number {
  if (!FIGURE_END.test(figure)) return 0
  const found = GOES_ON.map((pattern) => pattern.exec(after)?.[0].length ?? 0).find((length) => length > 0) ?? groupAfter(figure, after)
  if (found === 0) return 0
  return found + (HAS_FIGURE.test(after.slice(0, found)) ? (REST.exec(after.slice(found))?.[0].length ?? 0) : 0)
}

/** Three digits after a space go on with the digits before it. */
function groupAfter(figure: string, after: string): number {
  const group = /^\s+(?<digits>\p{Nd}{3})(?!\p{N})/u.exec(after)
  const digits = /\p{Nd}+$/u.exec(figure)?.[0]
  return group && digits !== undefined && mayGroup(digits, group.groups?.digits ?? '') ? group[0].length : 0
}

/** Not "in 2019 200 people": four digits that can be a year are grouped by nobody, unless noughts follow. */
function mayGroup(digits: string, group: string): boolean {
  return digits.length !== 4 || !/^[12]/.test(digits) || group === '000'
}

const BEGINS_EARLIER = [
  // A decimal sign and a sign of its own
  String.raw`(?<!\.)[.,·]`,
  DASH,
  String.raw`(?:(?!\|)[\p{Sm}\p{Sc}\p{Sk}‹›〈〉⟨⟩❮❯#№@*\\/&%‰§•‧∙~〜～])`,
  String.raw`(?!\|)[\p{Sm}\p{Sc}]\s+`,
  String.raw`\bminus\s+`,
].map((pattern) => new RegExp(`(?:${pattern})$`, 'iu'))

/** A figure before a sign that joins it to the next. */
const JOINED = /(?:\p{N}+[.,:'’])*\p{N}+[%‰]?$/u
const JOINED_APART = /(?:\p{N}+[.,:'’])*\p{N}+[%‰]?\s*$/u

function beginsEarlier(before: string, figure: string): number {
  if (/^\p{N}/u.test(figure)) {
    const group = /(?<![\p{N}.,:])(?<digits>\p{Nd}+)\s+$/u.exec(before)
    const digits = group?.groups?.digits ?? ''
    const next = /^\p{Nd}{3}(?!\p{N})/u.exec(figure)?.[0]
    // Up to three digits before any figure can only be read with it.
    if (group && (digits.length < 4 || (next !== undefined && mayGroup(digits, next)))) return group[0].length
    const point = new RegExp(String.raw`\p{N}${POINT}$`, 'u').exec(before)
    if (point) return point[0].length
  } else {
    const joined = (/^(?!\|)[\p{Sm}*]/u.test(figure) ? JOINED_APART : JOINED).exec(before)
    if (joined) return joined[0].length
  }
  if (!/^\P{L}*\p{N}/u.test(figure)) return 0
  return BEGINS_EARLIER.map((pattern) => pattern.exec(before)?.[0].length ?? 0).find((length) => length > 0) ?? 0
}

/** How much of the word through the edge between two texts is in each. Scripts without spaces have no words to be read like this. */
function throughEdge(before: string, after: string): { before: number; after: number } | null {
  const [left, right] = [before.slice(-WORD), after.slice(0, WORD)]
  if (!/\S$/.test(left) || !/^\S/.test(right)) return null
  const edge = left.length
  const token = tokenize(left + right).find(({ kind, at, text }) => (kind === 'word' || kind === 'number') && at < edge && at + text.length > edge)
  return !token || /\p{Lo}/u.test(token.text) ? null : { before: edge - token.at, after: token.at + token.text.length - edge }
}

interface Visible {
  text: string
  /** Of each unit, where it begins and ends in the original. */
  starts: readonly number[]
  ends: readonly number[]
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u

function visible(original: string): Visible {
  const [starts, ends]: [number[], number[]] = [[], []]
  let text = ''
  let at = 0
  for (const character of original) {
    const end = at + character.length
    if (!IGNORABLE.test(character)) {
      text += character
      for (let unit = 0; unit < character.length; unit++) {
        starts.push(at)
        ends.push(end)
      }
    }
    at = end
  }
  return { text, starts, ends }
}

/** As much as a figure can reach, however much that nobody sees stands in between. */
function visibleStart(original: string): Visible {
  for (let length = 2 * WORD; ; length *= 2) {
    const read = visible(original.slice(0, length))
    if (length >= original.length || read.text.length >= WORD) return read
  }
}

function visibleEnd(original: string): Visible {
  for (let length = 2 * WORD; ; length *= 2) {
    const from = Math.max(0, original.length - length)
    const read = visible(original.slice(from))
    if (from === 0 || read.text.length >= WORD) {
      return { text: read.text, starts: read.starts.map((start) => start + from), ends: read.ends.map((end) => end + from) }
    }
  }
}

function plain(text: string): string {
  return text.replace(/\s+/gu, ' ')
}
