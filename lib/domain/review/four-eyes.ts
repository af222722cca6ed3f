/** RE-2: nobody checks or approves their own work, where the desk has it so. */
import type { SignOffKind } from './sign-off-kinds.ts'

/** Why a person is not the second pair of eyes. */
export type Involvement = 'wrote' | 'checked'

export interface CopyInvolvement {
  /** Everybody who wrote any of the copy, whoever started the article included. */
  copyAuthorIds: readonly string[]
  /** Everybody whose verdict counts for a claim as it stands, and who signed the fact-check as it stands. */
  checkerIds: readonly string[]
}

/** Whether the person wrote some of a claim's wording and so may not verify it. */
export function wroteWording({ fourEyes, userId, wordingAuthorIds }: { fourEyes: boolean; userId: string; wordingAuthorIds: readonly string[] }): boolean {
  return fourEyes && wordingAuthorIds.includes(userId)
}

/** Whether the person may take away the second check that a claim was to have: who wrote or checked it is not who says that one check is enough. */
export function mayEndSecondCheck({
  checkerIds,
  ...facts
}: {
  fourEyes: boolean
  userId: string
  wordingAuthorIds: readonly string[]
  /** Everybody who ever gave a verdict on the claim: for words that come back it counts again. */
  checkerIds: readonly string[]
}): boolean {
  return !checkerIds.includes(facts.userId) && !wroteWording(facts)
}

/**
 * Whether the person may set a claim aside, by waiving or removing it or by overriding an altered quote in it. Who wrote its wording may not where four eyes
 * are on, and nowhere while a checker's finding of these very words is that they are incorrect.
 */
export function maySetAside({
  foundIncorrect,
  ...facts
}: {
  fourEyes: boolean
  foundIncorrect: boolean
  userId: string
  wordingAuthorIds: readonly string[]
}): boolean {
  return !wroteWording({ ...facts, fourEyes: facts.fourEyes || foundIncorrect })
}

/**
 * What keeps the person from this sign-off; null when nothing does. The fact-check is not signed by who wrote,
 * final approval neither by who wrote nor by who checked.
 */
export function signOffInvolvement({
  fourEyes,
  kind,
  userId,
  copyAuthorIds,
  checkerIds,
}: CopyInvolvement & { fourEyes: boolean; kind: SignOffKind; userId: string }): Involvement | null {
  if (!fourEyes || kind === 'desk' || kind === 'legal') return null
  if (copyAuthorIds.includes(userId)) return 'wrote'
  return kind === 'final' && checkerIds.includes(userId) ? 'checked' : null
}
