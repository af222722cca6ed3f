/** What a link into the workbench names besides a claim. */
import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { layersHere, useLayer } from '#components/ui/layers.ts'
import { useLinked } from '#components/workbench/use-linked.ts'
import { renderInterface } from './interface-render.tsx'

vi.mock('next/navigation', async () => await import('./followed-address.ts'))

const followed: string[] = []

/** A list that lies over the copy on a phone, as the workbench has it. */
function Page() {
  const [open, setOpen] = useState(false)
  useLinked('pasted', (id) => {
    followed.push(id)
    setOpen(true)
  })
  useLayer(open, () => setOpen(false), '/articles/a1')
  return open ? (
    <button type="button" onClick={() => setOpen(false)}>
      Close the list
    </button>
  ) : null
}

const list = () => screen.queryByRole('button', { name: 'Close the list' })
const here = () => `${window.location.pathname}${window.location.search}`

beforeEach(() => {
  followed.length = 0
  window.history.pushState(null, '', '/articles/a1?pasted=p1')
})
afterEach(cleanup)

it('[WB-11a] opens once: its list stays closed, by its button and by Back', async () => {
  renderInterface(<Page />)
  await userEvent.click(await screen.findByRole('button', { name: 'Close the list' }))
  await waitFor(() => expect([layersHere(), here()]).toEqual([[], '/articles/a1']))
  expect([list(), followed]).toEqual([null, ['p1']])
  act(() => window.history.pushState(null, '', '/articles/a1?pasted=p1'))
  await screen.findByRole('button', { name: 'Close the list' })
  act(() => window.history.back())
  await waitFor(() => expect([list(), here(), followed]).toEqual([null, '/articles/a1', ['p1', 'p1']]))
})
