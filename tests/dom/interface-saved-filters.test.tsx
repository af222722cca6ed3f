import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { SavedFilters } from '#components/board/saved-filters.tsx'
import type { SavedFilterDto } from '#lib/api/schemas/board-filters.ts'
import { OMAR } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }), usePathname: () => '/verification' }))

const sent: [string, string, unknown][] = []

beforeEach(() => {
  sent.length = 0
  stubLayout()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const DESK = { id: 'd0000000-0000-4000-8000-000000000001', name: 'World' }
const SAVED: SavedFilterDto[] = [
  {
    id: 'b0000000-0000-4000-8000-000000000001',
    name: 'Back to me',
    filter: { state: ['reopened'], assignee: 'me' },
    owner: OMAR,
    sharedDeskId: null,
    abilities: { remove: true },
  },
  {
    id: 'b0000000-0000-4000-8000-000000000002',
    name: 'Nobody’s',
    filter: { assignee: 'nobody' },
    owner: OMAR,
    sharedDeskId: DESK.id,
    abilities: { remove: false },
  },
]

function answer(status: number, body: unknown): void {
  vi.stubGlobal('fetch', async (address: string, { method, body: given }: { method: string; body?: string }) => {
    sent.push([method, address, given === undefined ? null : JSON.parse(given)])
    return status === 204 ? new Response(null, { status }) : Response.json(body, { status })
  })
}

it('[WO-6] is reached by keyboard, leads to its board, and says which one is shown', async () => {
  const user = userEvent.setup()
  const { baseElement } = renderInterface(<SavedFilters saved={SAVED} filter={{ assignee: 'me', state: ['reopened'] }} desks={[DESK]} />)
  await user.tab()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Saved filters, now: Back to me' }))
  await user.keyboard('{Enter}')
  expect(screen.getByRole('menuitem', { name: 'Back to me' }).getAttribute('aria-current')).toBe('true')
  expect(screen.getByRole('menuitem', { name: /Nobody’s.*Shown to the desk by Omar Haddad/ }).getAttribute('href')).toBe('/verification?assignee=nobody')
  expect(await faults(baseElement)).toEqual([])
})

it('[WO-6] keeps the present filter under a name; a name that is taken is said beside it and stays', async () => {
  const user = userEvent.setup()
  const message = 'You have a filter with this name already.'
  answer(409, { code: 'conflict', title: 'Conflict', detail: message, errors: [{ field: 'name', message }] })
  renderInterface(<SavedFilters saved={SAVED} filter={{ state: ['open', 'reopened'], due: ['overdue'], sort: '-due' }} desks={[DESK]} />)
  await user.click(screen.getByRole('button', { name: 'Saved filters' }))
  await user.click(screen.getByRole('menuitem', { name: 'Save this filter…' }))
  const name = await screen.findByRole('textbox', { name: /Name/ })
  await user.type(name, 'Back to me')
  fireEvent.change(screen.getByRole('combobox', { name: 'For' }), { target: { value: DESK.id } })
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await screen.findByText(message)
  expect((name as HTMLInputElement).value).toBe('Back to me')
  answer(201, SAVED[0])
  await user.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent[1]).toEqual([
    'POST',
    '/api/v1/board/filters',
    { name: 'Back to me', filter: { state: ['open', 'reopened'], due: ['overdue'], sort: '-due' }, sharedDeskId: DESK.id },
  ])
})

it('[WO-6a] offers for deletion what one may delete', async () => {
  const user = userEvent.setup()
  answer(204, null)
  renderInterface(<SavedFilters saved={SAVED} filter={{}} desks={[DESK]} />)
  await user.click(screen.getByRole('button', { name: 'Saved filters' }))
  expect(screen.getByRole('menuitem', { name: 'Save this filter…' }).getAttribute('aria-disabled')).toBe('true')
  await user.click(screen.getByRole('menuitem', { name: 'Delete a filter…' }))
  expect(screen.queryByRole('button', { name: 'Delete “Nobody’s”' })).toBeNull()
  await user.click(await screen.findByRole('button', { name: 'Delete “Back to me”' }))
  await screen.findByText('None is left that you may delete.')
  expect(sent).toEqual([['DELETE', `/api/v1/board/filters/${SAVED[0]?.id}`, null]])
})
