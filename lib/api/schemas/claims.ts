import { z } from 'zod'
import { diffPartSchema, dueSchema, hashSchema, idSchema, instantSchema, pageQuerySchema, personRefSchema, typedText } from './common.ts'
import { authorQuerySchema } from './author-queries.ts'
import { claimSourceSchema } from './pasted-claims.ts'
import { proposedWordingSchema, wordingProposalSchema } from './wording-proposals.ts'
import { CAPTURE_FAILURES, CAPTURE_STATES } from '#lib/domain/evidence/capture.ts'
import { UNASKED_REASONS } from '#lib/domain/claims/board.ts'
import { REMOVAL_HOLDS } from '#lib/domain/claims/removal.ts'
import { TO_CONFIRM } from '#lib/domain/claims/weighed.ts'
import { CALL_TERMS, CLAIM_KINDS, CLAIM_STATES, EVIDENCE_RELATIONS, EVIDENCE_TYPES, PRIORITIES, VERDICTS } from '#lib/domain/claims/terms.ts'

export const claimKindSchema = z.enum(CLAIM_KINDS)
export const prioritySchema = z.enum(PRIORITIES)
export const claimStateSchema = z.enum(CLAIM_STATES)
export const verdictValueSchema = z.enum(VERDICTS)

export const tagClaimSchema = z.strictObject({
  quote: z.string().min(1, 'Select some words first.').max(20_000),
  prefix: z.string().max(500).optional(),
  suffix: z.string().max(500).optional(),
  /** 1 for the first place where the quote stands. */
  occurrence: z.number().int().min(1).optional(),
  kind: claimKindSchema,
  note: typedText(2000).optional(),
  priority: prioritySchema.default('normal'),
})
export type TagClaimInput = z.infer<typeof tagClaimSchema>

export const updateClaimSchema = z.strictObject({
  kind: claimKindSchema.optional(),
  priority: prioritySchema.optional(),
  secondCheck: z.boolean().optional(),
  note: typedText(2000).nullable().optional(),
  /** Legal must sign off while this claim stands in the article. */
  legalFlag: z.boolean().optional(),
  /** Why legal need not read it, or one check is enough after all: asked for with `legalFlag: false` and `secondCheck: false`. */
  reason: typedText(2000).optional(),
})
export type UpdateClaimInput = z.infer<typeof updateClaimSchema>

export const waiveClaimSchema = z.strictObject({ wordingHash: hashSchema, reason: typedText(2000) })
export type WaiveClaimInput = z.infer<typeof waiveClaimSchema>
export const removeClaimSchema = z.strictObject({ reason: typedText(2000) })
export type RemoveClaimInput = z.infer<typeof removeClaimSchema>
/** Puts a detached claim on a new place. */
export const reattachClaimSchema = tagClaimSchema.pick({ quote: true, prefix: true, suffix: true, occurrence: true })
/** The words on which the claim is to stand from now on; they share some with it. */
export const moveEdgesSchema = reattachClaimSchema
/** The first or last words of the claim, which become a claim of their own; its kind unless told. */
export const splitClaimSchema = reattachClaimSchema.extend({ kind: claimKindSchema.optional() })
/** The claim that becomes part of this one. */
export const mergeClaimSchema = z.strictObject({ otherId: idSchema })
export type ReattachClaimInput = z.infer<typeof reattachClaimSchema>

export const assignClaimSchema = z.strictObject({
  assigneeId: idSchema,
  dueAt: dueSchema.optional(),
  question: typedText(2000).optional(),
  secondCheck: z.boolean().default(false),
  /** How urgent the check is: the claim's own priority, which is set with it. */
  priority: prioritySchema.optional(),
})
export type AssignClaimInput = z.infer<typeof assignClaimSchema>

/** One person is asked to check many claims; each with the time by which it is due, since desks go by different clocks. */
export const assignClaimsSchema = assignClaimSchema.omit({ dueAt: true }).extend({
  claims: z
    .array(z.strictObject({ claimId: idSchema, dueAt: dueSchema.optional() }))
    .min(1)
    .max(500),
  /** Of a claim that others are asked about already: the person is asked beside them, or instead. */
  others: z.enum(['beside', 'instead']).default('beside'),
})
export type AssignClaimsInput = z.infer<typeof assignClaimsSchema>

/** Which were assigned, and of the rest why not. */
export const assignedSchema = z.object({
  assigned: z.array(z.object({ claimId: idSchema, taskId: idSchema })),
  refused: z.array(z.object({ claimId: idSchema, code: z.string(), reason: z.string() })),
})
export type AssignedDto = z.infer<typeof assignedSchema>

export const TASK_STATES = ['open', 'in_checking', 'done', 'cancelled'] as const
/** How a task came to its end, when not by its holder's own check. */
const TASK_ENDS = ['cleared', 'own_words', 'handed_back', 'withdrawn'] as const
export const updateTaskSchema = z.strictObject({
  state: z.enum(TASK_STATES).optional(),
  assigneeId: idSchema.optional(),
  dueAt: dueSchema.nullable().optional(),
  question: typedText(2000).nullable().optional(),
  /** Why it is cancelled; whoever gives back what others asked of them says so. */
  reason: typedText(2000).optional(),
})
export type UpdateTaskInput = z.infer<typeof updateTaskSchema>

export const tasksQuerySchema = pageQuerySchema.extend({
  assignee: z.union([z.literal('me'), idSchema]).optional(),
  state: z.enum([...TASK_STATES, 'active']).optional(),
  due: z.enum(['today', 'overdue']).optional(),
  deskId: idSchema.optional(),
  articleId: idSchema.optional(),
})
export type TasksQuery = z.infer<typeof tasksQuerySchema>

const evidenceFields = {
  title: typedText(300).optional(),
  text: typedText(100_000).optional(),
  relation: z.enum(EVIDENCE_RELATIONS),
  excerpt: typedText(10_000).optional(),
  /** Where in the source it stands: "p. 12", "00:14:05". */
  locator: typedText(100).optional(),
  confidential: z.boolean().default(false),
  readers: z.array(idSchema).max(50).default([]),
}

/** The fields beside a `file`, in a multipart body. */
export const addFileSchema = z.strictObject({ type: z.literal('file'), ...evidenceFields })

export const addEvidenceSchema = z
  .strictObject({
    type: z.enum(['link', 'note', 'call']),
    url: z
      .url({ protocol: /^https?$/, message: 'Must be an http or https address.' })
      .max(2000)
      .refine(namesNobody, 'Must not hold a name or password: everybody who reads the claim would see them.')
      .optional(),
    title: typedText(300).optional(),
    text: typedText(100_000).optional(),
    relation: z.enum(EVIDENCE_RELATIONS),
    excerpt: typedText(10_000).optional(),
    /** Where in the source it stands: "p. 12", "00:14:05". */
    locator: typedText(100).optional(),
    /** Of a source call: who was reached, when, and what they agreed to. What was said is `text`. */
    reached: typedText(300).optional(),
    reachedAt: instantSchema.optional(),
    terms: z.enum(CALL_TERMS).optional(),
    confidential: z.boolean().default(false),
    readers: z.array(idSchema).max(50).default([]),
  })
  .superRefine((value, context) => {
    if (value.type === 'link' && value.url === undefined) context.addIssue({ code: 'custom', path: ['url'], message: 'A link needs its address.' })
    if (value.type !== 'link' && value.text === undefined) context.addIssue({ code: 'custom', path: ['text'], message: 'Write what was found or said.' })
    for (const field of ['reached', 'reachedAt', 'terms'] as const) {
      if (value.type !== 'call' && value[field] !== undefined) context.addIssue({ code: 'custom', path: [field], message: 'Only a source call has this.' })
    }
  })
export type AddEvidenceInput = z.infer<typeof addEvidenceSchema>

/** One page holds the claims of nearly every article: the margin shows them all. */
export const claimsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(500),
  cursor: z.string().max(500).optional(),
})

export const giveVerdictSchema = z.strictObject({
  verdict: verdictValueSchema,
  rationale: typedText(10_000),
  /** Words of the wording on which the verdict depends: a change that loses them is material. */
  condition: typedText(500).optional(),
  /** Only with `needs_wording`: what it ought to say. */
  proposal: proposedWordingSchema.optional(),
  /** The wording that the checker saw. */
  wordingHash: hashSchema,
})
export type GiveVerdictInput = z.infer<typeof giveVerdictSchema>

export const stillHoldsSchema = z.strictObject({ wordingHash: hashSchema, reason: typedText(2000).optional() })
export type StillHoldsInput = z.infer<typeof stillHoldsSchema>

export const taskSchema = z.object({
  id: idSchema,
  claimId: idSchema,
  state: z.enum(TASK_STATES),
  assignee: personRefSchema,
  createdBy: personRefSchema,
  question: z.string().nullable(),
  dueAt: instantSchema.nullable(),
  /** Of the desk: the clock by which it is due. */
  timeZone: z.string(),
  overdue: z.boolean(),
  secondCheck: z.boolean(),
  createdAt: instantSchema,
  /** Not by its holder's own check: the claim was cleared without it, its holder has a part in the words, gave it back, or it was taken back. */
  ended: z.enum(TASK_ENDS).nullable(),
  /** What was said with that. */
  endReason: z.string().nullable(),
})
export type TaskDto = z.infer<typeof taskSchema>

/** What stood behind a link at one moment; its text is at `/evidence/{id}/text`. */
export const captureSchema = z.object({
  id: idSchema,
  state: z.enum(CAPTURE_STATES),
  /** By a person, since it could not be fetched. */
  pasted: z.boolean(),
  /** The bytes are kept: `/evidence/{id}/file` gives them out. */
  stored: z.boolean(),
  requestedBy: personRefSchema,
  requestedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
  finalUrl: z.string().nullable(),
  mediaType: z.string().nullable(),
  title: z.string().nullable(),
  /** SHA-256 of the bytes as they were sent, or of the pasted text. */
  sha256: hashSchema.nullable(),
  size: z.number().int().nullable(),
  /** Why it failed, and what the other side answered. */
  failure: z.enum(CAPTURE_FAILURES).nullable(),
  detail: z.string().nullable(),
})
export type CaptureDto = z.infer<typeof captureSchema>

export const captureAgainSchema = z.strictObject({
  /** What the source says, by hand; without it the link is fetched once more. */
  text: typedText(500_000).optional(),
  title: typedText(300).optional(),
})

export const withdrawEvidenceSchema = z.strictObject({ reason: typedText(2000) })

export const changeEvidenceSchema = z
  .strictObject({
    relation: z.enum(EVIDENCE_RELATIONS),
    /** null: none any more. */
    excerpt: typedText(10_000).nullable(),
    confidential: z.boolean(),
    /** All of them, besides who added it; only of confidential evidence. */
    readers: z.array(idSchema).max(50),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Say what to change.')

export const sourceTextQuerySchema = z.object({ capture: idSchema.optional() })

export const sourceTextSchema = z.object({
  evidenceId: idSchema,
  captureId: idSchema,
  url: z.string().nullable(),
  title: z.string().nullable(),
  /** Plain text: paragraphs are parted by an empty line, the pages of a PDF by a form feed. */
  text: z.string(),
  mediaType: z.string().nullable(),
  pasted: z.boolean(),
  capturedAt: instantSchema,
  sha256: hashSchema.nullable(),
})
export type SourceTextDto = z.infer<typeof sourceTextSchema>

export const sourceDiffSchema = z.object({
  from: idSchema,
  to: idSchema,
  /** Paragraphs that changed; none when the text is the same. */
  blocks: z.array(z.object({ change: z.enum(['same', 'added', 'removed', 'changed']), parts: z.array(diffPartSchema) })),
})
export type SourceDiffDto = z.infer<typeof sourceDiffSchema>

export const evidenceSchema = z.object({
  id: idSchema,
  type: z.enum(EVIDENCE_TYPES),
  relation: z.enum(EVIDENCE_RELATIONS),
  url: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  excerpt: z.string().nullable(),
  locator: z.string().nullable(),
  reached: z.string().nullable(),
  reachedAt: instantSchema.nullable(),
  terms: z.enum(CALL_TERMS).nullable(),
  /** What a file was called where it came from. */
  fileName: z.string().nullable(),
  /** Of the newest capture; null where there is nothing to capture. */
  captureState: z.enum(CAPTURE_STATES).nullable(),
  /** Newest first. */
  captures: z.array(captureSchema),
  confidential: z.boolean(),
  readers: z.array(personRefSchema),
  createdBy: personRefSchema,
  createdAt: instantSchema,
  /** Who brought it over from another article; null for what was added here. */
  broughtBy: personRefSchema.nullable(),
  /** Of a copy whose original was withdrawn: when, and by whom and why for who may read that. */
  withdrawnThere: z.object({ at: instantSchema, by: personRefSchema.nullable(), reason: z.string().nullable() }).nullable(),
  /** `pasteText`: to say by hand what it says, since it could not be read. */
  abilities: z.object({ pasteText: z.boolean(), withdraw: z.boolean(), change: z.boolean() }),
})
export type EvidenceDto = z.infer<typeof evidenceSchema>

export const verdictSchema = z.object({
  id: idSchema,
  verdict: verdictValueSchema,
  rationale: z.string(),
  /** Words that have to stay for it to hold. */
  condition: z.string().nullable(),
  wording: z.string(),
  wordingHash: hashSchema,
  checker: personRefSchema,
  /** true for a "still holds" on a minor change. */
  stillHolds: z.boolean(),
  /** true where it confirms a verdict of another article. */
  inherited: z.boolean(),
  /** Its giver had a part in the words: it does not count while the desk has four eyes. */
  ownWords: z.boolean(),
  /** Given for the present wording. */
  current: z.boolean(),
  createdAt: instantSchema,
})
export type VerdictDto = z.infer<typeof verdictSchema>

/** Of what class a change of words is, and why. */
export const wordingChangeSchema = z.object({
  change: z.enum(['minor', 'material']),
  /** Codes: number, name, negation, quote, extent … None for a minor change. */
  reasons: z.array(z.string()),
  /** The words in which a reason is seen, place by place; '' where nothing stood before, or stands now. */
  touched: z.array(z.object({ reason: z.string(), before: z.string(), after: z.string() })),
  diff: z.array(diffPartSchema),
})
export type WordingChangeDto = z.infer<typeof wordingChangeSchema>

/** Why a claim is re-opened: what changed since its newest verdict. */
export const reopenedSchema = wordingChangeSchema.extend({
  verdictId: idSchema,
  /** Who may have changed them since: one of these, where it is known. */
  by: z.array(personRefSchema),
  /** The last change that was seen; null before it is. */
  at: instantSchema.nullable(),
  /** The copy says what it said: only where the claim begins and ends was changed (CL-5h). */
  placed: z.boolean(),
})

/** The same in a list. */
const changedWordsSchema = reopenedSchema.pick({ change: true, diff: true, at: true, placed: true })
export type ChangedWords = z.infer<typeof changedWordsSchema>

/** Wording by wording, newest first. */
export const claimHistorySchema = z.object({
  wordings: z.array(
    z.object({
      wording: z.string(),
      wordingHash: hashSchema,
      /** A person said with it where the claim begins and ends. */
      placed: z.boolean(),
      at: instantSchema,
      /** Whether with it what was decided no longer counted, or counted again. */
      turn: z.enum(['first', 'changed', 'reopened', 'restored']),
      /** From the wording before; null for the first, and where only the place changed. */
      change: wordingChangeSchema.nullable(),
      /** Everybody with a part in it. */
      authors: z.array(personRefSchema),
      verdicts: z.array(verdictSchema),
      waivers: z.array(z.object({ reason: z.string(), by: personRefSchema, at: instantSchema })),
    }),
  ),
  splitFrom: z.object({ id: idSchema, number: z.number().int() }).nullable(),
  /** Evidence that was withdrawn, of what you may read, oldest first. */
  withdrawn: z.array(z.object({ evidence: evidenceSchema, by: personRefSchema, at: instantSchema, reason: z.string() })),
  /** Claims that became part of this one. */
  merged: z.array(z.object({ id: idSchema, number: z.number().int(), wording: z.string() })),
})
export type ClaimHistoryDto = z.infer<typeof claimHistorySchema>

/** A verdict of another article that was brought over and waits to be confirmed. It counts for nothing. */
export const inheritedSchema = z.object({
  id: idSchema,
  verdict: verdictValueSchema,
  rationale: z.string(),
  checker: personRefSchema,
  checkedAt: instantSchema,
  outOfDate: z.boolean(),
  /** Words that have to stay for it to hold, of every verdict that counted there. */
  conditions: z.array(z.object({ words: z.string(), checker: personRefSchema })),
  /** From the wording that was checked to this one; null where they are the same. */
  diff: z.array(diffPartSchema).nullable(),
  /** Where it was given; null for who may not read that. */
  from: z.object({ articleId: idSchema, claimId: idSchema, title: z.string() }).nullable(),
  by: personRefSchema,
  at: instantSchema,
  abilities: z.object({ confirm: z.boolean(), takeBack: z.boolean() }),
})

export const claimAbilitiesSchema = z.object({
  edit: z.boolean(),
  assign: z.boolean(),
  /** To take away the second check that was asked for this claim. */
  endSecondCheck: z.boolean(),
  addEvidence: z.boolean(),
  giveVerdict: z.boolean(),
  /** Set when giveVerdict is false though the role would allow it: "four-eyes". */
  giveVerdictBlocked: z.enum(['four-eyes']).nullable(),
  stillHolds: z.boolean(),
  waive: z.boolean(),
  remove: z.boolean(),
  /** Set when remove is false though the right is there: what has to be settled or waived first. */
  removeBlocked: z.enum(REMOVAL_HOLDS).nullable(),
  /** Set when waive and remove are false though the role would allow one of them: "four-eyes". */
  setAsideBlocked: z.enum(['four-eyes']).nullable(),
  reattach: z.boolean(),
  /** To move its edges, split it, or merge it with another. */
  reshape: z.boolean(),
  /** Set when reshape is true, but no words can be taken out of it: why it cannot be split. */
  narrowBlocked: z.enum([...REMOVAL_HOLDS, 'decided', 'four-eyes']).nullable(),
  /** To ask its author about it. */
  ask: z.boolean(),
  /** To object as legal, which holds back publication. */
  object: z.boolean(),
  /** To ask for legal to read it. */
  flagLegal: z.boolean(),
  /** To say that they need not after all. */
  unflagLegal: z.boolean(),
  /** To propose another wording. */
  propose: z.boolean(),
})

export const claimSchema = z.object({
  id: idSchema,
  articleId: idSchema,
  number: z.number().int(),
  kind: claimKindSchema,
  priority: prioritySchema,
  state: claimStateSchema,
  /** Whether it blocks publication as it stands. */
  blocking: z.boolean(),
  /** Publication waits for a quotation in it, whatever its state (`quote-altered`). */
  quoteAltered: z.boolean(),
  note: z.string().nullable(),
  secondCheck: z.boolean(),
  /** Legal must sign off while it stands in the article. */
  legalFlag: z.boolean(),
  /** Who asked for that. */
  legalFlaggedBy: personRefSchema.nullable(),
  taggedWording: z.string(),
  /** As it stands in the article; the last known one when detached. */
  wording: z.string(),
  wordingHash: hashSchema,
  prefix: z.string(),
  suffix: z.string(),
  createdBy: personRefSchema,
  createdAt: instantSchema,
  reopened: reopenedSchema.nullable(),
  /** Of the state `to_confirm`: why, as far as one may read the evidence. */
  toConfirm: z.enum(TO_CONFIRM).nullable(),
  waiver: z.object({ reason: z.string(), by: personRefSchema, at: instantSchema }).nullable(),
  tasks: z.array(taskSchema),
  evidence: z.array(evidenceSchema),
  /** `evidenceIds`: on which of the evidence it was given, of that what you may read and what still says the same. */
  verdicts: z.array(verdictSchema.extend({ evidenceIds: z.array(idSchema) })),
  /** Findings on other words, which stand in this claim: they speak against a verdict on it. Oldest first; `number` is of the claim found about. */
  standingFindings: z.array(verdictSchema.extend({ number: z.number().int() })),
  /** You are to give the second, independent check: earlier verdicts are shown after yours. */
  verdictsHidden: z.boolean(),
  /** Questions to its author, oldest first. */
  queries: z.array(authorQuerySchema),
  inherited: inheritedSchema.nullable(),
  /** The claim from which its words were pasted, if you may read it. */
  pastedFrom: claimSourceSchema.nullable(),
  /** Wordings proposed for it, oldest first; none that would tell a second checker what the first found. */
  proposals: z.array(wordingProposalSchema),
  abilities: claimAbilitiesSchema,
})
export type ClaimDto = z.infer<typeof claimSchema>

/** CL-6t: a claim that has left its article. */
export const removedClaimSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  kind: claimKindSchema,
  /** As it stood last. */
  wording: z.string(),
  removedAt: instantSchema,
  /** By the name as it was then; null where the record does not say. */
  removedBy: z.string().nullable(),
  /** null for one that became part of another. */
  reason: z.string().nullable(),
  mergedInto: z.object({ id: idSchema, number: z.number().int() }).nullable(),
})
export type RemovedClaim = z.infer<typeof removedClaimSchema>

/** A task with enough of its claim and article for a work-list or the board. */
export const taskListItemSchema = taskSchema.extend({
  claim: z.object({
    id: idSchema,
    number: z.number().int(),
    kind: claimKindSchema,
    priority: prioritySchema,
    state: claimStateSchema,
    wording: z.string(),
    legalFlag: z.boolean(),
    /** You have given a verdict on it, on these words or earlier ones. */
    checkedByMe: z.boolean(),
    /** Of one that is re-opened, what changed since its newest verdict. */
    changed: changedWordsSchema.nullable(),
  }),
  article: z.object({ id: idSchema, slug: z.string(), title: z.string() }),
})
export type TaskListItem = z.infer<typeof taskListItemSchema>

/** A claim with its article, for the verification board (assigned or not). */
export const boardItemSchema = z.object({
  id: idSchema,
  number: z.number().int(),
  kind: claimKindSchema,
  priority: prioritySchema,
  state: claimStateSchema,
  wording: z.string(),
  article: z.object({ id: idSchema, slug: z.string(), title: z.string() }),
  desk: z.object({ id: idSchema, name: z.string(), timeZone: z.string() }),
  /** The one that is asked for, else the newest; one that is done only where nobody is asked any more. */
  task: taskSchema.nullable(),
  /** Others who are asked to check it now. */
  alsoWith: z.array(personRefSchema),
  /** The soonest due time of those who are asked now. */
  due: z.object({ at: instantSchema, overdue: z.boolean() }).nullable(),
  /** While nobody is asked to check it: why, and who was asked last. `cleared`: it was cleared while they had it; `finished`: they did what they were asked. */
  unasked: z.object({ why: z.enum(UNASKED_REASONS), by: personRefSchema.nullable(), reason: z.string().nullable() }).nullable(),
  /** Questions to its author that are open. */
  openQueries: z.number().int(),
  legalFlag: z.boolean(),
  /** Wordings proposed for it as it stands, that you may accept. */
  openProposals: z.number().int(),
  /** The newest of them. */
  proposed: z.object({ by: personRefSchema, diff: z.array(diffPartSchema) }).nullable(),
  /** You have given a verdict on it, on these words or earlier ones. */
  checkedByMe: z.boolean(),
  /** Where it is open again and nobody is asked: who has checked it and may check there. It is with them. */
  againWith: z.array(personRefSchema),
  /** Of one that is re-opened, what changed since its newest verdict. */
  changed: changedWordsSchema.nullable(),
  /** Who is to change its words, where it waits for that; else nobody. */
  authorsAsked: z.array(personRefSchema),
})
export type BoardItem = z.infer<typeof boardItemSchema>

/** Whether the part before the host is absent, as it is in every address that is meant for others. */
function namesNobody(address: string): boolean {
  const url = URL.parse(address)
  return url === null || (url.username === '' && url.password === '')
}
