/**
 * A word diff for people: whole words, whole numbers ("1,000", "$3.5bn", "12%") and single punctuation marks,
 * never letters.
 */
import { boundedDiff } from '../bounded-diff.ts'

export interface DiffPart {
  op: 'same' | 'removed' | 'added'
  text: string
}

export interface Token {
  kind: 'word' | 'number' | 'space' | 'mark'
  text: string
  /** Offset of the first character in the text. */
  at: number
}

const TOKEN = new RegExp(
  [
    // A figure with its sign, currency, separators and unit sign: -3, US$1,000.50, 12%, 10:30, 21st, 24/7, 5km
    String.raw`(?<number>(?:(?<![\p{L}\p{N}])[-+\u2212\u2013])?(?:US)?\p{Sc}?\p{N}+(?:[.,:/'’]\p{N}+)*(?:[\p{L}\p{M}]*)[%\u2030\u00b0\p{Sc}]?)`,
    // A word with inner apostrophes, hyphens and full points: isn't, Jean-Marie, U.S
    String.raw`(?<word>[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’.\-\u2010\u2011\u200c\u200d][\p{L}\p{M}\p{N}]+)*)`,
    // As the normalised wording has it: U+FEFF is an invisible sign, not a space.
    String.raw`(?<space>[^\S\ufeff]+)`,
    String.raw`(?<mark>[^])`,
  ].join('|'),
  'gu',
)

/** The text cut into words, figures, white space and marks; joined again they are the text. */
export function tokenize(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), (match): Token => {
    const { number, word, space } = match.groups ?? {}
    const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : space !== undefined ? 'space' : 'mark'
    return { kind, text: match[0], at: match.index }
  })
}

/** The word diff of two texts. `same` and `removed` joined give the first, `same` and `added` the second. */
export function diffText(before: string, after: string): DiffPart[] {
  return diffTokens(before, after).map(({ op, tokens }) => ({ op, text: tokens.map((token) => token.text).join('') }))
}

/** The same for a list: of what did not change so many words beside each change. */
export function shortDiff(parts: readonly DiffPart[], around = 6): DiffPart[] {
  return parts.map((part, index) => {
    if (part.op !== 'same') return part
    const words = tokenize(part.text).filter(({ kind }) => kind === 'word' || kind === 'number')
    const [isFirst, isLast] = [index === 0, index === parts.length - 1]
    const [begin, end] = [isFirst ? 0 : around, isLast ? 0 : around]
    if (words.length <= begin + end + 1) return part
    const [after, before] = [words[begin - 1], words[words.length - end]]
    const head = after ? `${part.text.slice(0, after.at + after.text.length)} ` : ''
    return { ...part, text: `${head}…${before ? ` ${part.text.slice(before.at)}` : ''}` }
  })
}

export interface TokenRun {
  op: DiffPart['op']
  tokens: readonly Token[]
}

/** Tokens that come and go; more are one stretch replaced by another, which is how a person would read it. */
const MOST_EDITS = 800

/** The same diff with the tokens it is made of, each placed in the text it stands in (`same`: in the first). */
export function diffTokens(before: string, after: string, isSame: (a: Token, b: Token) => boolean = isSameText): TokenRun[] {
  const old = tokenize(before)
  const fresh = tokenize(after)
  const changes = boundedDiff(old, fresh, MOST_EDITS, isSame)
  const runs = changes.map((change): TokenRun => ({
    op: change.added ? 'added' : change.removed ? 'removed' : 'same',
    tokens: change.value,
  }))
  return joinAcrossSpaces(placedInFirst(runs, old))
}

function isSameText(a: Token, b: Token): boolean {
  return a.text === b.text
}

// The diff hands back the second text's elements where both are equal.
function placedInFirst(runs: readonly TokenRun[], old: readonly Token[]): TokenRun[] {
  let index = 0
  return runs.map((run) => {
    if (run.op === 'added') return run
    const tokens = run.op === 'same' ? old.slice(index, index + run.tokens.length) : run.tokens
    index += run.tokens.length
    return { op: run.op, tokens }
  })
}

/** "a b" → "c d" reads better as one change of two words than as two changes around an equal space. */
function joinAcrossSpaces(runs: readonly TokenRun[]): TokenRun[] {
  const joined: TokenRun[] = []
  let removed: Token[] = []
  let added: Token[] = []
  const flush = () => {
    const shared = removed.at(-1)?.kind === 'space' && removed.at(-1)?.text === added.at(-1)?.text ? removed.slice(-1) : []
    const [gone, come] = shared.length > 0 ? [removed.slice(0, -1), added.slice(0, -1)] : [removed, added]
    if (gone.length > 0) joined.push({ op: 'removed', tokens: gone })
    if (come.length > 0) joined.push({ op: 'added', tokens: come })
    if (shared.length > 0) joined.push({ op: 'same', tokens: shared })
    removed = []
    added = []
  }
  for (const [index, run] of runs.entries()) {
    const inside = run.op === 'same' && removed.length + added.length > 0 && index + 1 < runs.length
    if (run.op === 'removed' || (inside && isSpace(run))) removed.push(...run.tokens)
    if (run.op === 'added' || (inside && isSpace(run))) added.push(...run.tokens)
    if (run.op === 'same' && !(inside && isSpace(run))) {
      flush()
      joined.push(run)
    }
  }
  flush()
  return joinSame(joined)
}

function joinSame(runs: readonly TokenRun[]): TokenRun[] {
  const joined: TokenRun[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last?.op === 'same' && run.op === 'same') joined[joined.length - 1] = { op: 'same', tokens: [...last.tokens, ...run.tokens] }
    else joined.push(run)
  }
  return joined
}

function isSpace(run: TokenRun): boolean {
  return run.tokens.every((token) => token.kind === 'space')
}
