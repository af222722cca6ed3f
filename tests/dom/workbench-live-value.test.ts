import { describe, expect, it } from 'vitest'
import { createClaimsStore } from '#components/claims/claims-store.ts'
import { createLiveValue } from '#components/claims/live-value.ts'
import { aClaim } from './workbench-claim.ts'

/** A fetch that the test answers by hand. */
function byHand<Value>() {
  const waiting: { resolve: (value: Value) => void; reject: (error: Error) => void }[] = []
  return {
    fetchValue: () => new Promise<Value>((resolve, reject) => waiting.push({ resolve, reject })),
    waiting,
  }
}

describe('what the server keeps and the page shows', () => {
  it('[WB-4a] fetches once more for any number of calls during a fetch', async () => {
    const { fetchValue, waiting } = byHand<number>()
    const live = createLiveValue(0, fetchValue)
    const first = live.refresh()
    const second = live.refresh()
    const third = live.refresh()
    expect(waiting).toHaveLength(1)
    waiting[0]?.resolve(1)
    await first
    await Promise.resolve()
    expect([waiting.length, live.getSnapshot()]).toEqual([2, { value: 1, stale: false }])
    waiting[1]?.resolve(2)
    await Promise.all([second, third])
    expect([waiting.length, live.getSnapshot()]).toEqual([2, { value: 2, stale: false }])
  })

  it('[WB-4b] keeps the old value when a fetch fails, and says that it is old until one succeeds', async () => {
    const { fetchValue, waiting } = byHand<string>()
    const live = createLiveValue('old', fetchValue)
    const failing = live.refresh()
    waiting[0]?.reject(new Error('away'))
    await failing
    expect(live.getSnapshot()).toEqual({ value: 'old', stale: true })
    const succeeding = live.refresh()
    waiting[1]?.resolve('new')
    await succeeding
    expect(live.getSnapshot()).toEqual({ value: 'new', stale: false })
  })

  it('[WB-4b] keeps the object of a claim that did not change', async () => {
    const [one, two] = [aClaim({ id: 'one', number: 1 }), aClaim({ id: 'two', number: 2 })]
    const store = createClaimsStore([one, two], async () => [structuredClone(one), { ...two, state: 'verified' }])
    await store.refresh()
    const { list } = store.getSnapshot().value
    expect([list[0] === one, list[1]?.state]).toEqual([true, 'verified'])
  })

  it('[WB-4b] tells nobody when what was fetched is what was known', async () => {
    const claim = aClaim({ id: 'one', number: 1 })
    const claims = createClaimsStore([claim], async () => [structuredClone(claim)])
    const article = createLiveValue({ title: 'Grain deal' }, async () => ({ title: 'Grain deal' }))
    let told = 0
    claims.subscribe(() => (told += 1))
    article.subscribe(() => (told += 1))
    const before = [claims.getSnapshot(), article.getSnapshot()]
    await Promise.all([claims.refresh(), article.refresh()])
    expect([told, claims.getSnapshot() === before[0], article.getSnapshot() === before[1]]).toEqual([0, true, true])
  })

  it('[WB-4a] shows at once what the server has answered with', () => {
    const store = createClaimsStore([aClaim({ id: 'two', number: 2 })], async () => [])
    store.put(aClaim({ id: 'one', number: 1 }))
    store.put(aClaim({ id: 'two', number: 2, state: 'waived' }))
    expect(store.getSnapshot().value.list.map(({ id, state }) => [id, state])).toEqual([
      ['one', 'open'],
      ['two', 'waived'],
    ])
  })
})
