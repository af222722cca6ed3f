import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it } from 'vitest'
import { layersHere, useLayer } from '#components/ui/layers.ts'
import { renderInterface } from './interface-render.tsx'

const NAMES = ['list', 'source'] as const

function Page() {
  const [open, setOpen] = useState<readonly string[]>([])
  const change = (name: string, on: boolean) => setOpen((before) => [...before.filter((other) => other !== name), ...(on ? [name] : [])])
  useLayer(open.includes('list'), () => change('list', false))
  useLayer(open.includes('source'), () => change('source', false))
  return (
    <>
      <p>Open: {open.join(', ')}</p>
      {NAMES.map((name) => (
        <button key={name} type="button" onClick={() => change(name, !open.includes(name))}>
          {name}
        </button>
      ))}
      <button type="button" onClick={() => setOpen(['source'])}>
        only the source
      </button>
    </>
  )
}

const shows = async (text: string) => await waitFor(() => expect(screen.getByText(/^Open:/).textContent).toBe(`Open: ${text}`))
const press = async (name: string) => await userEvent.click(screen.getByRole('button', { name }))
const back = () => act(() => window.history.back())

afterEach(cleanup)

it('[WB-11a] Back closes the topmost of what is open, one after the other', async () => {
  const before = window.history.length
  renderInterface(<Page />)
  await press('list')
  await press('source')
  await shows('list, source')
  expect(window.history.length).toBe(before + 2)
  back()
  await shows('list')
  back()
  await shows('')
  expect(layersHere()).toEqual([])
})

it('[WB-11a] what is closed by its button leaves no entry, nor does what was closed beneath something else', async () => {
  renderInterface(<Page />)
  await press('list')
  await press('list')
  await waitFor(() => expect(layersHere()).toEqual([]))
  await press('list')
  await press('only the source')
  await shows('source')
  back()
  await shows('')
  await waitFor(() => expect(layersHere()).toEqual([]))
  expect(window.history.scrollRestoration).not.toBe('manual')
})
