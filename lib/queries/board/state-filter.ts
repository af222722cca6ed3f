/**
 * What every claim of a state has, as far as one query can ask it. A claim that passes need not be in that state:
 * only `claimState` says so. None that is in it is left out.
 */
import type { ClaimState } from '#lib/domain/claims/terms.ts'

const PLACED = { detachedAt: null } as const
const NO_DECISION = { verdicts: { none: {} }, waivers: { none: {} } } as const
const UNDECIDED = { ...PLACED, ...NO_DECISION } as const
const CHECKED = { ...PLACED, verdicts: { some: {} } } as const

export const STATE_FILTERS = {
  detached: { detachedAt: { not: null } },
  open: UNDECIDED,
  assigned: { ...UNDECIDED, tasks: { some: { state: 'open' } } },
  in_checking: { ...UNDECIDED, tasks: { some: { state: 'in_checking' } } },
  reopened: { ...PLACED, NOT: NO_DECISION },
  waived: { ...PLACED, waivers: { some: {} } },
  verified: CHECKED,
  incorrect: CHECKED,
  unverifiable: CHECKED,
  needs_wording: CHECKED,
  disputed: CHECKED,
  awaiting_second: CHECKED,
} as const satisfies Record<ClaimState, object>
