/** What runs in this process beside the pages. Kept on `globalThis`: Next's bundle and plain Node each load this module. */
import type { HealthDto } from '#lib/api/schemas/health.ts'

const shared = Symbol.for('stet.node-state')
const holder: typeof globalThis & { [shared]?: () => HealthDto['collab'] } = globalThis

/** `read` is asked at every health check. */
export function setCollabState(read: () => HealthDto['collab']): void {
  holder[shared] = read
}

/** `none` where this process carries no collaboration server. */
export function collabState(): HealthDto['collab'] {
  return holder[shared]?.() ?? 'none'
}
