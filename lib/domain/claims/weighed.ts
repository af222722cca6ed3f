/**
 * CL-6p, CL-6q: whether what was decided about a claim was decided in view of the evidence that stands now. A verdict
 * names what its giver could read: what is not among that came after it, whatever a clock says.
 */
import type { EvidenceRelation } from './terms.ts'

export interface Weighing {
  /** What stood, of that what its giver may read; and which of it spoke against the claim. */
  evidenceIds: string[]
  againstIds: string[]
}

/** Withdrawn evidence too. */
export interface EvidenceFact {
  id: string
  relation: EvidenceRelation
  confidential: boolean
  withdrawnAt: Date | null
}

/**
 * Why a verdict has to be confirmed: evidence against the claim came after it, or all that it was given on is withdrawn.
 * `unseen` names neither, since the evidence is confidential: everybody is told the same.
 */
export const TO_CONFIRM = ['against', 'withdrawn', 'unseen'] as const
export type ToConfirm = (typeof TO_CONFIRM)[number]

/**
 * `given` are the verdicts that count, which agree; null while they hold. Where a second check is required, two of them
 * have to have weighed what speaks against the claim: for confidential evidence one of its readers is enough. `isTold`: of
 * which evidence it may be said; of none that is confidential, unless told.
 */
export function whyUnconfirmed(
  { evidence, secondCheck }: { evidence: readonly EvidenceFact[]; secondCheck: boolean },
  given: readonly Weighing[],
  isTold: (evidence: EvidenceFact) => boolean = ({ confidential }) => !confidential,
): ToConfirm | null {
  const needed = secondCheck ? 2 : 1
  const unweighed = evidence.filter(
    ({ id, relation, withdrawnAt, confidential }) =>
      withdrawnAt === null && relation === 'contradicts' && given.filter(({ againstIds }) => againstIds.includes(id)).length < (confidential ? 1 : needed),
  )
  const groundless = given.filter((weighing) => !isGrounded(weighing, evidence))
  if (unweighed.length === 0 && given.length - groundless.length >= needed) return null
  if (unweighed.some(isTold)) return 'against'
  const gone = evidence.filter(({ id, withdrawnAt }) => withdrawnAt !== null && groundless.some(({ evidenceIds }) => evidenceIds.includes(id)))
  return unweighed.length === 0 && gone.some(isTold) ? 'withdrawn' : 'unseen'
}

/** Whether everything that speaks against the claim is among it. */
export function weighsAll({ evidence }: { evidence: readonly EvidenceFact[] }, { againstIds }: Pick<Weighing, 'againstIds'>): boolean {
  return evidence.every(({ id, relation, withdrawnAt }) => withdrawnAt !== null || relation !== 'contradicts' || againstIds.includes(id))
}

/** Given without any evidence, or some of what it was given on stands. */
function isGrounded({ evidenceIds }: Weighing, evidence: readonly EvidenceFact[]): boolean {
  return evidenceIds.length === 0 || evidence.some(({ id, withdrawnAt }) => withdrawnAt === null && evidenceIds.includes(id))
}
