/**
 * What somebody typed into a form and has not sent, kept for as long as the browser's tab: leaving the page, by
 * Back too, loses nothing. It goes when it was sent, and at sign-out.
 */
import type { z } from 'zod'

const PREFIX = 'stet-draft:'

/** null when nothing is kept, or what is kept is not of this shape (an older program's). */
export function readKept<Draft>(key: string, schema: z.ZodType<Draft>): Draft | null {
  try {
    return schema.safeParse(JSON.parse(globalThis.sessionStorage.getItem(PREFIX + key) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** A browser that keeps nothing, or is full, still has the draft on the page. */
export function keep(key: string, draft: unknown): void {
  try {
    globalThis.sessionStorage.setItem(PREFIX + key, JSON.stringify(draft))
  } catch {}
}

export function forget(key: string): void {
  try {
    globalThis.sessionStorage.removeItem(PREFIX + key)
  } catch {}
}

/** Everything that is kept under keys that begin so. */
export function keptUnder(start: string): [string, unknown][] {
  try {
    const keys = Object.keys(globalThis.sessionStorage).filter((key) => key.startsWith(PREFIX + start))
    return keys.map((key) => [key.slice(PREFIX.length), JSON.parse(globalThis.sessionStorage.getItem(key) ?? 'null')])
  } catch {
    return []
  }
}

/** Call it when somebody signs out. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(globalThis.sessionStorage)) if (key.startsWith(PREFIX)) globalThis.sessionStorage.removeItem(key)
  } catch {}
}
