import { expect, it } from 'vitest'
import { QUEUES } from '#lib/db/queue/queues.ts'
import { Turns } from '#server/jobs/capture/turns.ts'

it('[CL-7t] ten captures wait for their sites at a time, and two of them read at most, in order, also after one that fails', async () => {
  expect(QUEUES['evidence.capture'].concurrency).toBe(10)
  const turns = new Turns(2)
  const begun: number[] = []
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
  const done = [0, 1, 2, 3].map((index) => {
    const end = new Promise<void>((resolve, reject) => ends.push({ resolve, reject }))
    return turns.inTurn(async () => {
      begun.push(index)
      await end
    })
  })
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  ends[1]?.reject(new Error('broken'))
  await expect(done[1]).rejects.toThrow('broken')
  await Promise.resolve()
  expect(begun).toEqual([0, 1, 2])
  for (const end of [ends[0], ends[2], ends[3]]) end?.resolve()
  await Promise.all([done[0], done[2], done[3]])
  expect(begun).toEqual([0, 1, 2, 3])
})
