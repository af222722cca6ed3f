/** RE-4: a sign-off holds for the copy and the claims it was given for, and is stale for any other. */
import type { SignOffKind } from './sign-off-kinds.ts'

export interface SignOffFact {
  id: string
  kind: SignOffKind
  contentHash: string
  claimSetHash: string
  userId: string
  createdAt: Date
}

export interface Hashes {
  contentHash: string
  claimSetHash: string
}

/** Which sign-offs publication requires; a desk's own is recorded and shown, not required. */
export function requiredSignOffs({ legalFlag }: { legalFlag: boolean }): SignOffKind[] {
  return legalFlag ? ['fact_check', 'legal', 'final'] : ['fact_check', 'final']
}

/** What stands now, and when a claim last left the article. */
export interface Present extends Hashes {
  lastRemovalAt: Date | null
}

/**
 * What has changed since it was given; null when it holds. A claim that has left since is a change for good: one that
 * came after the sign-off and went again would leave the hash as it was, and nobody had signed for that.
 */
export function staleness(signOff: Hashes & { createdAt: Date }, present: Present): 'content' | 'claims' | null {
  if (signOff.contentHash !== present.contentHash) return 'content'
  if (signOff.claimSetHash !== present.claimSetHash) return 'claims'
  return present.lastRemovalAt !== null && present.lastRemovalAt >= signOff.createdAt ? 'claims' : null
}

/** The newest of each kind, from a list that is oldest first. */
export function newestSignOffs<S extends { kind: SignOffKind }>(signOffs: readonly S[]): S[] {
  return [...new Map(signOffs.map((signOff) => [signOff.kind, signOff])).values()]
}
