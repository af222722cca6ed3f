import { env } from '#lib/env/env.ts'

/** Whether a request comes from a page of this newsroom. A request without an Origin does not: every browser sends one with a change. */
export function isOwnOrigin(origin: string | null): boolean {
  return origin !== null && env().origins.includes(origin)
}
