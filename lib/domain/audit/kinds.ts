/** Of which kind an act in an article's record is, as one looks for it; an act can be of two. */
export const ACT_KINDS = ['verdicts', 'claims', 'evidence', 'exchange', 'publication'] as const
export type ActKind = (typeof ACT_KINDS)[number]

/** How the names of its acts begin. */
export const ACTS_OF: Readonly<Record<ActKind, readonly string[]>> = {
  verdicts: ['verdict.', 'claim.waived', 'claim.reopened', 'claim.restored', 'claim.second_check_ended', 'quote.overridden'],
  claims: ['claim.', 'suggestion.', 'wording.'],
  evidence: ['evidence.', 'quote.'],
  exchange: ['query.', 'message.', 'task.'],
  publication: ['article.', 'sign_off.', 'version.'],
}
