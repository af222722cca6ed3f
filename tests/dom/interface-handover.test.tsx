import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { DeskHandoverView } from '#components/handover/desk-handover.tsx'
import { TakeAway } from '#components/handover/take-away.tsx'
import { diffText } from '#lib/domain/claims/diff.ts'
import type { DeskHandover } from '#lib/api/schemas/handover.ts'
import { aClaim, aListedTask, OMAR } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }), usePathname: () => '/' }))

beforeEach(() => {
  stubLayout()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const AT = '2026-07-20T18:00:00Z'
const MAYA = { id: 'e0000000-0000-4000-8000-000000000001', name: 'Maya Ito' }

function aDesk(given: Partial<DeskHandover> = {}): DeskHandover {
  const { desk, article } = aClaim(1)
  const overdue = aListedTask(1, { overdue: true, dueAt: '2026-07-20T10:00:00Z' })
  return {
    desk: { ...desk, timeZone: 'UTC' },
    people: [
      { person: MAYA, gone: true, overdue: 1, reopened: 0, secondChecks: 0, awaitingAuthor: 0, questions: 0, tasks: [overdue, aListedTask(2)], again: [] },
    ],
    unassigned: [aClaim(3, { unasked: { why: 'handed_back', by: OMAR, reason: 'I know him.' } })],
    author: [aClaim(4, { state: 'needs_wording' })],
    queries: [],
    articles: [{ ...article, stage: 'checking', createdBy: OMAR, claimsToClear: 4, openQueries: 0 }],
    abilities: { handOver: true },
    ...given,
  }
}

it('[WO-5] shows who has what, and says when nothing is open', async () => {
  const { container } = renderInterface(<DeskHandoverView handover={aDesk()} at={AT} />)
  expect(await faults(container)).toEqual([])
  expect(screen.getByRole('row', { name: /Maya Ito Has left the desk Hand over… 2 1 0 0 0 0/ })).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'The 2 tasks of Maya Ito' })).toBeTruthy()
  cleanup()
  renderInterface(<DeskHandoverView handover={aDesk({ people: [], unassigned: [], author: [], articles: [] })} at={AT} />)
  expect(screen.getByText('Nothing is open on this desk')).toBeTruthy()
})

it('[WO-1o] has what somebody checked and is open again with them, and what became of it; so does the text', async () => {
  const changed = {
    change: 'material' as const,
    diff: diffText('14 people were arrested', '41 people were arrested'),
    at: '2026-07-20T09:00:00Z',
    placed: false,
  }
  const unasked = { why: 'never' as const, by: null, reason: null }
  const again = [aClaim(9, { state: 'reopened', againWith: [MAYA], changed, unasked })]
  const people = [{ person: MAYA, gone: false, overdue: 0, reopened: 1, secondChecks: 0, awaitingAuthor: 0, questions: 0, tasks: [], again }]
  const handover = aDesk({ people, unassigned: [], author: [], articles: [] })
  const { container } = renderInterface(<DeskHandoverView handover={handover} at={AT} />)
  expect(await faults(container)).toEqual([])
  expect(screen.getByRole('row', { name: 'Maya Ito 0 0 0 1 0 0' })).toBeTruthy()
  const section = screen.getByRole('heading', { name: 'Open again, with Maya Ito who checked it' }).closest('section')
  expect([section?.querySelector('del')?.textContent, section?.querySelector('ins')?.textContent]).toEqual(['removed: 14', 'added: 41'])
  expect(section?.textContent).toContain('Material change')
  expect(section?.textContent).not.toContain('Nobody')
  expect(screen.getByRole('link', { name: 'Maya Ito' }).getAttribute('href')).toBe(`/verification?desk=${handover.desk.id}&state=reopened&assignee=${MAYA.id}`)
  cleanup()
  let copied = ''
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void (copied = text) } })
  renderInterface(<TakeAway handover={{ at: AT, desks: [handover] }} />)
  fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }))
  await screen.findByText('Copied')
  expect(copied.split('\n').slice(1)).toEqual([
    'Maya Ito: 0 open, 1 re-opened',
    'Maya Ito checked, and open again: 1',
    '  - claim 9 in “Harbour strike”: wording of claim 9',
  ])
})

it('[WO-5e] says of each claim that nobody has why', () => {
  const whys = ['never', 'handed_back', 'own_words', 'withdrawn', 'cleared', 'finished'] as const
  const unassigned = whys.map((why, index) => aClaim(index + 1, { state: 'reopened', unasked: { why, by: why === 'never' ? null : OMAR, reason: null } }))
  renderInterface(<DeskHandoverView handover={aDesk({ unassigned })} at={AT} />)
  for (const said of [
    'Nobody has been asked yet',
    'Omar Haddad handed it back',
    'Omar Haddad, who was asked, has a part in the words',
    'Omar Haddad is not asked any more',
    'Omar Haddad was asked until it was cleared; it is open again',
    'Omar Haddad has done what they were asked',
  ])
    expect(screen.getByText(said)).toBeTruthy()
})

it('[WO-5a] gives the chosen tasks to another checker, and says what stayed', async () => {
  const sent: unknown[] = []
  const desks = [{ deskId: aClaim(1).desk.id, deskName: 'World', roles: ['checker'] }]
  const person = { email: null, isAdmin: false, disabled: false, color: 0, desks }
  vi.stubGlobal('fetch', async (address: string, init?: { body?: string }) => {
    if (address.includes('/people')) return Response.json({ items: [MAYA, OMAR].map((one) => ({ ...one, ...person })), nextCursor: null })
    sent.push(JSON.parse(init?.body ?? ''))
    return Response.json({ moved: 1, questions: 0, kept: [{ taskId: aListedTask(1).id, reason: 'They wrote it.' }] })
  })
  renderInterface(<DeskHandoverView handover={aDesk()} at={AT} />)
  fireEvent.click(screen.getByRole('button', { name: 'Hand over what Maya Ito has…' }))
  const submit = screen.getByRole('button', { name: 'Hand over' })
  fireEvent.click(submit)
  expect(screen.getByText('Choose who should go on with it.')).toBeTruthy()
  await screen.findByRole('option', { name: 'Omar Haddad' })
  expect(screen.queryByRole('option', { name: 'Maya Ito' })).toBeNull()
  fireEvent.change(screen.getByRole('combobox', { name: 'To' }), { target: { value: OMAR.id } })
  fireEvent.click(screen.getByRole('checkbox', { name: 'All 2' }))
  fireEvent.click(submit)
  expect(screen.getByText('Choose at least one.')).toBeTruthy()
  fireEvent.click(screen.getByRole('checkbox', { name: /wording of claim 1/ }))
  fireEvent.click(submit)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(sent).toEqual([{ deskId: desks[0]?.deskId, fromId: MAYA.id, toId: OMAR.id, taskIds: [aListedTask(1).id] }])
  expect(screen.getByText('1 task handed over to Omar Haddad')).toBeTruthy()
  expect(screen.getByText('Claim 1 stayed: They wrote it.')).toBeTruthy()
})

it('[WO-5a] gives all of it without naming each, so that there is no most', async () => {
  const sent: unknown[] = []
  const desks = [{ deskId: aClaim(1).desk.id, deskName: 'World', roles: ['checker'] }]
  vi.stubGlobal('fetch', async (address: string, init?: { body?: string }) => {
    if (address.includes('/people'))
      return Response.json({ items: [{ ...OMAR, email: null, isAdmin: false, disabled: false, color: 0, desks }], nextCursor: null })
    sent.push(JSON.parse(init?.body ?? ''))
    return Response.json({ moved: 2, questions: 0, kept: [] })
  })
  renderInterface(<DeskHandoverView handover={aDesk()} at={AT} />)
  fireEvent.click(screen.getByRole('button', { name: 'Hand over what Maya Ito has…' }))
  await screen.findByRole('option', { name: 'Omar Haddad' })
  fireEvent.change(screen.getByRole('combobox', { name: 'To' }), { target: { value: OMAR.id } })
  fireEvent.click(screen.getByRole('button', { name: 'Hand over' }))
  await waitFor(() => expect(sent).toEqual([{ deskId: desks[0]?.deskId, fromId: MAYA.id, toId: OMAR.id }]))
})

it('[WO-5c] sums up three hundred claims by article, with the urgent ones and the way to the rest', async () => {
  const other = { id: 'a0000000-0000-4000-8000-000000000009', slug: 'budget', title: 'The budget' }
  const claims = Array.from({ length: 300 }, (_, index) => aClaim(index + 1))
  const marked = claims.map((claim) => {
    if (claim.number === 200) return { ...claim, priority: 'high' as const }
    if (claim.number === 250) return { ...claim, legalFlag: true }
    return claim.number === 300 ? { ...claim, state: 'reopened' as const } : claim
  })
  const author = [aClaim(7, { state: 'incorrect', authorsAsked: [MAYA, OMAR, { ...OMAR, id: MAYA.id }] })]
  const handover = aDesk({ people: [], unassigned: [...marked, aClaim(301, { article: other })], author })
  const { container } = renderInterface(<DeskHandoverView handover={handover} at={AT} />)
  expect(await faults(container)).toEqual([])
  const [first, second] = screen.getAllByRole('list', { name: 'How many, by state' })
  expect([first?.textContent, second?.textContent]).toEqual(['299 Open1 Re-opened1 of high priority1 for legal', '1 Open'])
  const wordings = screen.getAllByRole('link', { name: /^wording of claim/ }).map(({ textContent }) => Number(/\d+/.exec(textContent)?.[0]))
  expect(wordings).toEqual([200, 250, 300, 1, 2, 301, 7])
  const { article } = aClaim(1)
  expect(screen.getByRole('link', { name: '295 more on the board' }).getAttribute('href')).toBe(
    `/verification?article=${article.id}&state=open&assignee=nobody`,
  )
  expect(screen.getByRole('link', { name: /1 Re-opened/ }).getAttribute('href')).toBe(`/verification?article=${article.id}&state=reopened&assignee=nobody`)
  expect(screen.getByRole('link', { name: '1 for legal' }).getAttribute('href')).toBe(
    `/verification?article=${article.id}&state=open,reopened&marked=legal&assignee=nobody`,
  )
  expect(screen.getByText('Maya Ito, Omar Haddad and 1 more')).toBeTruthy()
})

it('[WO-5c] shows of many tasks of one person those that are due, late or important, and leads to the others', () => {
  const tasks = Array.from({ length: 60 }, (_, index) => aListedTask(index + 1))
  tasks[40] = aListedTask(41, { dueAt: '2026-07-21T09:00:00Z' })
  tasks[50] = aListedTask(51, { dueAt: '2026-07-29T09:00:00Z' })
  tasks[55] = aListedTask(56, {}, { legalFlag: true })
  const person = { person: MAYA, gone: false, overdue: 0, reopened: 0, secondChecks: 0, awaitingAuthor: 0, questions: 0, tasks, again: [] }
  const handover = aDesk({ people: [person], unassigned: [], author: [] })
  renderInterface(<DeskHandoverView handover={handover} at={AT} />)
  const wordings = screen.getAllByRole('link', { name: /^wording of claim/ }).map(({ textContent }) => Number(/\d+/.exec(textContent)?.[0]))
  expect(wordings).toEqual([41, 56, 1, 2, 3])
  const rest = `/verification?desk=${handover.desk.id}&state=assigned&assignee=${MAYA.id}`
  expect(screen.getByRole('link', { name: '55 more on the board' }).getAttribute('href')).toBe(rest)
  expect(screen.getByRole('link', { name: 'Maya Ito' }).getAttribute('href')).toBe(rest)
})

it('[WO-5, WO-5e] is copied as text', async () => {
  let copied = ''
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void (copied = text) } })
  renderInterface(<TakeAway handover={{ at: AT, desks: [aDesk()] }} />)
  fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }))
  await screen.findByText('Copied')
  expect(copied.split('\n')).toEqual([
    'World, Jul 20, 18:00 UTC',
    'Maya Ito: 2 open, 1 overdue',
    '  - claim 1 in “Harbour strike”: wording of claim 1, due Jul 20, 10:00 UTC',
    '  - claim 2 in “Harbour strike”: wording of claim 2',
    'With nobody: 1',
    '  - claim 3 in “Harbour strike”: wording of claim 3 (Omar Haddad handed it back: I know him.)',
    'Waiting on the author: 1',
    '  - claim 4 in “Harbour strike”: wording of claim 4',
    'Articles',
    '  - Harbour strike (Checking): 4 claims to clear',
  ])
})

it('[WO-5c] is copied as text as short as it is shown', async () => {
  let copied = ''
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void (copied = text) } })
  const unassigned = Array.from({ length: 300 }, (_, index) => aClaim(index + 1, { ...(index === 99 && { priority: 'high' as const }) }))
  const tasks = Array.from({ length: 9 }, (_, index) => aListedTask(index + 1))
  const people = [{ person: MAYA, gone: false, overdue: 0, reopened: 0, secondChecks: 0, awaitingAuthor: 0, questions: 0, tasks, again: [] }]
  renderInterface(<TakeAway handover={{ at: AT, desks: [aDesk({ people, unassigned, author: [], articles: [] })] }} />)
  fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }))
  await screen.findByText('Copied')
  const lines = copied.split('\n')
  expect(lines).toHaveLength(15)
  expect([lines[7], lines[8], lines[9], lines[14]]).toEqual([
    '  - 4 more',
    'With nobody: 300',
    '  - claim 100 in “Harbour strike”: wording of claim 100',
    '  - 295 more in “Harbour strike”',
  ])
})
