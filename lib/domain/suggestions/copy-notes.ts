/** CL-9: what is worth a look in the copy as a whole, told by rules. Each note says where. */
import { findNames, type Name, OPENERS, TITLE_WORDS } from '#lib/domain/quotes/names.ts'
import { outerQuotations, type Stretch } from '#lib/domain/quotes/quotations.ts'
import { guessSpeaker } from '#lib/domain/quotes/speaker.ts'
import { SAYING, WORD_REASON } from './words.ts'

export const COPY_NOTE_CODES = ['no_dateline', 'told_two_ways', 'never_introduced'] as const
export type CopyNoteCode = (typeof COPY_NOTE_CODES)[number]

export interface CopyNote {
  code: CopyNoteCode
  /** What it is about: the words of the relative date, the thing told, the person. */
  about: string
  /** Each way of telling it, by its first place, in text order. */
  places: readonly Stretch[]
}

/** `body` is where the copy begins below headline and standfirst; before it stands nothing of the running text. */
export function copyNotes(text: string, body = 0): CopyNote[] {
  return grouped(text, [
    ...datelineNotes(text, body),
    ...figureNotes(text, body),
    ...ageNotes(text, body),
    ...spellingNotes(text),
    ...introductionNotes(text, body),
  ])
}

/** One note for each thing that there is to say, however often the copy gives cause: each wording once. */
function grouped(text: string, notes: readonly CopyNote[]): CopyNote[] {
  const one = new Map<string, { note: CopyNote; places: Map<string, Stretch> }>()
  for (const note of notes) {
    const key = `${note.code} ${note.about.toLowerCase()}`
    const group = one.get(key) ?? { note, places: new Map() }
    one.set(key, group)
    for (const place of note.places) {
      const words = text.slice(place.from, place.to).toLowerCase()
      if (!group.places.has(words)) group.places.set(words, place)
    }
  }
  return [...one.values()].map(({ note, places }) => ({ ...note, places: [...places.values()].toSorted((a, b) => a.from - b.from) }))
}

const MONTH =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|March|April|May|June|July|Aug(?:ust|\\.)?|Sept(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)'
const ABSOLUTE_DATE = new RegExp(`\\b(?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?\\b|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}(?!\\p{L})|\\d{4}-\\d{2}-\\d{2})`, 'u')
const DATELINE =
  /^(?:\p{Lu}{3,}[\p{Lu} .,'’-]*(?:(?<=[ ,])(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ?)?|\p{Lu}[\p{L} .'’-]{2,30},? ?\([^)\n]{2,30}\)) ?(?:\([^)\n]*\) ?)?[—–-] /u
const RELATIVE =
  /\b(?:yesterday|today|tomorrow|tonight|(?:last|this|next)[ \u00a0](?:week|month|year|night|weekend|spring|summer|autumn|fall|winter)|earlier[ \u00a0]this[ \u00a0](?:week|month|year)|(?:days|weeks|months)[ \u00a0](?:ago|after|before|later|earlier)|(?:on|last|next)[ \u00a0](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b/giu

/** "Last week" says nothing to somebody who reads it later and finds no date. */
function datelineNotes(text: string, body: number): CopyNote[] {
  const copy = text.slice(body)
  if (DATELINE.test(copy.trimStart()) || ABSOLUTE_DATE.test(copy)) return []
  const places = Array.from(copy.matchAll(RELATIVE), (match) => ({ from: body + match.index, to: body + match.index + match[0].length }))
  const first = places[0]
  return first ? [{ code: 'no_dateline', about: text.slice(first.from, first.to), places }] : []
}

const NUMBER_VALUE: ReadonlyMap<string, number> = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, index) => [word, index + 1]),
)
const COUNTED =
  /(?:(\p{Ll}+)[ \u00a0])?\b(\d[\d,.]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)((?:[ \u00a0](?:hundred|thousand|million|billion|trillion|percent|per cent))?)[ \u00a0](\p{L}{3,})(?:[ \u00a0](\p{L}{3,}))?/gu

/** What befell those who are counted, in other words: "killed 12 people", "14 people died". */
const BEFELL: ReadonlyMap<string, string> = new Map(
  Object.entries({
    killed: 'killed kills dead died die dying perished slain',
    injured: 'injured wounded hurt injures',
    arrested: 'arrested detained arrests detains',
    missing: 'missing disappeared vanished',
    rescued: 'rescued saved evacuated',
  }).flatMap(([one, others]) => others.split(' ').map((word) => [word, one])),
)

/** "The budget is 3 million euros": what is said to be so much. */
const AMOUNT_OF =
  /(\p{L}{4,})[ \u00a0](?:is|was|cost|costs|of|totalled|totaled|came to|stands at|stood at)[ \u00a0](?:about |around |nearly |almost |some |roughly )?$/u

/** The same thing counted twice with different figures: "killed 20 people", "killed 30 people". */
function figureNotes(text: string, body: number): CopyNote[] {
  const seen = new Map<string, { value: string; place: Stretch; about: string }>()
  const notes: CopyNote[] = []
  for (const { value, place, about, keys } of counted(text, body)) {
    for (const key of keys) {
      const known = seen.get(key)
      if (!known) seen.set(key, { value, place, about })
      else if (known.value !== value && !notes.some(({ places }) => places.some(({ from }) => from === place.from)))
        notes.push({ code: 'told_two_ways', about: known.about, places: [known.place, place] })
    }
  }
  return notes
}

interface Counted {
  value: string
  place: Stretch
  about: string
  /** What is counted, in each way that it can be told by. */
  keys: readonly string[]
}

/** In any case of letters: a figure in words begins a sentence too. */
function counted(text: string, body: number): Counted[] {
  const lower = text.toLowerCase()
  const copy = (lower.length === text.length ? lower : text).slice(body)
  return Array.from(copy.matchAll(COUNTED)).flatMap((match): Counted[] => {
    const [whole, before, number = '', scale = '', noun = '', next] = match
    const at = match.index + (before === undefined ? 0 : before.length + 1)
    const place = { from: body + at, to: body + match.index + whole.length - (next === undefined ? 0 : next.length + 1) }
    if (isNoUnit(noun)) return []
    const amount = AMOUNT_OF.exec(copy.slice(Math.max(0, at - 60), at))?.[1]
    const told = [
      ...(before !== undefined && !WEAK.has(before) ? [befallen(noun, before) ?? `${before} … ${noun}`] : []),
      ...(next !== undefined && !WEAK.has(next) ? [befallen(noun, next) ?? `${noun} ${next}`] : []),
      ...(amount !== undefined && !WEAK.has(amount) && !isNoUnit(amount) ? [`${amount} = ${noun}`] : []),
    ]
    const value = `${NUMBER_VALUE.get(number) ?? number.replaceAll(',', '')}${scale.trim()}`
    return [{ value, place, about: text.slice(place.to - noun.length, place.to), keys: told }]
  })
}

function befallen(noun: string, word: string): string | null {
  const what = BEFELL.get(word)
  return what === undefined ? null : `${noun} ${what}`
}

const AGED = /(\p{Lu}[\p{L}\p{M}'’-]{2,})(?:, (?=\d{1,3}[,.;—–])| \((?=\d{1,3}\)))(\d{1,3})/gu

/** One person of two ages: "Lopez, 34, said", "Lopez, 36, left". */
function ageNotes(text: string, body: number): CopyNote[] {
  const ages = new Map<string, { age: string; place: Stretch }>()
  return Array.from(text.slice(body).matchAll(AGED)).flatMap((match): CopyNote[] => {
    const [whole, name = '', age = ''] = match
    const place = { from: body + match.index, to: body + match.index + whole.length }
    if (Number(age) > OLDEST || new RegExp(`^${MONTH}$`, 'u').test(name)) return []
    const known = ages.get(name)
    if (!known) ages.set(name, { age, place })
    return known && known.age !== age ? [{ code: 'told_two_ways', about: name, places: [known.place, place] }] : []
  })
}

const OLDEST = 120

const WEAK: ReadonlySet<string> = new Set(
  `the a an of in on at by for from to with and or but about around some nearly almost over under more less than least most after before between
  these those this that his her its their were was are is be been who which had has have other another least just only all`.split(/\s+/),
)

/** Words of grammar, that stand after a number and are not counted by it: "Of the 20 has …". */
const NO_UNITS: ReadonlySet<string> = new Set(
  `am being do does did doing can could will would shall should may might must not nor so yet if then than when while where why how
  what whom whose there here it he she they we you them him us me my our your own again also too very still even ever never now
  as into onto out off up down through during against within without per plus minus versus because since until till though although
  came went made took got put saw let make makes take takes get gets go goes come comes`.split(/\s+/),
)

function isNoUnit(word: string): boolean {
  const reason = WORD_REASON.get(word)
  return WEAK.has(word) || NO_UNITS.has(word) || SAYING.has(word) || reason === 'event' || reason === 'attribution' || reason === 'ordinal'
}

/** One long name in two spellings that differ by a letter, a hyphen or an accent. */
function spellingNotes(text: string): CopyNote[] {
  const first = new Map<string, Name>()
  for (const name of findNames(text)) if (name.last.length >= 6 && !first.has(name.last)) first.set(name.last, name)
  const names = [...first.values()]
  return names.flatMap((name, index) => {
    const other = names.slice(index + 1).find(({ last }) => isOtherSpelling(name.last, last))
    return other ? [{ code: 'told_two_ways' as const, about: name.last, places: [lastWord(name), lastWord(other)] }] : []
  })
}

function lastWord({ to, last }: Name): Stretch {
  return { from: to - last.length, to }
}

function isOtherSpelling(a: string, b: string): boolean {
  const [one, two] = [plainLetters(a), plainLetters(b)]
  if (a === b || Math.abs(one.length - two.length) > 1) return false
  if (one === two) return true
  // Iran and Iranian, Libya and Libyan, plurals: words of one root, not two spellings.
  if (one.startsWith(two) || two.startsWith(one) || one[0] !== two[0]) return false
  let start = 0
  while (one[start] === two[start]) start += 1
  const [restOne, restTwo] = [one.slice(start), two.slice(start)]
  return restOne.slice(1) === restTwo.slice(1) || restOne.slice(1) === restTwo || restOne === restTwo.slice(1)
}

function plainLetters(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[^\p{L}]/gu, '')
    .toLowerCase()
}

/** A person who is quoted and nowhere stands with a first name or an office. */
function introductionNotes(text: string, body: number): CopyNote[] {
  const names = findNames(text)
  const words = new Set(text.match(/\p{L}[\p{L}\p{M}'’.-]*\p{L}/gu))
  const known = new Set<string>()
  const notes: CopyNote[] = []
  for (const quotation of outerQuotations(text)) {
    if (quotation.from < body) continue
    const speaker = guessSpeaker(text, quotation)
    if (!speaker || known.has(speaker.last) || TITLE_WORDS.has(speaker.last.toLowerCase()) || REGIONS.has(speaker.name)) continue
    if (isCommonWord(speaker.name, words)) continue
    known.add(speaker.last)
    const isIntroduced = names.some(({ name, last, to }) => last === speaker.last && (name !== last || APPOSITION.test(text.slice(to, to + 40))))
    if (!isIntroduced) notes.push({ code: 'never_introduced', about: speaker.last, places: [{ from: speaker.from, to: speaker.to }] })
  }
  return notes
}

/** "Johnson, a farmer from Kent, said", "Johnson, who farms there, said", "Johnson, 34, said". */
const APPOSITION = /^,\s+(?:(?:an?|the|who|whose|one|his|her|their)\s+\p{Ll}|\d{1,3},|\p{Ll}+(?:\s\p{Ll}+)*\s(?:of|at|for)\s)/u

/** "Third paragraph: he said": a capital that only begins a sentence. The copy has the word without it, or it is known for one. */
function isCommonWord(name: string, words: ReadonlySet<string>): boolean {
  const word = name.toLowerCase()
  if (name.includes(' ') || word === name) return false
  const reason = WORD_REASON.get(word)
  return words.has(word) || isNoUnit(word) || OPENERS.has(word) || (reason !== undefined && reason !== 'date')
}

/** Countries speak too, and need no introduction. */
const REGIONS: ReadonlySet<string> = regionNames()

function regionNames(): ReadonlySet<string> {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const codes = letters.flatMap((one) => letters.map((two) => one + two))
  return new Set([
    ...codes.flatMap((code) => english.of(code) ?? []),
    'Turkey',
    'West',
    'Moscow',
    'Washington',
    'Kremlin',
    'Tehran',
    'Beijing',
    'Brussels',
    // What everybody quotes.
    ...'NATO UN EU Reuters AP AFP BBC CNN Bloomberg Interfax TASS Tass Xinhua DPA ANSA'.split(' '),
  ])
}
