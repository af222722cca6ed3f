/**
 * DO-6b: why a change must be checked again, and in which words it is seen. What is on no list of words that bear facts is
 * minor, and the eye of the checker who confirms it is what stands between it and a changed sense.
 */
import { changedPlaces, type ChangedPlace, type ChangedToken } from './changed-words.ts'
import { tokenize, type Token, type TokenRun } from './diff.ts'
import { isEnglish } from './english.ts'
import { haveOneBase, isOtherNumber, keepsWords, LIGHT_MARKS } from './same-words.ts'
import { areOpposites, BE, BOUNDS, DENIALS, isOpener, isSuperlative, MEASURES, ROLES, TURNING_WORDS } from './sense-words.ts'
import { withoutStrokes } from './struck.ts'
import { LIGHT_WORDS, NEGATING_PREFIXES, NEGATIONS, NUMBER_WORDS, PRONOUNS, QUALIFIERS, SENTENCE_STARTERS } from './word-lists.ts'

/**
 * Gravest first. `language`: words of a language whose lists are not known. `word`: a word of none of these
 * kinds, where none may be another (DO-6e).
 */
export const MATERIAL_REASONS = [
  'number',
  'name',
  'negation',
  'quote',
  'qualifier',
  'sense',
  'order',
  'struck',
  'mark',
  'invisible',
  'language',
  'word',
  'large',
] as const
export type MaterialReason = (typeof MATERIAL_REASONS)[number]

/** The words in which a reason is seen, at one place; '' where nothing went or came there. */
export interface Touched {
  reason: MaterialReason
  before: string
  after: string
}

export interface Judgement {
  reasons: MaterialReason[]
  touched: Touched[]
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u

/** Both texts normalised, and the diff that leads from one to the other. No reasons: the change is minor. */
export function judge(runs: readonly TokenRun[], texts: { old: string; fresh: string }): Judgement {
  const places = changedPlaces(runs, texts)
  const touched = places.flatMap(touchedAt)
  const reasons = new Set(touched.map(({ reason }) => reason))
  if (parted(runs, 'removed') || parted(runs, 'added')) reasons.add('number')
  if (turnsToOpposite(places)) reasons.add('negation')
  if (movesWords(places)) reasons.add('order')
  if (isLarge(places, texts)) reasons.add('large')
  if (reasons.size === 0 && !keepsWords(runs) && !(isEnglish(texts.old) && isEnglish(texts.fresh))) reasons.add('language')
  return { reasons: MATERIAL_REASONS.filter((reason) => reasons.has(reason)), touched }
}

/** DO-6e: the same where no word may be another either, but for light ones, endings and spellings. */
export function judgeStrictly(runs: readonly TokenRun[], texts: { old: string; fresh: string }): Judgement {
  const judgement = judge(runs, texts)
  if (judgement.reasons.length > 0) return judgement
  const tokens = changedPlaces(runs, texts).flatMap(({ removed, added }) => [...removed, ...added])
  const isOther = !keepsWords(runs) || tokens.some(({ token }) => isCapital(token) || TURNING_WORDS.has(token.text.toLowerCase()))
  return isOther ? { ...judgement, reasons: ['word'] } : judgement
}

/** So many words at one place are another sentence, and nobody asks which of them stands for which. */
const MOST_COMPARED = 40

function touchedAt(place: ChangedPlace): Touched[] {
  const few = (tokens: readonly ChangedToken[]) => (tokens.length > MOST_COMPARED ? [] : tokens)
  const [removed, added] = [
    place.removed.map((token) => ({ token, reasons: reasonsFor(token, few(place.added)) })),
    place.added.map((token) => ({ token, reasons: reasonsFor(token, few(place.removed)) })),
  ]
  return MATERIAL_REASONS.flatMap((reason) => {
    const words = (tokens: typeof removed) => tokens.flatMap(({ token, reasons }) => (reasons.has(reason) ? [token.token.text] : [])).join(' ')
    const [before, after] = [words(removed), words(added)]
    return before === '' && after === '' ? [] : [{ reason, before, after }]
  })
}

/** Why this word or sign is one that bears facts; `others` came or went in its place. */
function reasonsFor(changed: ChangedToken, others: readonly ChangedToken[]): Set<MaterialReason> {
  const word = changed.token.text.toLowerCase()
  const checks: [MaterialReason, boolean][] = [
    ['number', touchesNumber(changed) || others.some((other) => isOneOrSeveral(changed, other))],
    ['name', isName(changed)],
    ['negation', isNegation(word)],
    ['quote', changed.quoted],
    ['qualifier', QUALIFIERS.has(word) || BOUNDS.has(word) || isSuperlative(word)],
    ['sense', turnsSense(changed, others)],
    ['struck', changed.struck],
    ['mark', changed.token.kind === 'mark' && !LIGHT_MARKS.test(changed.token.text) && !INVISIBLE.test(changed.token.text)],
    ['invisible', INVISIBLE.test(changed.token.text)],
  ]
  return new Set(checks.flatMap(([reason, holds]) => (holds ? [reason] : [])))
}

/** A figure, a number word or what it counts, or a word or sign that stands at a figure. */
function touchesNumber({ token, previous, next }: ChangedToken): boolean {
  if (token.kind === 'number') return true
  if (token.kind === 'word') {
    const parts = token.text.toLowerCase().split(/[-'’.]/)
    return previous?.kind === 'number' || /\p{N}/u.test(token.text) || parts.some((part) => NUMBER_WORDS.has(part) || MEASURES.has(part))
  }
  const between = previous?.kind === 'number' && next?.kind === 'number'
  return between || ((previous?.kind === 'number' || next?.kind === 'number') && !/[.,;:!?()[\]]/.test(token.text))
}

/** "rebel" and "rebels": after a pronoun it is a verb, elsewhere nothing here knows a noun from one. */
function isOneOrSeveral({ token, previous }: ChangedToken, other: ChangedToken): boolean {
  const isVerb = PRONOUNS.has(previous?.text.toLowerCase() ?? '') || /^(?:it|that|which)$/i.test(previous?.text ?? '')
  return !isVerb && token.kind === 'word' && other.token.kind === 'word' && isOtherNumber(token.text, other.token.text)
}

/** Whether a sign that stands directly at a digit went or came, or the space that kept one away: "5" is not ".5". */
function parted(runs: readonly TokenRun[], op: 'removed' | 'added'): boolean {
  const other = op === 'removed' ? 'added' : 'removed'
  const tokens = runs.flatMap((run) => (run.op === other ? [] : run.tokens.map(({ kind, text }) => ({ kind, text: withoutStrokes(text), run }))))
  return tokens.some(({ kind, run }, index) => {
    if (run.op !== op || kind === 'word' || kind === 'number') return false
    const [previous, next] = [tokens[index - 1], tokens[index + 1]]
    const isAtDigit = /\p{N}$/u.test(previous?.text ?? '') || /^\p{N}/u.test(next?.text ?? '')
    return isAtDigit && (kind === 'mark' || previous?.kind === 'mark' || next?.kind === 'mark')
  })
}

/**
 * A word with a capital that no sentence start explains, a comma that parts two of them, a pronoun or a role, which
 * stand for one. Scripts without capitals give no sign of a name, so there every changed word counts.
 */
function isName({ token, initial, previous, next }: ChangedToken): boolean {
  if (token.kind === 'mark') return partsNames(token) && isCapital(previous) && isCapital(next)
  if (token.kind !== 'word') return false
  const word = token.text.toLowerCase()
  if (/\p{Lo}/u.test(token.text) || PRONOUNS.has(word) || ROLES.has(word.replace(/s$/, '')) || ROLES.has(word)) return true
  if (!/[\p{Lu}\p{Lt}]/u.test(token.text)) return false
  return !(initial && (SENTENCE_STARTERS.has(word) || isOpener(word)))
}

/** "Jones, Smith" are two, "Jones Smith" is one. */
function partsNames({ text }: Token): boolean {
  return text === ',' || text === ';'
}

function isCapital(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^[\p{Lu}\p{Lt}]/u.test(token.text) && !SENTENCE_STARTERS.has(token.text.toLowerCase())
}

function isNegation(word: string): boolean {
  return NEGATIONS.has(word) || DENIALS.has(word) || /n['’]t$/.test(word) || /^(?:non|anti|un)-/.test(word) || /^un(?!der|i|til|cle).{4}/.test(word)
}

/** Any form of a word that means death, guilt or gain, save its own inflection; a passive that comes or goes; one opposite for the other. */
function turnsSense({ token }: ChangedToken, others: readonly ChangedToken[]): boolean {
  if (token.kind !== 'word') return false
  const word = token.text.toLowerCase()
  const instead = others.map((other) => other.token.text.toLowerCase())
  if (BE.has(word)) return !instead.some((other) => BE.has(other))
  if (TURNING_WORDS.has(word)) return !others.some((other) => haveOneBase(token, other.token))
  return instead.some((other) => areOpposites(word, other))
}

/** likely → unlikely, agreed → disagree, care → careless, anywhere in the wording. */
function turnsToOpposite(places: readonly ChangedPlace[]): boolean {
  const words = (side: keyof ChangedPlace) => new Set(places.flatMap((place) => place[side].map(({ token }) => token.text.toLowerCase())))
  const [old, fresh] = [words('removed'), words('added')]
  const negates = (from: ReadonlySet<string>, to: ReadonlySet<string>) =>
    [...from].some(
      (word) => word.length > 2 && (to.has(`${word}less`) || NEGATING_PREFIXES.some((prefix) => formsOf(prefix + word).some((form) => to.has(form)))),
    )
  return negates(old, fresh) || negates(fresh, old)
}

function formsOf(word: string): string[] {
  const stem = word.replace(/(?:ed|es|ing|s|e|d)$/, '')
  return [word, stem, `${stem}e`, `${stem}s`, `${stem}es`, `${stem}d`, `${stem}ed`, `${stem}ing`]
}

/** A telling word that is gone here and new there: who did it and to whom may have changed places. */
function movesWords(places: readonly ChangedPlace[]): boolean {
  const gone = new Map(
    places.flatMap(({ removed }, place) => removed.filter(tells).map(({ token }) => [token.text.toLowerCase(), { place, text: token.text }])),
  )
  return places.some(({ added }, place) =>
    added.filter(tells).some(({ token, struck }) => {
      const from = gone.get(token.text.toLowerCase())
      return from !== undefined && !struck && (from.place !== place || from.text === token.text)
    }),
  )
}

function tells({ token, struck }: ChangedToken): boolean {
  const word = token.text.toLowerCase()
  return token.kind === 'word' && !struck && !LIGHT_WORDS.has(word) && !SENTENCE_STARTERS.has(word)
}

/** More than a third of the words, or more than two that only went or only came: it is another sentence. */
function isLarge(places: readonly ChangedPlace[], { old, fresh }: { old: string; fresh: string }): boolean {
  const counts = places.map(({ removed, added }) => ({ gone: countWords(removed), come: countWords(added) }))
  const sum = (of: (place: { gone: number; come: number }) => number) => counts.reduce((total, place) => total + of(place), 0)
  const share = (part: number, text: string) => part / Math.max(1, countWords(tokenize(text).map((token) => ({ token }))))
  const [gone, come] = [sum((place) => place.gone), sum((place) => place.come)]
  const [dropped, put] = [sum((place) => Math.max(0, place.gone - place.come)), sum((place) => Math.max(0, place.come - place.gone))]
  return fresh === '' || old === '' || share(gone, old) > 1 / 3 || share(come, fresh) > 1 / 3 || Math.max(gone, come) >= 15 || Math.max(dropped, put) > 2
}

function countWords(tokens: readonly { token: Token }[]): number {
  return tokens.filter(({ token }) => token.kind === 'word' || token.kind === 'number').length
}
