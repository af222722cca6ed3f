/** CL-7c: how the record speaks of evidence. Of confidential evidence it names neither itself nor its claim. */
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import type { EventToRecord } from '../audit/record-event.ts'

export const EVIDENCE_SUBJECT_SELECT = {
  id: true,
  confidential: true,
  createdById: true,
  readers: { select: { userId: true } },
  claim: { select: { id: true, number: true, articleId: true } },
} as const

interface EvidenceSubject {
  id: string
  confidential: boolean
  claim: { id: string; number: number; articleId: string }
}

/** `said` in full, or of confidential evidence its hash alone: whoever may read it can prove what it was. */
export function subjectOf(
  { id, confidential, claim }: EvidenceSubject,
  said: Record<string, unknown>,
): Pick<EventToRecord, 'chain' | 'subject' | 'data' | 'evidenceId'> {
  const chain = claim.articleId
  if (confidential)
    return { chain, subject: `article:${chain}`, data: { confidential, evidenceHash: sha256Hex(canonicalJson({ id, ...said })) }, evidenceId: id }
  return { chain, subject: `claim:${claim.id}`, data: { number: claim.number, evidenceId: id, ...said } }
}
