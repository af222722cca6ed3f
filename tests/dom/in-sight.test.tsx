/** A claim's panel, laid out by hand: what has the focus stands below its head and above the window's foot. */
import { cleanup, render, screen } from '@testing-library/react'
import { useRef } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bringInSight, useInSight } from '#components/claims/in-sight.ts'
import { stubLayout } from './no-layout.ts'

/** Below the window's own bars, which end at 100, stands a panel 700 high in a window of 900; its head is 150 high. */
const CEILING = 100
const HEIGHT = 700
const HEAD = 150
/** Where each part stands in what the panel scrolls, and how high it is. */
const PARTS: Record<string, readonly [number, number]> = { top: [0, 30], rationale: [800, 60], message: [870, 40], foot: [1500, 30] }

/** Where the panel would stand in the window if the page were not scrolled. */
let panelTop = 400
let scrolled = 0
/** The form, higher than there is room for. */
let form: readonly [number, number] = [0, 2000]
let frames: FrameRequestCallback[] = []

function rectOf(this: HTMLElement): DOMRect {
  const top = panelTop - scrolled
  if (this.hasAttribute('data-claim-panel')) return new DOMRect(0, top, 300, HEIGHT)
  // The head stays below the bars while the panel is there.
  if (this.id === 'head') return new DOMRect(0, Math.min(Math.max(top, CEILING), top + HEIGHT - HEAD), 300, HEAD)
  if (this.id === 'body') return new DOMRect(0, top + HEAD, 300, HEIGHT - HEAD)
  const [at, height] = PARTS[this.id] ?? form
  return new DOMRect(0, top + HEAD + at - (document.getElementById('body')?.scrollTop ?? 0), 300, height)
}

beforeEach(() => {
  stubLayout()
  panelTop = 400
  scrolled = 0
  form = [0, 2000]
  frames = []
  vi.stubGlobal('innerHeight', 900)
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
  vi.stubGlobal('scrollBy', ({ top }: ScrollToOptions) => {
    scrolled += top ?? 0
  })
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(rectOf)
})

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function Panel({ message = false }: { message?: boolean }) {
  const panel = useRef<HTMLElement>(null)
  useInSight(panel)
  return (
    <article ref={panel} data-claim-panel>
      <div id="head" style={{ position: 'sticky', top: CEILING }}>
        <button type="button">More</button>
      </div>
      <div id="body">
        <button type="button" id="top">
          Assign
        </button>
        <form id="form">
          <textarea id="rationale" aria-label="Rationale" />
          {message && (
            <p id="message" role="alert">
              Say why.
            </p>
          )}
        </form>
        <button type="button" id="foot">
          Every wording
        </button>
      </div>
    </article>
  )
}

/** Whether it stands between the head and the foot of the panel and of the window. */
function isInSight(id: string): boolean {
  const of = (name: string) => document.getElementById(name)!.getBoundingClientRect()
  const { top, bottom } = of(id)
  return top >= of('head').bottom && bottom <= Math.min(of('body').bottom, 900)
}

async function settle(): Promise<void> {
  // What observes the page is told before the next frame.
  await Promise.resolve()
  for (const frame of frames.splice(0)) frame(0)
}

const rationale = () => screen.getByRole('textbox', { name: 'Rationale' })

describe('what has the focus in a claim’s panel', () => {
  it('[WB-10c] is in sight, forwards and backwards, with the panel in the window', async () => {
    render(<Panel />)
    for (const id of ['rationale', 'foot', 'rationale', 'top']) {
      document.getElementById(id)?.focus()
      await settle()
      expect([id, isInSight(id)]).toEqual([id, true])
    }
    // The panel is in the window as a whole, below the bars.
    expect([panelTop - scrolled > CEILING, panelTop - scrolled + HEIGHT < 900]).toEqual([true, true])
  })

  it('[WB-10c] comes out from behind the head where the page was scrolled past the panel', async () => {
    render(<Panel />)
    scrolled = 700
    document.getElementById('top')?.focus()
    expect(isInSight('top')).toBe(false)
    await settle()
    expect(isInSight('top')).toBe(true)
  })

  it('[WB-10c] is in sight with its whole form, where the page was scrolled so far past the panel that only a part was', async () => {
    render(<Panel />)
    form = [700, 300]
    document.getElementById('body')!.scrollTop = 400
    scrolled = 600
    // The field alone could be seen where it is.
    expect([isInSight('rationale'), isInSight('form')]).toEqual([true, false])
    rationale().focus()
    await settle()
    expect([isInSight('rationale'), isInSight('form')]).toEqual([true, true])
  })

  it('[WB-10c] is in sight with what it is told, where it has the focus already', async () => {
    const { rerender } = render(<Panel />)
    rationale().focus()
    await settle()
    // Just the field: what comes below it would be below the foot.
    document.getElementById('body')!.scrollTop = 800 + 60 - (HEIGHT - HEAD)
    rerender(<Panel message />)
    expect(isInSight('message')).toBe(false)
    await settle()
    expect([isInSight('message'), isInSight('rationale')]).toEqual([true, true])
  })

  it('[WB-10c] stays where one has scrolled away, until one types', async () => {
    const { rerender } = render(<Panel />)
    rationale().focus()
    await settle()
    window.dispatchEvent(new WheelEvent('wheel'))
    document.getElementById('body')!.scrollTop = 0
    rerender(<Panel message />)
    await settle()
    expect(isInSight('rationale')).toBe(false)
    rationale().dispatchEvent(new InputEvent('input', { bubbles: true }))
    await settle()
    expect(isInSight('rationale')).toBe(true)
  })

  it('[WB-10c] does not move under a button of the mouse that is down', async () => {
    render(<Panel />)
    rationale().dispatchEvent(new Event('pointerdown', { bubbles: true }))
    rationale().focus()
    await settle()
    expect(isInSight('rationale')).toBe(false)
    window.dispatchEvent(new Event('pointerup'))
    await settle()
    expect(isInSight('rationale')).toBe(true)
  })

  it('[WB-10c] of what is higher than the room there is, the beginning is shown', () => {
    render(<Panel />)
    bringInSight(document.getElementById('form')!)
    expect(document.getElementById('form')!.getBoundingClientRect().top).toBeLessThanOrEqual(
      document.getElementById('head')!.getBoundingClientRect().bottom + 4,
    )
  })
})
