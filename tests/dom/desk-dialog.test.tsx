import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DeskDialog } from '#components/admin/desk-dialog.tsx'
import { renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: vi.fn() }) }))

const desk = { id: 'd1', name: 'World', slug: 'world', fourEyes: true, secondCheck: false, timeZone: 'UTC', verdictDays: 90, learnedOrder: true }
const LABEL = 'Order suggestions by what this desk has tagged and dismissed'

let sent: { url: string; body: unknown }[]
let answer: () => Response

beforeEach(() => {
  sent = []
  answer = () => Response.json({ ...desk, learnedOrder: false })
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, body: JSON.parse(init.body as string) })
    return answer()
  })
  stubLayout()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('[CL-9k] the learnt order is turned off in the rules of the desk, by key', async () => {
  const closed = vi.fn()
  renderInterface(<DeskDialog desk={desk} onClose={closed} />)
  const box = screen.getByRole('checkbox', { name: LABEL, checked: true })
  box.focus()
  await userEvent.keyboard(' ')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(closed).toHaveBeenCalled())
  expect(sent).toMatchObject([{ url: '/api/v1/desks/d1', body: { learnedOrder: false } }])
})

it('[CL-9k] what was chosen stays when it cannot be saved', async () => {
  answer = () => Response.json({ title: 'You may not do this', code: 'forbidden' }, { status: 403, headers: { 'content-type': 'application/problem+json' } })
  renderInterface(<DeskDialog desk={desk} onClose={() => undefined} />)
  await userEvent.click(screen.getByRole('checkbox', { name: LABEL }))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('You may not do this')).toBeTruthy()
  expect(screen.getByRole('checkbox', { name: LABEL, checked: false })).toBeTruthy()
})
