import type { Report } from './report.ts'

export type VariantName = 'none' | 'early-saved' | 'compaction-gap'

interface Variant {
  /** Its log keeps no rows below a snapshot: the oracle starts there. */
  folds: boolean
  /** The faults that bring it out, so that a short run finds it for certain. */
  only: string | null
  /** What it has to be found by. */
  shows: readonly Report['findings'][number]['kind'][]
}

/**
 * Programs that are broken on purpose, each in one place: the test of the test. They are made by putting another
 * module in the place of one of the product's when the node loads it (inside/hooks.ts); the product knows none of them.
 */
export const VARIANTS: Record<VariantName, Variant> = {
  /** The product as it is. */
  none: { folds: false, only: null, shows: [] },
  /** Saved is answered when the mark arrives, before the commit. */
  'early-saved': { folds: false, only: null, shows: ['lost'] },
  /** Rows are folded into snapshots, and a reader that is behind takes what is left for all there was. */
  'compaction-gap': { folds: true, only: 'node frozen', shows: ['lost', 'hole', 'diverged'] },
}
