/**
 * CL-6p, CL-6q: whether what was decided about a claim was decided in view of the evidence that stands now. A verdict
 * names what its giver could read: what is not among that came after it, whatever a clock says.
 */
import type { EvidenceRelation } from './terms.ts'

export interface Weighing {
  /** On what it was given, of what its giver may read, each by `weighedAs`; and which of it spoke against the claim. */
  evidenceIds: string[]
  againstIds: string[]
  /** CL-10p: it makes a verdict of another article one's own, and that one holds there no longer. */
  fallen?: boolean
}

/** Withdrawn evidence too. */
export interface EvidenceFact {
  id: string
  relation: EvidenceRelation
  confidential: boolean
  withdrawnAt: Date | null
  /** CL-6v: where it was changed, names for what it was at first and after each change. */
  saidIds?: readonly string[]
}

/** What a verdict names it by: another once it was changed, the same when that was taken back. */
export function weighedAs({ id, saidIds = [] }: Pick<EvidenceFact, 'id' | 'saidIds'>): string {
  const now = saidIds.at(-1)
  return now === undefined || now === saidIds[0] ? id : now
}

/** CL-6q: what a verdict is given on: what supports the claim, or where nothing does, all of it. */
export function groundsOf<E extends Pick<EvidenceFact, 'relation'>>(evidence: readonly E[]): readonly E[] {
  const supporting = evidence.filter(({ relation }) => relation === 'supports')
  return supporting.length > 0 ? supporting : evidence
}

/**
 * Why a verdict has to be confirmed: evidence against the claim came after it, or all that it was given on is withdrawn or
 * was changed.
 * `source`: it was brought over, and holds no longer where it came from. `waiver`: the claim was waived without a verdict, and evidence against it came after that. `unseen` names none of them,
 * since the evidence is confidential: everybody is told the same.
 */
export const TO_CONFIRM = ['against', 'withdrawn', 'source', 'waiver', 'unseen'] as const
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
    (one) => speaksAgainst(one) && given.filter(({ againstIds }) => againstIds.includes(weighedAs(one))).length < (one.confidential ? 1 : needed),
  )
  const groundless = given.filter((weighing) => weighing.fallen || !isGrounded(weighing, evidence))
  if (unweighed.length === 0 && given.length - groundless.length >= needed) return null
  if (unweighed.some(isTold)) return 'against'
  if (groundless.some(({ fallen }) => fallen)) return 'source'
  const gone = evidence.filter((one) => groundless.some(({ evidenceIds }) => [one.id, ...(one.saidIds ?? [])].some((name) => evidenceIds.includes(name))))
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
  const unweighed = evidence.filter((one) => speaksAgainst(one) && !againstIds.includes(weighedAs(one)))
  if (unweighed.length === 0) return null
  return unweighed.some(isTold) ? 'waiver' : 'unseen'
}

/** Whether everything that speaks against the claim is among it. */
export function weighsAll({ evidence }: { evidence: readonly EvidenceFact[] }, { againstIds }: Pick<Weighing, 'againstIds'>): boolean {
  return evidence.every((one) => !speaksAgainst(one) || againstIds.includes(weighedAs(one)))
}

function speaksAgainst({ relation, withdrawnAt }: EvidenceFact): boolean {
  return withdrawnAt === null && relation === 'contradicts'
}

function isOpen({ confidential }: EvidenceFact): boolean {
  return !confidential
}

/** Given without any evidence, or some of what it was given on stands. */
function isGrounded({ evidenceIds }: Weighing, evidence: readonly EvidenceFact[]): boolean {
  return evidenceIds.length === 0 || evidence.some((one) => one.withdrawnAt === null && evidenceIds.includes(weighedAs(one)))
}
