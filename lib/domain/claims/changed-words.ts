/** The words and signs that an edit took out or put in, each with what is known of its place. */
import type { Token, TokenRun } from './diff.ts'
import { quotedSpans } from './quoted-spans.ts'
import type { Span } from './quoted-spans.ts'
import { withoutStrokes } from './struck.ts'

export interface ChangedToken {
  /** A struck-out word as the word it was: to strike "not", to bring it back, and to take it out are alike. */
  token: Token
  struck: boolean
  quoted: boolean
  /** It begins the wording or a sentence, so that its capital says nothing. */
  initial: boolean
  /** The tokens beside it, white space passed over. */
  previous: Token | undefined
  next: Token | undefined
}

/** What one place lost and got. */
export interface ChangedPlace {
  removed: ChangedToken[]
  added: ChangedToken[]
}

/** Place by place; every change of the same diff is in one of them. White space is passed over. */
export function changedPlaces(runs: readonly TokenRun[], { old, fresh }: { old: string; fresh: string }): ChangedPlace[] {
  const places = new Map<number, ChangedPlace>()
  for (const [op, text] of [
    ['removed', old],
    ['added', fresh],
  ] as const) {
    for (const { place, token } of changed(runs, op, text)) {
      const found = places.get(place) ?? { removed: [], added: [] }
      found[op].push(token)
      places.set(place, found)
    }
  }
  return [...places.entries()].toSorted(([one], [other]) => one - other).map(([, place]) => place)
}

function changed(runs: readonly TokenRun[], op: 'removed' | 'added', text: string): { place: number; token: ChangedToken }[] {
  const other = op === 'removed' ? 'added' : 'removed'
  const spans = quotedSpans(text)
  const visible = placed(runs, other).filter(({ token }) => token.kind !== 'space')
  const plain = visible.map(({ token }) => unstruck(token))
  return visible.flatMap(({ token: written, place, isChanged }, index) => {
    const token = plain[index]
    if (!isChanged || !token) return []
    const [previous, next] = [plain[index - 1], plain[index + 1]]
    const struck = token.text !== written.text
    return [{ place, token: { token, struck, previous, next, initial: startsSentence(previous), quoted: inQuotes(token, spans) } }]
  })
}

// `same` tokens are placed in the first text; their order is enough here, their offsets are made anew.
function placed(runs: readonly TokenRun[], without: TokenRun['op']): { token: Token; place: number; isChanged: boolean }[] {
  let [at, place] = [0, 0]
  return runs.flatMap((run) => {
    if (run.op === 'same') place += 1
    if (run.op === without) return []
    return run.tokens.map((token) => {
      const moved = { token: { ...token, at }, place, isChanged: run.op !== 'same' }
      at += token.text.length
      return moved
    })
  })
}

function unstruck(token: Token): Token {
  const text = withoutStrokes(token.text)
  return { ...token, text, kind: /^\p{N}/u.test(text) ? 'number' : token.kind }
}

function startsSentence(previous: Token | undefined): boolean {
  return previous === undefined || /^[.!?…:"'“‘([]$/.test(previous.text)
}

function inQuotes(token: Token, spans: readonly Span[]): boolean {
  return spans.some((span) => token.at >= span.from && token.at < span.to)
}
