/** Random numbers that are the same in each run: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** When each edit is due, in milliseconds: people do not type in step, so the gaps are those of a Poisson process. */
export function arrivals({ perSecond, seconds, seed }: { perSecond: number; seconds: number; seed: number }): number[] {
  const random = seeded(seed)
  const due: number[] = []
  for (let at = 0; ;) {
    at -= (Math.log(1 - random()) * 1000) / perSecond
    if (at >= seconds * 1000) return due
    due.push(at)
  }
}
