/** RE-4h: what about a claim deserves a look by who signs, the gravest first. */
import type { VerdictFact } from '#lib/domain/claims/state.ts'
import type { ClaimState, EvidenceRelation } from '#lib/domain/claims/terms.ts'

export const NOTABLE = ['contradicted', 'waived', 'unsupported', 'disputed_earlier', 'condition', 'inherited'] as const
export type Notable = (typeof NOTABLE)[number]

interface NotableFacts {
  state: ClaimState
  /** All that were ever given, on other words too. */
  verdicts: readonly Pick<VerdictFact, 'checkerId' | 'verdict' | 'wordingHash'>[]
  /** What counts of them; `inherited`: brought over from another article and confirmed. */
  found: readonly { condition: string | null; inherited: boolean }[]
  /** Those that the reader may see. */
  sources: readonly { relation: EvidenceRelation }[]
}

export function notableOf({ state, verdicts, found, sources }: NotableFacts): Notable[] {
  const holds: Record<Notable, boolean> = {
    contradicted: sources.some(({ relation }) => relation === 'contradicts'),
    waived: state === 'waived',
    unsupported: state === 'verified' && sources.length === 0,
    disputed_earlier: state !== 'disputed' && haveDiffered(verdicts),
    condition: found.some(({ condition }) => condition !== null),
    inherited: found.some(({ inherited }) => inherited),
  }
  return NOTABLE.filter((reason) => holds[reason])
}

/** Two people on the same words. */
function haveDiffered(verdicts: NotableFacts['verdicts']): boolean {
  return verdicts.some((one) =>
    verdicts.some((other) => one.wordingHash === other.wordingHash && one.checkerId !== other.checkerId && one.verdict !== other.verdict),
  )
}
