import { z } from 'zod'
import { NO_CLEARANCES } from '#lib/domain/evidence/counting-text.ts'
import { QUOTE_RESULTS } from '#lib/domain/quotes/compare-quote.ts'
import { diffPartSchema, hashSchema, idSchema, instantSchema, personRefSchema, typedText } from './common.ts'

const unreadSchema = z.enum(['waiting', 'failed']).nullable()

/** One quote of a claim beside one source. */
export const quoteComparisonSchema = z.object({
  /** As it stands in the copy, marks left out. */
  quote: z.string(),
  /** Of the normalised quote: what an override names. */
  quoteHash: hashSchema,
  evidenceId: idSchema,
  /**
   * Why this source could not clear an altered quote: it contradicts the claim; somebody who wrote part of the wording
   * stands for it; it was typed by somebody who may neither verify nor override; it is an excerpt beside a source that was not read.
   */
  cannotClear: z.enum(NO_CLEARANCES).nullable(),
  result: z.enum(QUOTE_RESULTS),
  /** The page or file has not been read, so that only a typed excerpt was compared: it is still to come, or it could not be. */
  unread: unreadSchema,
  /** Part of the words that agree in order, 0 to 1. */
  similarity: z.number(),
  /** From the source's words to the quote's, with what an omission leaves out; only for `altered` and `elided`. */
  diff: z.array(diffPartSchema),
  /** For `not_found`: what the same speaker (as far as it can be told) does say in this source, nearest first. */
  candidates: z.array(z.object({ quote: z.string(), speaker: z.string().nullable(), similarity: z.number() })),
  /** What the source says in that place. */
  said: z.string().nullable(),
})
export type QuoteComparisonDto = z.infer<typeof quoteComparisonSchema>

export const quotesSchema = z.object({
  items: z.array(quoteComparisonSchema),
  nextCursor: z.null(),
  /** Every quote of the claim once, also when there is no source to compare it with. */
  quotes: z.array(
    z.object({
      quote: z.string(),
      quoteHash: hashSchema,
      /** One of its quotation marks has no partner: where it begins or ends is not known. */
      unpaired: z.boolean(),
      /** As a person says, or else a guess from the words around it. */
      speaker: z.string().nullable(),
      /** Who said so; null for a guess. */
      speakerNamed: z.object({ by: personRefSchema, at: instantSchema }).nullable(),
      /** A source that you may read has it in other words, none that counts as it stands, and nobody has accepted that. */
      altered: z.boolean(),
      /** It blocks publication, as the gate says too; without `altered` it is not yours to clear but by changing the words. */
      holdsBack: z.boolean(),
      override: z.object({ reason: z.string(), by: personRefSchema, at: instantSchema }).nullable(),
    }),
  ),
  /** `changeWords`: to write in the copy. */
  abilities: z.object({ override: z.boolean(), changeWords: z.boolean(), nameSpeaker: z.boolean() }),
})
export type QuotesDto = z.infer<typeof quotesSchema>

export const overrideQuoteSchema = z.strictObject({ quoteHash: hashSchema, reason: typedText(2000) })

/** Who said the quote: another name than the guess, or the same. */
export const nameSpeakerSchema = z.strictObject({ quoteHash: hashSchema, speaker: typedText(200) })

/** Every quote in the claims of an article, by claim and place, and the quotations outside them. */
export const articleQuotesSchema = z.object({
  items: z.array(
    z.object({
      claimId: idSchema,
      number: z.number().int(),
      quote: z.string(),
      quoteHash: hashSchema,
      unpaired: z.boolean(),
      speaker: z.string().nullable(),
      speakerNamed: z.object({ by: personRefSchema, at: instantSchema }).nullable(),
      /** As of the quotes of a claim. */
      altered: z.boolean(),
      holdsBack: z.boolean(),
      sources: z.array(z.object({ evidenceId: idSchema, title: z.string().nullable(), result: z.enum(QUOTE_RESULTS), unread: unreadSchema })),
    }),
  ),
  /** Quotations that no claim covers any part of, by place; single words only where somebody is said to say them. */
  untagged: z.array(z.object({ quote: z.string(), speaker: z.string().nullable() })),
  nextCursor: z.null(),
})
export type ArticleQuotesDto = z.infer<typeof articleQuotesSchema>
