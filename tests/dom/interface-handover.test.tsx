import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { DeskHandoverView } from '#components/handover/desk-handover.tsx'
import { TakeAway } from '#components/handover/take-away.tsx'
import type { DeskHandover } from '#lib/api/schemas/handover.ts'
import { aClaim, aListedTask, OMAR } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }), usePathname: () => '/' }))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const MAYA = { id: 'e0000000-0000-4000-8000-000000000001', name: 'Maya Ito' }

function aDesk(given: Partial<DeskHandover> = {}): DeskHandover {
  const { desk, article } = aClaim(1)
  const overdue = aListedTask(1, { overdue: true, dueAt: '2026-07-20T10:00:00Z' })
  return {
    desk: { ...desk, timeZone: 'UTC' },
    people: [{ person: MAYA, gone: true, overdue: 1, reopened: 0, secondChecks: 0, awaitingAuthor: 0, tasks: [overdue, aListedTask(2)] }],
    unassigned: [aClaim(3)],
    author: [aClaim(4, { state: 'needs_wording' })],
    queries: [],
    articles: [{ ...article, stage: 'checking', createdBy: OMAR, claimsToClear: 4, openQueries: 0 }],
    abilities: { handOver: true },
    ...given,
  }
}

it('[WO-5] shows who has what, and says when nothing is open', async () => {
  const { container } = renderInterface(<DeskHandoverView handover={aDesk()} />)
  expect(await faults(container)).toEqual([])
  expect(screen.getByRole('row', { name: /Maya Ito Has left the desk 2 1 0 0 0/ })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'The 2 tasks of Maya Ito' })).toBeTruthy()
  cleanup()
  renderInterface(<DeskHandoverView handover={aDesk({ people: [], unassigned: [], author: [], articles: [] })} />)
  expect(screen.getByText('Nothing is open on this desk')).toBeTruthy()
})

it('[WO-5a] gives the chosen tasks to another checker, and says what stayed', async () => {
  const sent: unknown[] = []
  const desks = [{ deskId: aClaim(1).desk.id, deskName: 'World', roles: ['checker'] }]
  const person = { email: null, isAdmin: false, disabled: false, color: 0, desks }
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('fetch', async (address: string, init?: { body?: string }) => {
    if (address.includes('/people')) return Response.json({ items: [MAYA, OMAR].map((one) => ({ ...one, ...person })), nextCursor: null })
    sent.push(JSON.parse(init?.body ?? ''))
    return Response.json({ moved: 1, kept: [] })
  })
  renderInterface(<DeskHandoverView handover={aDesk()} />)
  fireEvent.click(screen.getByRole('button', { name: 'Hand over what Maya Ito has…' }))
  const submit = screen.getByRole('button', { name: 'Hand over' })
  fireEvent.click(submit)
  expect(screen.getByText('Choose who should go on with it.')).toBeTruthy()
  await screen.findByRole('option', { name: 'Omar Haddad' })
  expect(screen.queryByRole('option', { name: 'Maya Ito' })).toBeNull()
  fireEvent.change(screen.getByRole('combobox', { name: 'To' }), { target: { value: OMAR.id } })
  fireEvent.click(screen.getByRole('checkbox', { name: /wording of claim 2/ }))
  fireEvent.click(submit)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent).toEqual([{ deskId: desks[0]?.deskId, fromId: MAYA.id, toId: OMAR.id, taskIds: [aListedTask(1).id] }])
  expect(screen.getByText('1 task handed over to Omar Haddad')).toBeTruthy()
})

it('[WO-5] is copied as text', async () => {
  let copied = ''
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void (copied = text) } })
  renderInterface(<TakeAway handover={{ at: '2026-07-20T18:00:00Z', desks: [aDesk()] }} />)
  fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }))
  await screen.findByText('Copied')
  expect(copied.split('\n')).toEqual([
    'World, Jul 20, 18:00 UTC',
    'Maya Ito: 2 open, 1 overdue',
    '  - claim 1 in “Harbour strike”: wording of claim 1, due Jul 20, 10:00 UTC',
    '  - claim 2 in “Harbour strike”: wording of claim 2',
    'With nobody: 1',
    '  - claim 3 in “Harbour strike”: wording of claim 3',
    'Waiting on the author: 1',
    '  - claim 4 in “Harbour strike”: wording of claim 4',
    'Articles',
    '  - Harbour strike (Checking): 4 claims to clear',
  ])
})
