/**
 * CL-8n: what may be quoted where a mark has lost its partner. Nobody can tell how far the quotation went, so each
 * sentence is taken by itself, and what only says who speaks ("he said on Friday") parts it.
 */
import { splitSentences } from '#lib/domain/suggestions/sentences.ts'
import { SAYING } from '#lib/domain/suggestions/words.ts'
import type { Stretch, Unpaired } from './quotations.ts'
import { tokensOf } from './tokens.ts'

const WHO = String.raw`(?:(?:\p{Lu}[\p{L}\p{M}.'’-]*\s+){1,4}|(?:[Tt]he|[Aa]n?)\s+(?:\p{L}+\s+){1,4}|(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|I|[Ww]e)\s+)`
/** Somebody says: at the beginning, or behind punctuation. */
const SPEAKS = new RegExp(
  String.raw`(?:^|(?<=[,.!?…;:–—]))\s*${WHO}(?:(?:has|had|also|later|then|once)\s+)?(\p{Ll}+)(?:\s+(?:\p{L}+\s+){0,3}\p{L}+(?=:))?(?:\s+that\b)?[,.:]?`,
  'gu',
)
/** The other way round: said he. */
const SPOKEN = /(?<=[,.!?…])\s*(\p{Ll}+)\s+(?:the\s+\p{L}+|an?\s+\p{L}+|he|she|they|\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+\p{Lu}[\p{L}\p{M}.'’-]*){0,3})[,.:]?/gu

/** Two words or less are found anywhere. */
const FEWEST_WORDS = 3

/** White space at the ends belongs to none. */
export function unpairedStretches(text: string, within: Stretch, missing: Unpaired['missing']): Stretch[] {
  const part = text.slice(within.from, within.to)
  return (
    splitSentences(part)
      // Directly behind an opening mark somebody speaks, and nobody is said to.
      .flatMap((sentence, index) => withoutSpeakers(part, sentence, missing === 'closing' && index === 0))
      .map(({ from, to }) => trimmed(text, { from: from + within.from, to: to + within.from }))
      .filter(({ from, to }) => tokensOf(text.slice(from, to)).words.length >= FEWEST_WORDS)
  )
}

function withoutSpeakers(text: string, { from, to }: Stretch, beginsQuoted: boolean): Stretch[] {
  const sentence = text.slice(from, to)
  const cuts = [SPEAKS, SPOKEN].flatMap((pattern) =>
    Array.from(sentence.matchAll(pattern)).flatMap((match) =>
      SAYING.has(match[1] ?? '') && !(beginsQuoted && match.index === 0) ? [{ from: from + match.index, to: from + match.index + match[0].length }] : [],
    ),
  )
  const parts: Stretch[] = []
  let start = from
  for (const cut of cuts.toSorted((a, b) => a.from - b.from)) {
    if (cut.from > start) parts.push({ from: start, to: cut.from })
    start = Math.max(start, cut.to)
  }
  return [...parts, { from: start, to }]
}

function trimmed(text: string, { from, to }: Stretch): Stretch {
  const part = text.slice(from, to)
  return { from: from + part.length - part.trimStart().length, to: to - part.length + part.trimEnd().length }
}
