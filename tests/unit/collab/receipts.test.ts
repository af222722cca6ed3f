import { describe, expect, it } from 'vitest'
import { accept, forgiveMissing, Receipts, refuse, settle, type Answer } from '#lib/collab/receipts.ts'

const FAULT = { reason: 'schema', detail: 'an unknown block' } as const

function refusedAs(n: number): Answer {
  return { type: 'refused', n, ...FAULT }
}

describe('what a socket is told of its changes', () => {
  it('[CO-4b] a refusal names its own change, and later changes that are stored are saved', () => {
    const receipts = new Receipts()
    refuse(receipts.take({ hasAll: false }), FAULT, 0)
    receipts.mark(1)
    expect(receipts.answers(0)).toEqual([refusedAs(1)])
    const later = receipts.take({ hasAll: false })
    accept(later)
    receipts.mark(2)
    expect(receipts.answers(0)).toEqual([])
    settle(later)
    expect(receipts.answers(0)).toEqual([{ type: 'saved', n: 2 }])
  })

  it('[CO-4b] changes that share a mark are answered one by one', () => {
    const receipts = new Receipts()
    const [first, second, third] = [receipts.take({ hasAll: false }), receipts.take({ hasAll: false }), receipts.take({ hasAll: false })]
    accept(first)
    refuse(second, FAULT, 0)
    accept(third)
    receipts.mark(3)
    expect(receipts.answers(0)).toEqual([refusedAs(2)])
    settle(first)
    expect(receipts.answers(0)).toEqual([])
    settle(third)
    expect(receipts.answers(0)).toEqual([{ type: 'saved', n: 3 }])
  })

  it('[CO-4b] where updates and numbers do not go one by one, the mark is refused as a whole, and nothing under it is saved', () => {
    const receipts = new Receipts()
    refuse(receipts.take({ hasAll: false }), FAULT, 0)
    const other = receipts.take({ hasAll: false })
    accept(other)
    receipts.mark(7)
    expect(receipts.answers(0)).toEqual([refusedAs(7)])
    settle(other)
    expect(receipts.answers(0)).toEqual([])
    receipts.mark(8)
    expect(receipts.answers(0)).toEqual([{ type: 'saved', n: 8 }])
  })

  it('[CO-4b] an edit that was accepted and then refused is refused under its number', () => {
    const receipts = new Receipts()
    const dropped = receipts.take({ hasAll: false })
    accept(dropped)
    receipts.mark(1)
    settle(dropped)
    refuse(dropped, FAULT, 0)
    expect(receipts.answers(0)).toEqual([refusedAs(1)])
  })

  it('[CO-4b] a refusal waits for its mark; a client that never marks is told after a second, once', () => {
    const receipts = new Receipts()
    refuse(receipts.take({ hasAll: false }), FAULT, 5_000)
    expect(receipts.answers(5_999)).toEqual([])
    expect(receipts.answers(6_000)).toEqual([refusedAs(1)])
    expect(receipts.answers(9_000)).toEqual([])
  })

  it('[CO-4b] all that was sent again covers what had come without its predecessors', () => {
    const receipts = new Receipts()
    refuse(receipts.take({ hasAll: false }), { reason: 'missing', detail: '' }, 0)
    const all = receipts.take({ hasAll: true })
    accept(all)
    forgiveMissing(all)
    receipts.mark(2)
    settle(all)
    expect(receipts.answers(0)).toEqual([{ type: 'saved', n: 2 }])
  })

  it('[CO-4] Saved keeps the order of the marks', () => {
    const receipts = new Receipts()
    const first = receipts.take({ hasAll: false })
    accept(first)
    receipts.mark(1)
    receipts.mark(2)
    expect(receipts.answers(0)).toEqual([])
    settle(first)
    expect(receipts.answers(0)).toEqual([{ type: 'saved', n: 2 }])
  })
})
