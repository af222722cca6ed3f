import type { ClaimKind } from '#lib/domain/claims/terms.ts'

const MONTHS = 'january|february|march|april|june|july|august|september|october|november|december'
const WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday'

/** Read in this order: the first that fits is the one a checker would most likely have chosen. */
const SIGNS: readonly { kind: ClaimKind; pattern: RegExp }[] = [
  { kind: 'quote', pattern: /["“”„«»‹›]/u },
  {
    kind: 'date',
    pattern: new RegExp(`\\b(?:${MONTHS}|${WEEKDAYS}|yesterday|tomorrow|(?:19|20)\\d\\d)\\b|\\b(?:last|this|next) (?:week|month|year)\\b`, 'iu'),
  },
  {
    kind: 'figure',
    pattern:
      /\p{Nd}|\b(?:percent|per cent|hundred|thousand|million|billion|half|twice|double|second|third|two|three|four|five|six|seven|eight|nine|ten|dozen)s?\b/iu,
  },
  { kind: 'attribution', pattern: /\b(?:said|says|stated|told|claimed|claims|announced|declared|according to|tweeted|asserts?)\b/iu },
  { kind: 'name', pattern: /^\p{Lu}\p{L}+(?: (?:\p{Lu}[\p{L}.]+|of|the|al|bin|van|von|de)){0,4}$/u },
]

/** A first guess at what kind of claim some words are, for the form to start from; `event` when nothing tells. Never `legal`, which asks for a lawyer: a person chooses that. */
export function guessKind(words: string): ClaimKind {
  return SIGNS.find(({ pattern }) => pattern.test(words.trim()))?.kind ?? 'event'
}
