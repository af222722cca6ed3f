/** A token bucket without a clock of its own. Holds as many tokens as `perPeriod`, filled evenly over `periodMs`. */
export class Rate {
  private readonly perPeriod: number
  private readonly periodMs: number
  private tokens: number
  private filledAt: number

  constructor({ perPeriod, periodMs, now }: { perPeriod: number; periodMs: number; now: number }) {
    this.perPeriod = perPeriod
    this.periodMs = periodMs
    this.tokens = perPeriod
    this.filledAt = now
  }

  /** Takes one token; false when there is none left. */
  take(now: number): boolean {
    const filled = this.tokens + ((now - this.filledAt) * this.perPeriod) / this.periodMs
    this.tokens = Math.min(this.perPeriod, filled)
    this.filledAt = now
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }
}
