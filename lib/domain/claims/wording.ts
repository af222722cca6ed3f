/**
 * The wording of a claim: what a verdict is bound to, and what a change to it means.
 *
 * A verdict holds for exact words. Typography is not wording (quote style, white space, Unicode composition); all
 * else is, and any change of it re-opens the claim. Its class only says whether its checker may confirm with one click.
 */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import { diffTokens } from './diff.ts'
import type { DiffPart } from './diff.ts'
import { judge, judgeStrictly, type Judgement } from './material.ts'

const VERSION = 'stet-wording-v1'

export type WordingChange = { kind: 'same' } | ({ kind: 'minor' | 'material'; diff: DiffPart[] } & Judgement)

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
  return compare(before, after, judge)
}

/** DO-6e: the same for a verdict that was given elsewhere, and by somebody else: there a word that became another one is material. */
export function compareWordingStrictly(before: string, after: string): WordingChange {
  return compare(before, after, judgeStrictly)
}

function compare(before: string, after: string, judged: typeof judge): WordingChange {
  const old = normaliseWording(before)
  const fresh = normaliseWording(after)
  if (old === fresh) return { kind: 'same' }
  const runs = diffTokens(old, fresh)
  const judgement = judged(runs, { old, fresh })
  const diff = runs.map(({ op, tokens }): DiffPart => ({ op, text: tokens.map((token) => token.text).join('') }))
  return { kind: judgement.reasons.length > 0 ? 'material' : 'minor', ...judgement, diff }
}
