/** CL-7c: how the record speaks of evidence. What is done to confidential evidence stands in a chain of its own, and says neither what it holds nor of which claim. */
import { evidenceChain } from '#lib/domain/audit/chain.ts'
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

/** `said` in full, or of evidence that is confidential at this moment its hash alone: whoever may read it can prove what it was. */
export function subjectOf(
  { id, confidential, claim }: EvidenceSubject,
  said: Record<string, unknown>,
): Pick<EventToRecord, 'chain' | 'articleId' | 'subject' | 'data'> {
  const { id: claimId, number, articleId } = claim
  if (confidential)
    return { chain: evidenceChain(id), articleId, subject: `evidence:${id}`, data: { confidential, evidenceHash: sha256Hex(canonicalJson({ id, ...said })) } }
  return { chain: articleId, subject: `claim:${claimId}`, data: { number, evidenceId: id, ...said } }
}
