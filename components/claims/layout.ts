/**
 * Where the cards of the margin stand. Each card wants to be level with its words; cards that would overlap make
 * room for one another with the least total (squared) displacement, and never change order. Because it is a pure
 * function of the anchors and heights, nothing moves unless the text or a card does.
 */
export interface CardBox {
  id: string
  /** Where the card's words begin, in px from the top of the margin. */
  anchor: number
  /** Measured height in px. */
  height: number
}

export interface CardPosition {
  id: string
  /** px from the top of the margin. */
  top: number
}

export interface CardLayoutOptions {
  /** Free px between two cards. */
  gap: number
  /**
   * A card that stands exactly beside its words, whatever the others have to do; they may even leave the top. It stays
   * below that itself, where its words stand higher than the margin begins.
   */
  pinned: string | null
  /** None leaves the top: where those above it need the room, the pinned card stands lower than its words. */
  all?: boolean
}

/** `cards` in the order in which they are to stand; the answer keeps that order. */
export function layoutCards(cards: readonly CardBox[], { gap, pinned, all = false }: CardLayoutOptions): CardPosition[] {
  // Taking away the heights of the cards above turns "do not overlap" into "do not decrease".
  const offsets: number[] = []
  let stacked = 0
  for (const card of cards) {
    offsets.push(stacked)
    stacked += card.height + gap
  }
  const wanted = cards.map(({ id, anchor }, index) => (id === pinned ? notAboveTop(anchor) : anchor) - (offsets[index] ?? 0))
  const at = cards.findIndex((card) => card.id === pinned)
  const level = at === -1 ? nearestIncreasing(wanted).map(notAboveTop) : aroundPinned(wanted, { at, all })
  return cards.map((card, index) => ({ id: card.id, top: (level[index] ?? 0) + (offsets[index] ?? 0) }))
}

function aroundPinned(wanted: readonly number[], { at, all }: { at: number; all: boolean }): number[] {
  const level = all ? notAboveTop(wanted[at] ?? 0) : (wanted[at] ?? 0)
  const above = nearestIncreasing(wanted.slice(0, at)).map((value) => Math.min(notAboveTop(value), level))
  const below = nearestIncreasing(wanted.slice(at + 1)).map((value) => Math.max(value, level))
  return [...above, level, ...below]
}

function notAboveTop(value: number): number {
  return Math.max(value, 0)
}

/**
 * The non-decreasing sequence nearest to `values` by least squares: pool-adjacent-violators (Ayer et al., 1955).
 * Bounds may be applied to the answer afterwards without losing optimality.
 */
function nearestIncreasing(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = []
  for (const value of values) {
    let pool = { sum: value, count: 1 }
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count }
      pools.pop()
    }
    pools.push(pool)
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count))
}

interface Window {
  /** In the same measure as the cards'. */
  top: number
  height: number
  /** How far beyond it, in its heights. */
  around: number
}

/** The cards that stand in a window or around it. */
export function cardsNear(cards: readonly { id: string; top: number; height: number }[], { top, height, around }: Window): Set<string> {
  const [from, to] = [top - around * height, top + (1 + around) * height]
  return new Set(cards.filter((card) => card.top + card.height >= from && card.top <= to).map(({ id }) => id))
}
