/** What the bars at the top and a panel over the lower part leave free on a phone, in px and as a part of the height. */
const PHONE = { below: 145, above: 0.25 }

interface Stretch {
  /** Between these, from the top of the window, words are seen. */
  low: number
  high: number
  /** Where they are brought to when they are not. */
  aim: number
}

/** The part of the window that nothing covers. `deepest` is a part of its height: what stands beside words needs room below them. */
export function uncovered(deepest: number): Stretch {
  const { innerWidth, innerHeight } = window
  if (innerWidth < 640) return { low: PHONE.below, high: innerHeight * PHONE.above, aim: PHONE.below }
  return { low: innerHeight * 0.2, high: innerHeight * deepest, aim: innerHeight * 0.35 }
}
