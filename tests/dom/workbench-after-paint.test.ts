import { expect, onTestFinished, test, vi } from 'vitest'
import { afterPaint, runWaiting } from '#lib/client/after-paint.ts'

test('[WB-1d] what follows a letter is done in a task after its frame, all in the order in which it was asked for', async () => {
  const done: string[] = []
  afterPaint(() => done.push('sent'))
  afterPaint(() => done.push('kept'))
  const atFrame = await new Promise<string[]>((resolve) => requestAnimationFrame(() => resolve([...done])))
  expect(atFrame).toEqual([])
  await vi.waitFor(() => expect(done).toEqual(['sent', 'kept']))
})

test('[WB-1d] a page that is hidden waits for no frame, and does first what waited before', () => {
  const done: string[] = []
  afterPaint(() => done.push('before'))
  hide()
  afterPaint(() => done.push('hidden'))
  expect(done).toEqual(['before', 'hidden'])
})

test.each(['visibilitychange', 'pagehide'])('[WB-1d] %s leaves nothing waiting', (name) => {
  const done: string[] = []
  afterPaint(() => done.push('sent'))
  if (name === 'pagehide') window.dispatchEvent(new Event(name))
  else hide()
  expect(done).toEqual(['sent'])
})

test('[WB-1d] what is asked for meanwhile is done in the same task, without another frame', async () => {
  const frames = vi.spyOn(globalThis, 'requestAnimationFrame')
  onTestFinished(() => frames.mockRestore())
  const done: string[] = []
  afterPaint(() => {
    done.push('sent')
    afterPaint(() => done.push('told'))
  })
  await vi.waitFor(() => expect(done).toEqual(['sent', 'told']))
  expect(frames).toHaveBeenCalledTimes(1)
})

test('[WB-1d] what fails is told and keeps nothing else from being done', async () => {
  const told: unknown[] = []
  const failure = new Error('the copy in this browser is gone')
  vi.stubGlobal('queueMicrotask', (act: () => void) => {
    try {
      act()
    } catch (error) {
      told.push(error)
    }
  })
  onTestFinished(() => void vi.unstubAllGlobals())
  const done: string[] = []
  afterPaint(() => {
    throw failure
  })
  afterPaint(() => done.push('sent'))
  runWaiting()
  expect({ done, told }).toEqual({ done: ['sent'], told: [failure] })
})

function hide(): void {
  const state = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  onTestFinished(() => state.mockRestore())
  document.dispatchEvent(new Event('visibilitychange'))
}
