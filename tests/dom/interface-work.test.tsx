import { readFileSync } from 'node:fs'
import { cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ArticleTable } from '#components/articles/article-table.tsx'
import userEvent from '@testing-library/user-event'
import { AssignDialog } from '#components/board/assign-dialog.tsx'
import { BOARD_COLUMNS, inColumn } from '#components/board/board-filter.ts'
import { BoardTable } from '#components/board/board-table.tsx'
import { Board } from '#components/board/board.tsx'
import type { TaskListItem } from '#lib/api/schemas/claims.ts'
import { workLists } from '#components/work/work-lists.ts'
import { WorkSections } from '#components/work/work-sections.tsx'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { serverThatAnswers } from './fake-server.ts'
import { aClaim, aListedArticle, aListedTask, aMe, aTask, OMAR } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => undefined, push: () => undefined }), usePathname: () => '/' }))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const now = new Date('2026-07-20T22:30:00Z')
const none = { tasks: [], claims: [], queries: [], articles: [], now }

describe('my work', () => {
  it('[UI-10] sorts what one is asked to check by how urgent it is, on the day of its desk', () => {
    const overdue = aListedTask(1, { overdue: true, dueAt: '2026-07-20T20:00:00Z' })
    const tonight = aListedTask(2, { dueAt: '2026-07-20T23:30:00Z' })
    const whenever = aListedTask(3)
    const lists = (...tasks: TaskListItem[]) => workLists({ ...none, me: aMe(['checker']), tasks })
    expect(lists(overdue, tonight, whenever)).toMatchObject({ overdue: [overdue], today: [tonight], later: [whenever] })
    const nextDay = aListedTask(4, { dueAt: '2026-07-21T21:00:00Z' })
    const inBerlin = aListedTask(5, { dueAt: '2026-07-21T21:00:00Z', timeZone: 'Europe/Berlin' })
    expect(lists(nextDay, inBerlin)).toMatchObject({ today: [inBerlin], later: [nextDay] })
  })

  it('[UI-10] shows a re-opened claim that one is asked to check in one list only', () => {
    const task = aListedTask(5)
    const lists = workLists({ ...none, me: aMe(['checker']), tasks: [task], claims: [aClaim(5, { state: 'reopened', task })] })
    expect(lists).toMatchObject({ later: [task], reopened: [] })
  })

  it('[UI-10a, CL-6i, WO-1f] gives each list of the desk to those whose work it is', () => {
    const claims = [
      aClaim(1, { state: 'reopened' }),
      aClaim(2, { state: 'needs_wording' }),
      aClaim(3, { state: 'incorrect' }),
      aClaim(4),
      aClaim(5, { state: 'verified' }),
      aClaim(6, { state: 'disputed' }),
      aClaim(7, { state: 'unverifiable' }),
      aClaim(8, { state: 'awaiting_second', task: aListedTask(8, { state: 'done' }) }),
      aClaim(9, { state: 'awaiting_second', task: aListedTask(9) }),
      aClaim(10, { state: 'detached', openProposals: 1 }),
    ]
    const counted = (role: Parameters<typeof aMe>[0][number]) => {
      const lists = workLists({ ...none, me: aMe([role]), claims, articles: [aListedArticle()] })
      return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]))
    }
    const nothing = { overdue: 0, today: 0, later: 0, queries: 0, asked: 0 }
    expect(counted('reporter')).toEqual({ ...nothing, reopened: 0, disputed: 0, detached: 0, author: 3, unassigned: 0, signOff: 0 })
    expect(counted('editor')).toEqual({ ...nothing, reopened: 1, disputed: 1, detached: 1, author: 3, unassigned: 2, signOff: 0 })
    expect(counted('checker')).toEqual({ ...nothing, reopened: 1, disputed: 1, detached: 1, author: 0, unassigned: 0, signOff: 1 })
    expect(counted('publisher')).toEqual({ ...nothing, reopened: 0, disputed: 0, detached: 0, author: 0, unassigned: 2, signOff: 1 })
    expect(counted('legal')).toEqual({ ...nothing, reopened: 0, disputed: 0, detached: 0, author: 0, unassigned: 0, signOff: 1 })
  })

  it('[UI-10a] shows nothing of a desk where one has no role', () => {
    const elsewhere = { id: 'd0000000-0000-4000-8000-000000000009', name: 'Sport', timeZone: 'UTC' }
    expect(workLists({ ...none, me: aMe(['editor']), claims: [aClaim(1, { state: 'reopened', desk: elsewhere })] }).reopened).toEqual([])
  })

  it('[UI-18] says that nothing waits, and what would stand there', () => {
    renderInterface(<WorkSections lists={workLists({ ...none, me: aMe(['checker']) })} />)
    expect(screen.getByText('Nothing waits for you')).toBeDefined()
    expect(screen.getByText(/Claims that you are asked to check/)).toBeDefined()
  })

  it('[UI-10] leads from a claim to its place in the copy, with the question that was asked', async () => {
    const { container } = renderInterface(
      <WorkSections lists={workLists({ ...none, me: aMe(['checker']), tasks: [aListedTask(7, { question: 'Who counted?' })] })} />,
    )
    expect(screen.getByRole('link', { name: 'wording of claim 7' }).getAttribute('href')).toBe(
      '/articles/a0000000-0000-4000-8000-000000000001?claim=c0000000-0000-4000-8000-000000000007',
    )
    expect(screen.getByText('Who counted?')).toBeDefined()
    expect(await faults(container)).toEqual([])
  })
})

describe('the board', () => {
  const nothing = () => undefined
  const inert = { chosen: new Set<string>(), onChoose: nothing, onChooseAll: nothing, mayAssign: () => true, onAssign: nothing, onAssignChosen: nothing }

  it('[UI-11] has exactly one column for every state', () => {
    const columnsOf = CLAIM_STATES.map((state) => BOARD_COLUMNS.filter((column) => inColumn([aClaim(1, { state })], column).length === 1).length)
    expect(columnsOf).toEqual(CLAIM_STATES.map(() => 1))
  })

  it('[UI-11] is walked, chosen from and assigned from by keyboard', () => {
    const [onChoose, onAssign] = [vi.fn(), vi.fn()]
    const items = [aClaim(1), aClaim(2), aClaim(3)]
    renderInterface(<BoardTable {...inert} items={items} onChoose={onChoose} onAssign={onAssign} />)
    const [first, second, third] = screen.getAllByRole('link')
    first?.focus()
    fireEvent.keyDown(document.activeElement ?? document, { key: 'j' })
    expect(document.activeElement).toBe(second)
    fireEvent.keyDown(document.activeElement ?? document, { key: 'ArrowDown' })
    expect(document.activeElement).toBe(third)
    fireEvent.keyDown(document.activeElement ?? document, { key: 'j' })
    expect(document.activeElement).toBe(third)
    fireEvent.keyDown(document.activeElement ?? document, { key: 'k' })
    fireEvent.keyDown(document.activeElement ?? document, { key: 'x' })
    fireEvent.keyDown(document.activeElement ?? document, { key: 'a' })
    expect(onChoose.mock.calls).toEqual([[items[1]]])
    expect(onAssign.mock.calls).toEqual([[items[1]]])
  })

  it('[UI-11] chooses all, and assigns what is chosen by one key', async () => {
    const [onChooseAll, onAssign, onAssignChosen] = [vi.fn(), vi.fn(), vi.fn()]
    const items = [aClaim(1), aClaim(2), aClaim(3)]
    const acts = { ...inert, items, onChooseAll, onAssign, onAssignChosen }
    const { container, unmount } = renderInterface(<BoardTable {...acts} mayAssign={({ number }) => number !== 3} />)
    expect(await faults(container)).toEqual([])
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims' }))
    expect(onChooseAll.mock.calls).toEqual([[true]])
    unmount()
    renderInterface(<BoardTable {...acts} mayAssign={({ number }) => number !== 3} chosen={new Set(items.slice(0, 2).map(({ id }) => id))} />)
    const [, , third] = screen.getAllByRole('link')
    third?.focus()
    fireEvent.keyDown(document.activeElement ?? document, { key: 'X' })
    fireEvent.keyDown(document.activeElement ?? document, { key: 'a' })
    expect(onChooseAll.mock.calls).toEqual([[true], [false]])
    expect([onAssign.mock.calls.length, onAssignChosen.mock.calls.length]).toEqual([0, 1])
  })

  it.each(['table', 'columns'] as const)('[UI-4] breaks a word longer than its place, in a wording and in a headline (%s)', (view) => {
    const long = 'x'.repeat(150)
    const item = { ...aClaim(1), wording: `wording ${long}`, article: { ...aClaim(1).article, title: `headline ${long}` } }
    renderInterface(<Board items={[item]} assignDesks={[]} view={view} filtered={false} />)
    const breaking = /((?:[^{}\n]+,\s*)*[^{},\n]+)\{\s*overflow-wrap: anywhere/.exec(readFileSync('app/globals.css', 'utf8'))?.[1] ?? ''
    for (const words of [item.wording, item.article.title]) expect(screen.getByText(words).matches(breaking)).toBe(true)
  })

  it('[UI-11] offers no assigning to whoever may not', () => {
    const onAssign = vi.fn()
    renderInterface(<BoardTable {...inert} items={[aClaim(1)]} mayAssign={() => false} onAssign={onAssign} />)
    fireEvent.keyDown(screen.getByRole('link'), { key: 'a' })
    expect(onAssign).not.toHaveBeenCalled()
    expect(screen.queryByRole('checkbox')).toBeNull()
    expect(screen.queryByRole('button')).toBeNull()
  })

  it('[WO-2k] assigns what was chosen in one request, and keeps what was refused, with the reason', async () => {
    const claims = [aClaim(1), aClaim(2), aClaim(3)]
    const ids = claims.map(({ id }) => id)
    const reason = 'This person has been asked to check this claim already.'
    const answer = {
      items: [{ ...OMAR, email: null, isAdmin: false, disabled: false, color: 0, desks: [{ deskId: claims[0]?.desk.id, name: 'World', roles: ['checker'] }] }],
      assigned: [ids[0], ids[1]].map((claimId) => ({ claimId, taskId: claimId })),
      refused: [{ claimId: ids[2], code: 'conflict', reason }],
    }
    const sent = serverThatAnswers(200, answer)
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe = nothing
        unobserve = nothing
        disconnect = nothing
      },
    )
    const onDone = vi.fn()
    renderInterface(<AssignDialog claims={claims} onClose={nothing} onDone={onDone} />)
    await userEvent.selectOptions(await screen.findByLabelText('Fact-checker'), OMAR.name)
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    const told = await screen.findByRole('alert')
    expect(told.textContent).toBe(`2 of 3 are assigned. Assigning again is about the rest.Claim 3: ${reason}`)
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    const bodies = sent.filter(({ method }) => method === 'POST').map(({ body }) => body)
    const asked = { assigneeId: OMAR.id, secondCheck: false }
    expect(bodies).toEqual([
      { ...asked, claims: ids.map((claimId) => ({ claimId })) },
      { ...asked, claims: [{ claimId: ids[2] }] },
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(onDone).toHaveBeenCalledOnce()
  })

  it('[UI-18] tells an empty board from a filter that nothing fits', () => {
    const board = (filtered: boolean) => renderInterface(<Board items={[]} assignDesks={[]} view="table" filtered={filtered} />)
    board(false)
    expect(screen.getByText('No claims yet')).toBeDefined()
    cleanup()
    board(true)
    expect(screen.getByText('No claim fits these filters')).toBeDefined()
  })

  it('[UI-6] can be used with a screen reader, as a table and as columns', async () => {
    const items = [aClaim(1, { task: aTask({ dueAt: '2026-07-20T08:00:00Z', overdue: true }) }), aClaim(2, { state: 'verified', priority: 'high' })]
    const { container } = renderInterface(<Board items={items} assignDesks={[aClaim(1).desk.id]} view="table" filtered={false} />)
    expect(await faults(container)).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Columns by state' }))
    expect(screen.getByRole('region', { name: /^Done/ })).toBeDefined()
    expect(await faults(container)).toEqual([])
  })
})

describe('the articles', () => {
  it('[UI-3] say in words how far their checking is', async () => {
    const { container } = renderInterface(
      <ArticleTable articles={[aListedArticle({ counts: { total: 19, open: 4, verified: 15, reopened: 2, detached: 1 } })]} />,
    )
    expect(screen.getAllByText(/4 of 19 claims open/).length).toBeGreaterThan(0)
    expect(screen.getAllByText('2 re-opened, 1 detached').length).toBeGreaterThan(0)
    expect(await faults(container)).toEqual([])
  })
})
