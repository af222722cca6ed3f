/**
 * RE-5e: words as a reader hears them. Capitals, punctuation, hyphens, accents, invisible characters, and letters that are
 * printed like others make no difference; what makes another figure of one does: "9.0" is not "90", nor "-5" "5".
 */
import { foldLookalikes } from '../quotes/lookalikes.ts'

/** A stretch of a text that says the words. */
export interface Place {
  start: number
  end: number
}

/** Words and figures without what parts them. */
interface Reading {
  said: string
  /** Of each word, in order: where it begins in `said`, where it ends there, and the same in the text. */
  froms: readonly number[]
  tos: readonly number[]
  starts: readonly number[]
  ends: readonly number[]
}

/** A text to be searched, in each way in which it can be read. */
export type Spoken = readonly Reading[]

/** The same for wordings that say the same words. */
export function spokenKey(wording: string): string {
  return readingOf(wording, PRINTED).said
}

/** Fewer words than these stand in many places that have nothing to do with a claim. */
export const FEWEST_WORDS = 3

/** Words between spaces; where a script has none, two characters count as one. */
export function countSpoken(wording: string): number {
  const unspaced = wording.match(new RegExp(UNSPACED, 'gu'))?.length ?? 0
  return wording.trim().split(/\s+/u).length + Math.floor(unspaced / 2)
}

export function spokenText(text: string): Spoken {
  const dashes = /[–—]\p{N}/u.test(text) ? [false, true] : [false]
  return dashes.flatMap((isDashSign) => waysOf(text).map((way) => readingOf(text, { ...way, isDashSign })))
}

/** Words to look for, read once for many texts. */
export type SpokenWords = ReadonlySet<string>

export function spokenWords(wording: string): SpokenWords {
  // A dash at a figure of the words is its sign: what they were corrected to may just be without.
  return new Set(waysOf(wording).map((way) => readingOf(wording, { ...way, isDashSign: true }).said))
}

/** Whether and where a text says the words: the first place that `isWanted`. Looked for in one pass for each way to read them. */
export function findSpoken(spoken: Spoken, words: string | SpokenWords, isWanted: (place: Place) => boolean = () => true): Place | null {
  const wanted = typeof words === 'string' ? spokenWords(words) : words
  for (const reading of spoken) for (const said of wanted) for (const place of placesOf(reading, said)) if (isWanted(place)) return place
  return null
}

function* placesOf({ said, froms, tos, starts, ends }: Reading, words: string): Generator<Place> {
  if (words === '') return
  for (let at = said.indexOf(words); at !== -1; at = said.indexOf(words, at + 1)) {
    const [start, end] = [starts[indexIn(froms, at)], ends[indexIn(tos, at + words.length)]]
    if (start !== undefined && end !== undefined) yield { start, end }
  }
}

/** Where a number stands among ascending ones; -1 when it does not. */
function indexIn(ascending: readonly number[], wanted: number): number {
  const last = lastUpTo(ascending, wanted)
  return ascending[last] === wanted ? last : -1
}

/** Of ascending numbers the last that is not above another; -1 when all are. */
function lastUpTo(ascending: readonly number[], limit: number): number {
  let [low, high] = [-1, ascending.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((ascending[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}

/** The words of a wording, each as it is heard, with where it stands there. */
export function wordsOf(wording: string): (Place & { said: string })[] {
  const { said, froms, tos, starts, ends } = readingOf(wording, PRINTED)
  return froms.map((from, index) => ({ said: said.slice(from, tos[index]), start: starts[index] ?? 0, end: ends[index] ?? 0 }))
}

/** Words of a wording that stand one after the other in a text: the first of them, and where each stands there. */
export interface SharedRun {
  first: number
  places: Place[]
}

/** Every run of at least so many words; of a longer one those within it too. */
export function* sharedRuns(spoken: Spoken, wording: string, fewest: number): Generator<SharedRun> {
  const count = readingOf(wording, PRINTED).froms.length
  for (const way of waysOf(wording)) {
    const words = readingOf(wording, { ...way, isDashSign: true })
    if (words.froms.length !== count) continue
    for (const reading of spoken) {
      for (let first = 0; first + fewest <= count; first++) yield* runsFrom(reading, words, { first, fewest })
    }
  }
}

function* runsFrom(reading: Reading, words: Reading, { first, fewest }: { first: number; fewest: number }): Generator<SharedRun> {
  const from = words.froms[first] ?? 0
  const opening = words.said.slice(from, words.tos[first + fewest - 1])
  for (let at = reading.said.indexOf(opening); at !== -1; at = reading.said.indexOf(opening, at + 1)) {
    if (indexIn(reading.froms, at) === -1) continue
    let end = opening.length
    while (from + end < words.said.length && words.said[from + end] === reading.said[at + end]) end += 1
    // Whole words only, here and there.
    let last = lastUpTo(words.tos, from + end)
    while (last >= first && indexIn(reading.tos, at + (words.tos[last] ?? 0) - from) === -1) last -= 1
    if (last - first + 1 < fewest) continue
    const places = words.froms.slice(first, last + 1).map((start, index): Place => {
      const [one, two] = [lastUpTo(reading.froms, at + start - from), lastUpTo(reading.froms, at + (words.tos[first + index] ?? 0) - from - 1)]
      return { start: reading.starts[one] ?? 0, end: reading.ends[two] ?? 0 }
    })
    yield { first, places }
  }
}

interface Way {
  /** Letters are told by how they are printed; else by what they are, so that capitals of every alphabet are the same. */
  isPrinted: boolean
  /** A dash at a figure is its sign; else it parts words. */
  isDashSign: boolean
}

const PRINTED: Way = { isPrinted: true, isDashSign: true }

function waysOf(text: string): Pick<Way, 'isPrinted'>[] {
  return /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text) ? [{ isPrinted: true }, { isPrinted: false }] : [{ isPrinted: true }]
}

// Scripts without spaces between words: each character stands for itself.
const UNSPACED = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`

const FIGURE = [
  // In groups: 1,000; 1 000; 1'000; 1.000.000
  String.raw`(?<grouped>(?:(?<![\p{L}\p{N}])[-−±])?(?<![\d.,])(?:\d{1,3}(?:[,'’٬]\d{3}|[^\S\n]+\d{3})+|\d{1,3}(?:\.\d{3}){2,})(?![.,]?\d))`,
  // 12, 9.0, .5, 10:30
  String.raw`(?:(?<![\p{L}\p{N}])[-−±])?(?:(?<![\p{L}\p{N}.])\.)?\d+(?:[.,:·٫]\d+)*`,
].join('|')

const SPOKEN = new RegExp(String.raw`(?<figure>${FIGURE})|${UNSPACED}\p{M}*|(?:(?!${UNSPACED})[\p{L}\p{M}])+|[%‰]|\p{Sc}|\p{N}`, 'gu')

function readingOf(original: string, way: Way): Reading {
  const { text, from, to } = folded(original, way)
  const [froms, tos, starts, ends]: [number[], number[], number[], number[]] = [[], [], [], []]
  let said = ''
  for (const { 0: word, index, groups } of text.matchAll(SPOKEN)) {
    const isFigure = groups?.figure !== undefined
    if (isFigure && /\d$/.test(said)) said += ' '
    froms.push(said.length)
    starts.push(from[index] ?? 0)
    said += isFigure ? figure(word, groups?.grouped !== undefined) : word === '%' ? 'percent' : word
    tos.push(said.length)
    ends.push(to[index + word.length - 1] ?? original.length)
  }
  return { said, froms, tos, starts, ends }
}

/** Without what groups its digits; else with one kind of decimal sign. */
function figure(text: string, isGrouped: boolean): string {
  const plain = text.replace('−', '-')
  return isGrouped ? plain.replace(/[^\d±-]/gu, '') : plain.replace(/[,·٫]/gu, '.')
}

// Plain letters and spaces, or a character with the marks that combine with it.
const CLUSTER = /(?<plain>[\n -~]+(?!\p{M}))|[^]\p{M}*/gu

/** The text in the letters that count, with the stretch of the original that each unit came from. */
function folded(original: string, way: Way): { text: string; from: readonly number[]; to: readonly number[] } {
  const [from, to]: [number[], number[]] = [[], []]
  let text = ''
  for (const { 0: cluster, index, groups } of original.matchAll(CLUSTER)) {
    const isPlain = groups?.plain !== undefined
    const form = isPlain ? cluster.toLowerCase() : foldedCluster(cluster, way)
    for (let unit = 0; unit < form.length; unit++) {
      from.push(isPlain ? index + unit : index)
      to.push(isPlain ? index + unit + 1 : index + cluster.length)
    }
    text += form
  }
  return { text: withDigits(text), from, to }
}

function foldedCluster(cluster: string, { isPrinted, isDashSign }: Way): string {
  const bare = cluster
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKD')
    .replace(/\p{Script=Inherited}/gu, '')
    .replace(/\p{Nd}/gu, (digit) => valueOf(digit))
  const letters = isPrinted ? foldLookalikes(bare).toLowerCase() : foldLookalikes(bare.toLowerCase())
  return letters
    .replace(/ı/gu, 'i')
    .replace(/[‐‑]/gu, '-')
    .replace(/[–—]/gu, isDashSign ? '-' : ' ')
}

/** Digits of each script stand in tens, from a code that ends in 0 or in 6. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const nibble = code % 16
  const isFromZero = nibble < 10 && (nibble < 6 || /\p{Nd}/u.test(String.fromCodePoint(code - nibble)))
  return String(isFromZero ? nibble : nibble - 6)
}

const AS_DIGITS: Readonly<Record<string, string>> = { o: '0', i: '1', l: '1', з: '3' }

/** Letters that stand for digits in a figure ("9O"), and a nought that stands for a letter in a word. */
function withDigits(text: string): string {
  return text
    .replace(/(?<=\p{L})0(?=\p{L})/gu, 'o')
    .replace(/(?<=\d)[oilз]+(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])[oilз]+(?=\d)/gu, (letters) => letters.replace(/./gu, (letter) => AS_DIGITS[letter] ?? letter))
}
