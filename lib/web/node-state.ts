/** What runs in this process beside the pages. Kept on `globalThis`: Next's bundle and plain Node each load this module. */
import type { HealthDto } from '#lib/api/schemas/health.ts'

const shared = Symbol.for('stet.node-state')
const sharedQueue = Symbol.for('stet.node-state.queue')
const holder: typeof globalThis & { [shared]?: () => HealthDto['collab']; [sharedQueue]?: () => HealthDto['queue'] } = globalThis

/** `read` is asked at every health check. */
export function setCollabState(read: () => HealthDto['collab']): void {
  holder[shared] = read
}

/** `none` where this process carries no collaboration server. */
export function collabState(): HealthDto['collab'] {
  return holder[shared]?.() ?? 'none'
}

/** `read` is asked at every health check. */
export function setQueueState(read: () => HealthDto['queue']): void {
  holder[sharedQueue] = read
}

/** `none` where this process does no background jobs. */
export function queueState(): HealthDto['queue'] {
  return holder[sharedQueue]?.() ?? 'none'
}
