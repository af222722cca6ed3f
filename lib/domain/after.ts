/**
 * The time of an act that has to come after another: now, or a millisecond after it where two happen at once or
 * the clocks of two nodes differ. Callers hold the lock under which both are written.
 */
export function timeAfter(now: Date, earlier: readonly Date[]): Date {
  return new Date(Math.max(now.getTime(), ...earlier.map((time) => time.getTime() + 1)))
}
