import { z } from 'zod'
import { claimSourceSchema } from './pasted-claims.ts'
import { ACT_KINDS } from '#lib/domain/audit/kinds.ts'
import type { EvidenceType } from '#lib/domain/claims/terms.ts'
import { CLAIM_STATES, VERDICTS } from '#lib/domain/claims/terms.ts'
import { NOTABLE } from '#lib/domain/review/notable.ts'
import { SIGN_OFF_KINDS, type SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { hashSchema, idSchema, instantSchema, personRefSchema, typedText } from './common.ts'

export { SIGN_OFF_KINDS, type SignOffKind }
export const signOffKindSchema = z.enum(SIGN_OFF_KINDS)

export const signOffInputSchema = z.strictObject({ kind: signOffKindSchema, contentHash: hashSchema, claimSetHash: hashSchema })
export type SignOffInput = z.infer<typeof signOffInputSchema>

export const signOffSchema = z.object({
  id: idSchema,
  kind: signOffKindSchema,
  contentHash: hashSchema,
  claimSetHash: hashSchema,
  versionId: idSchema,
  by: personRefSchema,
  at: instantSchema,
  /** null: it holds for the article as it stands. */
  stale: z.enum(['content', 'claims']).nullable(),
})
export type SignOffDto = z.infer<typeof signOffSchema>

export const blockerSchema = z.object({
  code: z.string(),
  /** A sentence that says what is open. */
  message: z.string(),
  /** The place that clears it, relative to the site. */
  href: z.string(),
})
export type BlockerDto = z.infer<typeof blockerSchema>

export const gateSchema = z.object({
  publishable: z.boolean(),
  blockers: z.array(blockerSchema),
  contentHash: hashSchema,
  claimSetHash: hashSchema,
})
export type GateDto = z.infer<typeof gateSchema>

/** `GET /articles/:id/review`: everything that the review page shows. */
export const reviewSchema = z.object({
  gate: gateSchema,
  /** The newest of each kind, stale ones too. */
  signOffs: z.array(signOffSchema),
  required: z.array(signOffKindSchema),
  /** What legal is asked to read: a claim, or the article as a whole (null); and who asked, where it is known. */
  legalFlags: z.array(
    z.object({
      claim: z.object({ id: idSchema, number: z.number().int(), wording: z.string() }).nullable(),
      by: personRefSchema.nullable(),
      /** What legal objects to it and has not withdrawn: questions that are closed in the claim. */
      objections: z.array(z.object({ id: idSchema, reason: z.string(), by: personRefSchema, at: instantSchema })),
    }),
  ),
  /** CL-6j: second checks that were asked for and taken away, newest first; of removed claims too. */
  endedChecks: z.array(
    z.object({
      claim: z.object({ id: idSchema, number: z.number().int(), wording: z.string(), removed: z.boolean() }),
      by: personRefSchema,
      at: instantSchema,
      reason: z.string(),
    }),
  ),
  /** CL-4j: words from claims that were not cleared, which somebody let pass and which stand in the copy; newest first. */
  passedWords: z.array(
    z.object({
      quote: z.string(),
      /** Null where it was removed, or stands in an article that you may not read. */
      source: claimSourceSchema.nullable(),
      by: personRefSchema,
      at: instantSchema,
      reason: z.string(),
    }),
  ),
  /** RE-4h: every claim that stands in the article, by number. */
  claims: z.array(
    z.object({
      claim: z.object({ id: idSchema, number: z.number().int(), wording: z.string() }),
      taggedAt: instantSchema,
      state: z.enum(CLAIM_STATES),
      /** The verdicts that count, oldest first; null where that is not to be told (CL-6h). */
      found: z
        .array(
          z.object({
            by: personRefSchema,
            verdict: z.enum(VERDICTS),
            /** Words that have to stay for it to hold. */
            condition: z.string().nullable(),
            /** Brought over from another article. */
            inherited: z.boolean(),
            at: instantSchema,
          }),
        )
        .nullable(),
      /** RE-4g: by which it passes. */
      waiver: z.object({ by: personRefSchema, at: instantSchema, reason: z.string() }).nullable(),
      /** How many sources you may read, and how many of these support it or contradict it. */
      sources: z.number().int(),
      supporting: z.number().int(),
      contradicting: z.number().int(),
      /** Why it deserves a look before one signs. */
      notable: z.array(z.enum(NOTABLE)),
    }),
  ),
  /** The version that readers have; null before publication and after a withdrawal. */
  publishedVersionId: idSchema.nullable(),
  /** Suggestions of what to check that nobody has accepted or dismissed. */
  undecidedSuggestions: z.number().int(),
  /** Why this person may not give a sign-off that their role would allow. */
  blocked: z.partialRecord(signOffKindSchema, z.enum(['four-eyes', 'not-ready'])),
  /** Of those that four eyes keep from them, the part they had: wrote copy, proposed words that were put into it, or checked or signed the fact-check. */
  involvement: z.partialRecord(signOffKindSchema, z.enum(['wrote', 'proposed', 'checked'])),
})
export type ReviewDto = z.infer<typeof reviewSchema>

export const publishSchema = z.strictObject({
  contentHash: hashSchema,
  publishAt: instantSchema.optional(),
  breakGlassReason: typedText(2000).optional(),
})
export type PublishInput = z.infer<typeof publishSchema>

export const correctionSchema = z.strictObject({ contentHash: hashSchema, note: typedText(2000) })
export type CorrectionInput = z.infer<typeof correctionSchema>
export const withdrawSchema = correctionSchema
export type WithdrawInput = CorrectionInput

export const publicationSchema = z.object({
  id: idSchema,
  articleId: idSchema,
  number: z.number().int(),
  kind: z.enum(['publication', 'correction', 'withdrawal']),
  contentHash: hashSchema,
  claimSetHash: hashSchema,
  note: z.string().nullable(),
  breakGlass: z.boolean(),
  publishedBy: personRefSchema,
  publishedAt: instantSchema,
  url: z.string(),
})
export type PublicationDto = z.infer<typeof publicationSchema>

/** Without `limit`: the whole chain, in the form that is verified, with what you may not know withheld (RE-9f). `claim` and `kind` leave what is of them, without rows that are withheld. */
export const articleRecordQuerySchema = z.object({
  format: z.enum(['json', 'jsonl']).default('json'),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z.string().max(500).optional(),
  order: z.enum(['oldest', 'newest']).default('oldest'),
  claim: idSchema.optional(),
  kind: z.enum(ACT_KINDS).optional(),
})
export type ArticleRecordQuery = z.infer<typeof articleRecordQuerySchema>

export const recordQuerySchema = z.object({
  format: z.enum(['json', 'jsonl']).default('json'),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
  cursor: z.string().max(500).optional(),
})
export type RecordQuery = z.infer<typeof recordQuerySchema>

/** One row of the record, as exported: the verifier needs nothing else. */
export const auditEventSchema = z.object({
  chain: z.string(),
  seq: z.number().int(),
  /** null: withheld. */
  at: instantSchema.nullable(),
  actorId: idSchema.nullable(),
  actorName: z.string(),
  action: z.string(),
  subject: z.string(),
  /** RFC 8785 text. */
  data: z.string(),
  prevHash: z.string(),
  hash: hashSchema,
  /** Not for you, or not yet: when, who, what and to what is left out, and the hashes are those of the kept row. */
  withheld: z.literal(true).optional(),
})
export type AuditEventDto = z.infer<typeof auditEventSchema>

/** That rows of the article's record were made over the evidence's chain: each for the row whose data has this `evidenceRoot`. */
export const evidenceProofsSchema = z.object({
  items: z.array(
    z.object({
      root: hashSchema,
      head: z.object({ chain: z.string(), seq: z.number().int(), hash: hashSchema }),
      /** Which leaf of the tree it is, from 0. */
      leaf: z.number().int(),
      salt: hashSchema,
      /** The hashes beside it, from the leaf upwards. */
      path: z.array(hashSchema),
    }),
  ),
  nextCursor: z.null(),
})
export type EvidenceProofsDto = z.infer<typeof evidenceProofsSchema>

/** The chain of evidence that is or was confidential, as its reader is shown it. */
export interface EvidenceChainDto {
  evidenceId: string
  claim: { number: number; removed: boolean }
  type: EvidenceType
  title: string | null
  /** Whether it is confidential still. */
  confidential: boolean
  rows: AuditEventDto[]
}
