/** Of the window's height, what a panel over the lower part leaves free on a phone. */
const ABOVE_PANEL = 0.25
/** A line of copy. */
const LINE = 30
const LOW = 544

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
  const below = barsAbove() + 8
  if (innerWidth < 640) return { low: below, high: Math.max(innerHeight * ABOVE_PANEL, below + LINE), aim: below }
  if (innerHeight <= LOW) return { low: below, high: innerHeight * deepest, aim: below + LINE }
  return { low: innerHeight * 0.2, high: innerHeight * deepest, aim: innerHeight * 0.35 }
}

/** What stays at the top of the window while the page scrolls under it. */
function barsAbove(): number {
  const bars = [...document.querySelectorAll<HTMLElement>('[data-stays]')]
  // Where the workbench's lines have no box of their own together, only the last of them stays: the tools.
  const lastLine = (bar: HTMLElement) => (bar.lastElementChild instanceof HTMLElement ? bar.lastElementChild.offsetHeight : 0)
  return bars.reduce((sum, bar) => sum + (bar.offsetHeight || lastLine(bar)), 0)
}
