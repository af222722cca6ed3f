/**
 * The wording of a claim: what a verdict is bound to, and what a change to it means.
 *
 * A verdict holds for exact words. Typography is not wording (quote style, white space, Unicode composition); all
 * else is. A change is minor only when every word stays, and nothing suggests that it could touch the facts. This module cannot
 * understand a sentence, so every doubt is decided for "material": the cost is a second look.
 */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import { diffTokens } from './diff.ts'
import type { DiffPart, Token, TokenRun } from './diff.ts'
import { keepsWords } from './same-words.ts'
import { quotedSpans } from './quoted-spans.ts'
import type { Span } from './quoted-spans.ts'
import { withoutStrokes } from './struck.ts'
import { NEGATING_PREFIXES, NEGATIONS, NUMBER_WORDS, PRONOUNS, QUALIFIERS, SENTENCE_STARTERS } from './word-lists.ts'

const VERSION = 'stet-wording-v1'

/** Why a change is material. */
export type MaterialReason = 'number' | 'name' | 'negation' | 'quote' | 'qualifier' | 'invisible' | 'word' | 'large'

export type WordingChange =
  | { kind: 'same' }
  | { kind: 'minor'; reasons: MaterialReason[]; diff: DiffPart[] }
  | { kind: 'material'; reasons: MaterialReason[]; diff: DiffPart[] }

/**
 * The wording without its typography: NFC; curly, low and angled quotation marks straight; every run of white
 * space (no-break spaces and line ends too) one space; soft hyphens, which say where a line may end, gone, but for those
 * at a figure, where the hyphen of a line's end would make it another one; trimmed.
 * Case, dashes and every other sign stay, because "10–12" and "10-12" need not say the same; so do all other
 * invisible characters, which join and part letters, turn their order, and hide a word from whoever searches for it.
 */
export function normaliseWording(text: string): string {
  return text
    .replace(/(?<![\p{N}\u00ad])\u00ad+(?![\p{N}\u00ad])/gu, '')
    .normalize('NFC')
    .replace(/«[^\S\ufeff]*|[^\S\ufeff]*»|[“”„‟″〝〞]/gu, '"')
    .replace(/‹[^\S\ufeff]*|[^\S\ufeff]*›|[‘’‚‛′]/gu, "'")
    .replace(/[^\S\ufeff]+/gu, ' ')
    .replace(/^ | $/gu, '')
}

/** sha256 of `"stet-wording-v1\n"` and the normalised wording, in lower-case hex. */
export function wordingHash(text: string): string {
  return toHexString(digest(encodeUtf8(`${VERSION}\n${normaliseWording(text)}`)))
}

/** What changed between two wordings, with a word diff of their normalised forms. A minor change has no reasons. */
export function compareWording(before: string, after: string): WordingChange {
  const old = normaliseWording(before)
  const fresh = normaliseWording(after)
  if (old === fresh) return { kind: 'same' }
  const runs = diffTokens(old, fresh)
  const reasons = materialReasons(runs, old, fresh)
  const diff = runs.map(({ op, tokens }): DiffPart => ({ op, text: tokens.map((token) => token.text).join('') }))
  return { kind: reasons.length > 0 ? 'material' : 'minor', reasons, diff }
}

function materialReasons(runs: readonly TokenRun[], old: string, fresh: string): MaterialReason[] {
  const removed = changed(runs, 'removed', old)
  const added = changed(runs, 'added', fresh)
  const all = [...removed, ...added]
  const checks: [MaterialReason, boolean][] = [
    ['number', all.some(touchesNumber) || parted(runs, 'removed') || parted(runs, 'added')],
    ['name', all.some(isName)],
    ['negation', all.some(isNegation) || turnsToOpposite(removed, added)],
    ['quote', all.some((token) => token.quoted)],
    ['qualifier', all.some(({ token }) => QUALIFIERS.has(token.text.toLowerCase()))],
    ['invisible', all.some(({ token }) => /\p{Default_Ignorable_Code_Point}/u.test(token.text))],
    ['large', isLarge(removed, added, old, fresh)],
  ]
  const named = checks.flatMap(([reason, holds]) => (holds ? [reason] : []))
  // Where nothing better is known of the word than that it is another.
  return named.length > 0 || keepsWords(runs) ? named : ['word']
}

/** A removed or added token with what is known of its place. */
interface ChangedToken {
  token: Token
  quoted: boolean
  /** It begins the wording or a sentence, so that its capital says nothing. */
  initial: boolean
  /** The tokens beside it, white space passed over. */
  previous: Token | undefined
  next: Token | undefined
}

function changed(runs: readonly TokenRun[], op: 'removed' | 'added', text: string): ChangedToken[] {
  const other = op === 'removed' ? 'added' : 'removed'
  const tokens = placed(runs.filter((run) => run.op !== other))
  const spans = quotedSpans(text)
  const visible = tokens.filter(({ token }) => token.kind !== 'space').map((placedToken) => ({ ...placedToken, token: unstruck(placedToken.token) }))
  return visible.flatMap(({ token, changed: isChanged }, index) => {
    const previous = visible[index - 1]?.token
    if (!isChanged) return []
    const next = visible[index + 1]?.token
    return [{ token, previous, next, initial: startsSentence(previous), quoted: inQuotes(token, spans) }]
  })
}

/** A struck-out word is judged as the word it was: to strike "not", to bring it back, and to take it out are all material. */
function unstruck(token: Token): Token {
  const text = withoutStrokes(token.text)
  return { ...token, text, kind: /^\p{N}/u.test(text) ? 'number' : token.kind }
}

// `same` tokens are placed in the first text; their order is enough here, their offsets are made anew.
function placed(runs: readonly TokenRun[]): { token: Token; changed: boolean }[] {
  let at = 0
  return runs.flatMap((run) =>
    run.tokens.map((token) => {
      const moved = { token: { ...token, at }, changed: run.op !== 'same' }
      at += token.text.length
      return moved
    }),
  )
}

/** A figure or number word, or a word or sign that stands at a figure and so says what it counts. */
function touchesNumber({ token, previous, next }: ChangedToken): boolean {
  if (token.kind === 'number') return true
  if (
    token.kind === 'word' &&
    token.text
      .toLowerCase()
      .split(/[-'’.]/)
      .some((part) => NUMBER_WORDS.has(part))
  )
    return true
  if (token.kind === 'word') return previous?.kind === 'number'
  const between = previous?.kind === 'number' && next?.kind === 'number'
  return between || ((previous?.kind === 'number' || next?.kind === 'number') && !/[.,;:!?()[\]]/.test(token.text))
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
 * A word with a capital that no sentence start explains, a comma that parts two of them, or a pronoun, which stands
 * for a name. Scripts without
 * capitals give no sign of a name, so there every changed word counts.
 */
function isName({ token, initial, previous, next }: ChangedToken): boolean {
  if (token.kind === 'mark') return partsNames(token) && isCapital(previous) && isCapital(next)
  if (token.kind !== 'word') return false
  if (/\p{Lo}/u.test(token.text) || PRONOUNS.has(token.text.toLowerCase())) return true
  if (!/[\p{Lu}\p{Lt}]/u.test(token.text)) return false
  return !(initial && SENTENCE_STARTERS.has(token.text.toLowerCase()))
}

/** "Jones, Smith" are two, "Jones Smith" is one. */
function partsNames({ text }: Token): boolean {
  return text === ',' || text === ';'
}

function isCapital(token: Token | undefined): boolean {
  return token?.kind === 'word' && /^[\p{Lu}\p{Lt}]/u.test(token.text) && !SENTENCE_STARTERS.has(token.text.toLowerCase())
}

function isNegation({ token }: ChangedToken): boolean {
  const word = token.text.toLowerCase()
  return NEGATIONS.has(word) || /n['’]t$/.test(word) || /^(?:non|anti)-/.test(word)
}

function turnsToOpposite(removed: readonly ChangedToken[], added: readonly ChangedToken[]): boolean {
  const words = (tokens: readonly ChangedToken[]) => new Set(tokens.map(({ token }) => token.text.toLowerCase()))
  const [old, fresh] = [words(removed), words(added)]
  const negates = (from: ReadonlySet<string>, to: ReadonlySet<string>) =>
    [...from].some((word) => NEGATING_PREFIXES.some((prefix) => to.has(prefix + word)) || to.has(`${word}less`))
  return negates(old, fresh) || negates(fresh, old)
}

/** Half of the words or fifteen of them: too much for "still holds". */
function isLarge(removed: readonly ChangedToken[], added: readonly ChangedToken[], old: string, fresh: string): boolean {
  const words = (tokens: readonly ChangedToken[]) => tokens.filter(({ token }) => token.kind === 'word' || token.kind === 'number').length
  const share = (part: number, text: string) => part / Math.max(1, text.split(' ').length)
  const [gone, come] = [words(removed), words(added)]
  return fresh === '' || old === '' || gone >= 15 || come >= 15 || share(gone, old) >= 0.5 || share(come, fresh) >= 0.5
}

function startsSentence(previous: Token | undefined): boolean {
  return previous === undefined || /^[.!?…:"'“‘([]$/.test(previous.text)
}

function inQuotes(token: Token, spans: readonly Span[]): boolean {
  return spans.some((span) => token.at >= span.from && token.at < span.to)
}
