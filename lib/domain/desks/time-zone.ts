/** A desk's clock: an IANA time zone. */

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

const HOUR = 3_600_000

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
