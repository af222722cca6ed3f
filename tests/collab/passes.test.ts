/** Which commits ask for the pass over the claims. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import type { Sql } from '#lib/db/sql.ts'
import { placeClaimMark } from '#lib/editor/claim-marks.ts'
import { findQuote } from '#lib/editor/find-quote.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { Passes } from '#server/collab/passes.ts'
import { article, copyOf } from './support/newsroom.ts'

describe('the pass after a commit', () => {
  test('[CL-3] is not repeated for typing beside the claims, and is for a word inside one', async () => {
    const { doc, passes, held } = setPasses({ whole: false })
    const copy = copyOf(doc)
    copy.insert(0, 'The port reopened. Ships left.')
    claim(doc, 'The port reopened')
    await passes.after('a', 1, doc)
    copy.insert(copy.length, ' Nobody was hurt.')
    await passes.after('a', 2, doc)
    expect(held).toEqual([1])
    copy.insert(9, 'never ')
    await passes.after('a', 3, doc)
    expect(held).toEqual([1, 3])
  })

  test('[RE-8b, SR-1] typing beside the claims is kept every ten seconds without one, and one is held after a minute', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const { doc, passes, held, kept } = setPasses({ whole: false })
      const type = async (head: number) => {
        copyOf(doc).insert(0, 'x')
        await passes.after('a', head, doc)
      }
      await type(1)
      for (let second = 1; second <= 59; second++) {
        vi.advanceTimersByTime(1_000)
        await type(1 + second)
      }
      expect([held, kept]).toEqual([[1], ['a', 'a', 'a', 'a', 'a']])
      vi.advanceTimersByTime(1_000)
      await type(61)
      expect([held, kept.length]).toEqual([[1, 61], 5])
    } finally {
      vi.useRealTimers()
    }
  })

  test('[CL-3] is held again once the review of the article changed', async () => {
    const { doc, passes, held } = setPasses({ whole: false })
    await passes.after('a', 1, doc)
    passes.forget('a')
    await passes.after('a', 2, doc)
    expect(held).toEqual([1, 2])
  })

  test('[RE-4] is held for every letter while sign-offs stand on the copy', async () => {
    const { doc, passes, held } = setPasses({ whole: true })
    await passes.after('a', 1, doc)
    await passes.after('a', 1, doc)
    copyOf(doc).insert(0, 'x')
    await passes.after('a', 2, doc)
    expect(held).toEqual([1, 2])
  })

  test('[RE-8b] is held when most of the copy went, or was typed over', async () => {
    const { doc, passes, held } = setPasses({ whole: false })
    const copy = copyOf(doc)
    copy.insert(0, 'Ships left the port of Odesa with grain for the first time.')
    await passes.after('a', 1, doc)
    copy.delete(10, 20)
    await passes.after('a', 2, doc)
    copy.insert(0, 'Wheat is cheaper than it was before the war began, they say. ')
    copy.delete(copy.length - 35, 35)
    await passes.after('a', 3, doc)
    expect(held).toEqual([1, 3])
  })

  test('[CL-4] is held when somebody new wrote, and when the document is not open here', async () => {
    const { doc, passes, held } = setPasses({ whole: false })
    await passes.after('a', 1, doc)
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    copyOf(other).insert(0, 'y')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    await passes.after('a', 2, doc)
    await passes.after('a', 3, null)
    expect(held).toEqual([1, 2, 3])
  })
})

function setPasses({ whole }: { whole: boolean }): { doc: Y.Doc; passes: Passes; held: number[]; kept: string[] } {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, initialState(article('Grain deal nears')))
  const held: number[] = []
  const kept: string[] = []
  // Typed for any row; the one question that is asked has this one.
  const sql = { query: () => Promise.resolve([{ whole }]) } as unknown as Sql
  const passes = new Passes({
    sql,
    pass: (_articleId, head) => Promise.resolve(void held.push(head)),
    keep: (articleId) => Promise.resolve(void kept.push(articleId)),
  })
  return { doc, passes, held, kept }
}

function claim(doc: Y.Doc, wording: string): void {
  const found = findQuote(doc, { quote: wording })
  if (found.kind !== 'found') throw new Error('the words are not in the copy')
  placeClaimMark(doc, found.range, randomUUID())
}
