import { fc } from '#tests/support/property.ts'
import { describe, expect, it } from 'vitest'
import { cardsNear, type CardBox, layoutCards } from '#components/claims/layout.ts'

const gap = 8

function card(id: string, anchor: number, height = 50): CardBox {
  return { id, anchor, height }
}

const boxes = fc
  .array(fc.record({ anchor: fc.integer({ min: 0, max: 3000 }), height: fc.integer({ min: 20, max: 400 }) }), { minLength: 1, maxLength: 40 })
  .map((list) => list.toSorted((a, b) => a.anchor - b.anchor).map(({ anchor, height }, index) => card(String(index), anchor, height)))

describe('the layout of the margin', () => {
  it('[WB-1a] leaves cards that have room level with their words', () => {
    expect(layoutCards([card('a', 10), card('b', 100), card('c', 300)], { gap, pinned: null })).toEqual([
      { id: 'a', top: 10 },
      { id: 'b', top: 100 },
      { id: 'c', top: 300 },
    ])
  })

  it('[WB-1a] moves two cards on one line apart by the same amount', () => {
    expect(layoutCards([card('a', 200), card('b', 200)], { gap, pinned: null })).toEqual([
      { id: 'a', top: 171 },
      { id: 'b', top: 229 },
    ])
  })

  it('[WB-1a] never puts a card above the top of the margin', () => {
    expect(layoutCards([card('a', 0), card('b', 0)], { gap, pinned: null })).toEqual([
      { id: 'a', top: 0 },
      { id: 'b', top: 58 },
    ])
  })

  it('[WB-1b] keeps the open card level and pushes the others away, even past the top', () => {
    expect(layoutCards([card('a', 20), card('b', 20), card('open', 30, 300), card('c', 60)], { gap, pinned: 'open' })).toEqual([
      { id: 'a', top: -86 },
      { id: 'b', top: -28 },
      { id: 'open', top: 30 },
      { id: 'c', top: 338 },
    ])
  })

  it('[WB-1b] shows all of them where that is asked for, the open card lower than its words', () => {
    const boxes = [card('a', 20), card('b', 20), card('open', 30, 300), card('c', 60)]
    expect(layoutCards(boxes, { gap, pinned: 'open', all: true })).toEqual([
      { id: 'a', top: 0 },
      { id: 'b', top: 58 },
      { id: 'open', top: 116 },
      { id: 'c', top: 424 },
    ])
    const roomy = [card('a', 200), card('open', 300, 50)]
    expect(layoutCards(roomy, { gap, pinned: 'open', all: true })).toEqual(layoutCards(roomy, { gap, pinned: 'open' }))
  })

  it('[WB-1b] keeps the open card in sight where something above the margin stands beside its words', () => {
    expect(layoutCards([card('a', -100), card('open', -50, 300), card('c', 60)], { gap, pinned: 'open' }).map(({ id, top }) => [id, top])).toEqual([
      ['a', expect.any(Number)],
      ['open', 0],
      ['c', 300 + gap],
    ])
  })

  it('[WB-1a, WB-1b] keeps order and gaps for any cards, and the open one level', () => {
    fc.assert(
      fc.property(boxes, fc.option(fc.nat(39)), (cards, at) => {
        const pinned = at === null ? null : (cards[at]?.id ?? null)
        const placed = layoutCards(cards, { gap, pinned })
        expect(placed.map(({ id }) => id)).toEqual(cards.map(({ id }) => id))
        for (const [index, { id, top }] of placed.entries()) {
          const above = placed[index - 1]
          if (above) expect(top).toBeGreaterThanOrEqual(above.top + (cards[index - 1]?.height ?? 0) + gap - 1e-6)
          if (id === pinned) expect(top).toBeCloseTo(cards[index]?.anchor ?? Number.NaN, 6)
          if (pinned === null) expect(top).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('[WB-1c] does not move a card when a claim far below it changes', () => {
    const before = layoutCards([card('a', 10), card('b', 40), card('far', 2000)], { gap, pinned: null })
    const after = layoutCards([card('a', 10), card('b', 40), card('far', 2300, 90)], { gap, pinned: null })
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2))
  })

  it('[WB-1e] of many cards those in the window and around it are displayed, also one that only reaches in', () => {
    const cards = Array.from({ length: 100 }, (_, i) => ({ id: String(i), top: i * 100, height: 90 }))
    expect([...cardsNear(cards, { top: 5000, height: 400, around: 0.5 })]).toEqual(['48', '49', '50', '51', '52', '53', '54', '55', '56'])
    expect([...cardsNear(cards, { top: 5000, height: 400, around: 0.525 })][0]).toBe('47')
  })
})
