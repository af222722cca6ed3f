/** The closed sets of the checking desk; the same words in the database, the API and the interface's message keys. */
export const CLAIM_KINDS = ['quote', 'figure', 'date', 'name', 'attribution', 'event', 'legal', 'image', 'other'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

/** Longest copy between two claims that may become one, in UTF-16 units. */
export const NEIGHBOURING = 200

export const PRIORITIES = ['low', 'normal', 'high'] as const
export type Priority = (typeof PRIORITIES)[number]

export const VERDICTS = ['verified', 'incorrect', 'unverifiable', 'needs_wording'] as const
export type VerdictValue = (typeof VERDICTS)[number]

/** CL-6. Computed from facts, never stored. */
export const CLAIM_STATES = [
  'open',
  'assigned',
  'in_checking',
  'verified',
  'incorrect',
  'unverifiable',
  'needs_wording',
  'disputed',
  'awaiting_second',
  'reopened',
  'to_confirm',
  'waived',
  'detached',
] as const
export type ClaimState = (typeof CLAIM_STATES)[number]

/** It was decided, and is to be checked again. */
export function isOpenAgain(state: ClaimState): state is 'reopened' | 'disputed' | 'to_confirm' {
  return state === 'reopened' || state === 'disputed' || state === 'to_confirm'
}

/** Those that a checker, or who assigns one, has to do something about. */
export const STATES_TO_CHECK: readonly ClaimState[] = ['open', 'reopened', 'to_confirm', 'disputed', 'awaiting_second', 'detached']
/** Those that only the copy can settle. */
export const STATES_FOR_THE_AUTHOR: readonly ClaimState[] = ['needs_wording', 'incorrect', 'unverifiable']

export const EVIDENCE_TYPES = ['link', 'note', 'call', 'file'] as const
export type EvidenceType = (typeof EVIDENCE_TYPES)[number]
/** What a source agreed to: to be named, to be used without a name, or not to be used at all. */
export const CALL_TERMS = ['on_record', 'background', 'off_record'] as const
export const EVIDENCE_RELATIONS = ['supports', 'contradicts', 'context'] as const
export type EvidenceRelation = (typeof EVIDENCE_RELATIONS)[number]
