import { besideClaims } from '#lib/editor/beside-words.ts'
import type { DocSource } from '#lib/editor/read.ts'

/** The hash of what goes with the words of a claim (CL-3m); null where they are gone. */
export function besideClaim(doc: DocSource, { id, wording }: { id: string; wording: string }): string | null {
  return besideClaims(doc, new Map([[id, wording]])).get(id) ?? null
}
