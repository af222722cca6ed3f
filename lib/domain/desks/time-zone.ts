/** A desk's clock: an IANA time zone. */
import { tzOffset } from '@date-fns/tz'

export function isTimeZone(name: string): boolean {
  try {
    // An offset such as "+02:00" is taken by Intl too, and knows no summer time.
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** The day as the clock in that zone shows it: `2026-11-25`. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant)
}

/** The first instant of the day in which `instant` lies there, and the first after it: 23, 24 or 25 hours, as the clocks go. */
export function dayBounds(timeZone: string, instant: Date): { start: Date; end: Date } {
  const day = dayIn(timeZone, instant)
  const [start, end] = [firstOf(timeZone, instant, (other) => other >= day), firstOf(timeZone, instant, (other) => other > day)]
  return { start, end }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The first instant, within two days of `near`, whose day there is late enough. Days only go up, so halving finds it. */
function firstOf(timeZone: string, near: Date, isLateEnough: (day: string) => boolean): Date {
  let before = near.getTime() - 48 * HOUR
  let after = near.getTime() + 48 * HOUR
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isLateEnough(dayIn(timeZone, new Date(middle)))) after = middle
    else before = middle
  }
  return new Date(after)
}

/**
 * The instant at which the clock there shows `2026-11-25T18:00`, as a browser's own field writes it; null if it is no
 * such time. Of an hour that comes twice it is the first; one that is left out counts on from where the clocks go forward.
 */
export function instantBy(timeZone: string, clockTime: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(clockTime)) return null
  // As if the clock showed UTC; how far it is from that is known from the day before and the day after.
  const shown = Date.parse(`${clockTime.slice(0, 16)}Z`)
  const at = (near: number) => shown - tzOffset(timeZone, new Date(near)) * MINUTE
  const isShownAt = (instant: number) => at(instant) === instant
  const [before, after] = [at(shown - 24 * HOUR), at(shown + 24 * HOUR)]
  const instant = !isShownAt(before) && isShownAt(after) ? after : before
  return Number.isNaN(instant) ? null : new Date(instant)
}

/** What the clock there shows at this instant, as a browser's own field takes it: `2026-11-25T18:00`. */
export function clockBy(timeZone: string, instant: Date): string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('sv-SE', { timeZone, ...parts }).format(instant).replace(' ', 'T')
}
