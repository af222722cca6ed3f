/** RE-8b: when a version is kept that nobody asked for. */

/** An edit is in a version after this time at the latest, if anybody writes on. */
export const KEEP_AFTER_MS = 10 * 60_000
/** Copy shorter than this, in characters, is no loss that needs a version. */
const TELLING_LENGTH = 40

export interface HistoryFacts {
  /** Characters of the longest copy since the last version, and how many of them still stand. */
  peakLength: number
  standing: number
  /** When the first change was made that is in no version yet; null when there is none. */
  firstUnkeptAt: Date | null
  now: Date
}

/** `removal`: what stood before most of the copy went. `age`: what stood before the newest edits. */
export function versionDue({ peakLength, standing, firstUnkeptAt, now }: HistoryFacts): 'removal' | 'age' | null {
  if (isRemoval({ peakLength, standing })) return 'removal'
  return firstUnkeptAt !== null && now.getTime() - firstUnkeptAt.getTime() >= KEEP_AFTER_MS ? 'age' : null
}

/** More than half of what stood is gone. */
export function isRemoval({ peakLength, standing }: { peakLength: number; standing: number }): boolean {
  return peakLength >= TELLING_LENGTH && standing * 2 < peakLength
}
