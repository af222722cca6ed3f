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
 * `waiver`: the claim was waived without a verdict, and evidence against it came after that. `unseen` names none of them,
 * since the evidence is confidential: everybody is told the same.
 */
export const TO_CONFIRM = ['against', 'withdrawn', 'waiver', 'unseen'] as const
export type ToConfirm = (typeof TO_CONFIRM)[number]

/**
 * `given` are the verdicts that count, which agree; null while they hold. Where a second check is required, two of them
 * have to have weighed what speaks against the claim: for confidential evidence one of its readers is enough. `isTold`: of
 * which evidence it may be said; of none that is confidential, unless told.
 */
export function whyUnconfirmed(
  { evidence, secondCheck }: { evidence: readonly EvidenceFact[]; secondCheck: boolean },
  given: readonly Weighing[],
  isTold: (evidence: EvidenceFact) => boolean = isOpen,
): ToConfirm | null {
  const needed = secondCheck ? 2 : 1
  const unweighed = evidence.filter(
    (one) => speaksAgainst(one) && given.filter(({ againstIds }) => againstIds.includes(one.id)).length < (one.confidential ? 1 : needed),
  )
  const groundless = given.filter((weighing) => !isGrounded(weighing, evidence))
  if (unweighed.length === 0 && given.length - groundless.length >= needed) return null
  if (unweighed.some(isTold)) return 'against'
  const gone = evidence.filter(({ id, withdrawnAt }) => withdrawnAt !== null && groundless.some(({ evidenceIds }) => evidenceIds.includes(id)))
  return unweighed.length === 0 && gone.some(isTold) ? 'withdrawn' : 'unseen'
}

/**
 * The same of a claim that was waived and never checked: a waiver rests on no evidence, and holds while nothing speaks
 * against the claim that its giver did not weigh, because they could not read it or because it came later.
 */
export function whyWaivedAnew(
  evidence: readonly EvidenceFact[],
  { againstIds }: Weighing,
  isTold: (evidence: EvidenceFact) => boolean = isOpen,
): ToConfirm | null {
  const unweighed = evidence.filter((one) => speaksAgainst(one) && !againstIds.includes(one.id))
  if (unweighed.length === 0) return null
  return unweighed.some(isTold) ? 'waiver' : 'unseen'
}

/** Whether everything that speaks against the claim is among it. */
export function weighsAll({ evidence }: { evidence: readonly EvidenceFact[] }, { againstIds }: Pick<Weighing, 'againstIds'>): boolean {
  return evidence.every((one) => !speaksAgainst(one) || againstIds.includes(one.id))
}

function speaksAgainst({ relation, withdrawnAt }: EvidenceFact): boolean {
  return withdrawnAt === null && relation === 'contradicts'
}

function isOpen({ confidential }: EvidenceFact): boolean {
  return !confidential
}

/** Given without any evidence, or some of what it was given on stands. */
function isGrounded({ evidenceIds }: Weighing, evidence: readonly EvidenceFact[]): boolean {
  return evidenceIds.length === 0 || evidence.some(({ id, withdrawnAt }) => withdrawnAt === null && evidenceIds.includes(id))
}
