import { readFileSync } from 'node:fs'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ArticleTable } from '#components/articles/article-table.tsx'
import userEvent from '@testing-library/user-event'
import { AssignDialog } from '#components/board/assign-dialog.tsx'
import { AssigneeFilter } from '#components/board/assignee-filter.tsx'
import { inColumn } from '#components/board/board-filter.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { BOARD_COLUMNS } from '#lib/domain/claims/board.ts'
import { toast } from '#components/ui/toast.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { Board } from '#components/board/board.tsx'
import type { TaskListItem } from '#lib/api/schemas/claims.ts'
import { workLists } from '#components/work/work-lists.ts'
import { WorkSections } from '#components/work/work-sections.tsx'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { serverThatAnswers } from './fake-server.ts'
import { aClaim, aLegalItem, aListedArticle, aListedTask, aMe, aTask, OMAR, MAYA } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

const address = { search: '' }

vi.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: () => undefined, push: () => undefined }),
  usePathname: () => '/',
  useSearchParams: () => new URLSearchParams(address.search),
}))

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const now = new Date('2026-07-20T22:30:00Z')
const none = { tasks: [], claims: [], queries: [], legal: [], articles: [], now }

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
    expect(lists).toMatchObject({ later: [task], reopened: [], reopenedOthers: [] })
  })

  it('[WO-1i] shows a proposed wording under what waits on its author, with what it would change', () => {
    const me = aMe(['reporter'])
    const proposed = { by: OMAR, diff: diffText('his second visit', 'his third visit') }
    const claims = [aClaim(1, { state: 'verified', openProposals: 1, proposed, authorsAsked: [{ id: me.id, name: 'Maya Ito' }] })]
    renderInterface(<WorkSections lists={workLists({ ...none, me, claims })} />)
    const section = screen.getByRole('heading', { name: /^Waiting on you/ }).closest('section')
    expect(section?.textContent).toContain(`A wording is proposed by ${OMAR.name}`)
    expect(section?.querySelector('del')?.textContent).toContain('second')
    expect(section?.querySelector('ins')?.textContent).toContain('third')
    expect(screen.queryByText(/on the author/)).toBeNull()
  })

  it('[UI-10a, CL-6i, WO-1f, WO-1i] gives each list of the desk to those whose work it is, and what waits on an author to that author', () => {
    const me = { id: aMe([]).id, name: 'Maya Ito' }
    const claims = [
      aClaim(1, { state: 'reopened' }),
      aClaim(12, { state: 'reopened', againWith: [OMAR] }),
      aClaim(2, { state: 'needs_wording', authorsAsked: [me] }),
      aClaim(3, { state: 'incorrect', authorsAsked: [OMAR] }),
      aClaim(4),
      aClaim(5, { state: 'verified' }),
      aClaim(6, { state: 'disputed' }),
      aClaim(7, { state: 'unverifiable', authorsAsked: [OMAR, me] }),
      aClaim(8, { state: 'awaiting_second', task: aListedTask(8, { state: 'done' }) }),
      aClaim(9, { state: 'awaiting_second', task: aListedTask(9) }),
      aClaim(10, { state: 'detached', openProposals: 1, authorsAsked: [me] }),
      aClaim(11, { state: 'to_confirm' }),
    ]
    const counted = (role: Parameters<typeof aMe>[0][number]) => {
      const lists = workLists({ ...none, me: aMe([role]), claims, legal: role === 'legal' ? [aLegalItem()] : [], articles: [aListedArticle()] })
      return Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.length]))
    }
    const nothing = { overdue: 0, today: 0, later: 0, reopened: 0, queries: 0, asked: 0, legal: 0 }
    expect(counted('reporter')).toEqual({ ...nothing, reopenedOthers: 0, toConfirm: 0, disputed: 0, detached: 0, author: 2, unassigned: 0, signOff: 0 })
    expect(counted('editor')).toEqual({ ...nothing, reopenedOthers: 2, toConfirm: 1, disputed: 1, detached: 1, author: 2, unassigned: 2, signOff: 0 })
    expect(counted('checker')).toEqual({ ...nothing, reopenedOthers: 2, toConfirm: 1, disputed: 1, detached: 1, author: 2, unassigned: 0, signOff: 1 })
    expect(counted('publisher')).toEqual({ ...nothing, reopenedOthers: 0, toConfirm: 0, disputed: 0, detached: 0, author: 2, unassigned: 2, signOff: 1 })
    expect(counted('legal')).toEqual({ ...nothing, reopenedOthers: 0, toConfirm: 0, disputed: 0, detached: 0, author: 2, unassigned: 0, legal: 1, signOff: 0 })
  })

  it('[RE-4i] calls who may sign off, whatever their role and the stage, before what is merely ready', () => {
    const draft = aListedArticle({ id: 'd', title: 'A draft', stage: 'draft', awaitsMe: ['final'] })
    const ready = aListedArticle({ id: 'r', title: 'Another' })
    renderInterface(<WorkSections lists={workLists({ ...none, me: aMe(['publisher']), articles: [ready, draft, draft] })} />)
    const rows = screen
      .getByRole('heading', { name: /^Ready for sign-off/ })
      .closest('section')
      ?.querySelectorAll('li')
    expect([...(rows ?? [])].map((row) => row.textContent)).toEqual([
      expect.stringMatching(/A draft.*Waits for your final sign-off/),
      expect.stringContaining('Another'),
    ])
    expect(workLists({ ...none, me: aMe(['reporter']), articles: [ready] }).signOff).toEqual([])
  })

  it('[WO-1l] shows legal what is flagged in each article, with the way to it, and names no more than a few', async () => {
    const claims = Array.from({ length: 5 }, (_, index) => ({ id: `c${index}`, number: index + 1, wording: `words ${index + 1}`, priority: 'normal' as const }))
    const legal = [aLegalItem({ flagged: true, claims, signOff: 'stale' })]
    const { container } = renderInterface(<WorkSections lists={workLists({ ...none, me: aMe(['legal']), legal })} />)
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain('Claim 1: words 1')
    expect([
      screen.getByText('The whole article is flagged'),
      screen.getByText('and 2 more claims'),
      screen.getByText('Changed since it was signed'),
    ]).toHaveLength(3)
    expect(screen.getByRole('link', { name: 'Claim 2: words 2' }).getAttribute('href')).toContain('claim=c1')
    expect(await faults(container)).toEqual([])
  })

  it('[WO-1h] brings what is open again to the top of its list, before all what one checked oneself, and says so', () => {
    const plain = aListedTask(1)
    const disputed = aListedTask(2, {}, { state: 'disputed', checkedByMe: true })
    const reopened = aListedTask(3, {}, { state: 'reopened' })
    const own = aListedTask(4, {}, { state: 'reopened', checkedByMe: true })
    const late = [plain, disputed, reopened, own].map((task) => ({ ...task, overdue: true }))
    const me = { id: aMe([]).id, name: 'Maya Ito' }
    const claims = [aClaim(5, { state: 'reopened' }), aClaim(6, { state: 'reopened', checkedByMe: true, againWith: [me] })]
    const lists = workLists({ ...none, me: aMe(['checker']), tasks: [plain, disputed, reopened, own, ...late], claims })
    const numbers = (tasks: readonly TaskListItem[]) => tasks.map(({ claim }) => claim.number)
    expect([numbers(lists.later), numbers(lists.overdue)]).toEqual([
      [4, 2, 3, 1],
      [4, 2, 3, 1],
    ])
    expect([lists.reopened, lists.reopenedOthers].map((list) => list.map(({ number }) => number))).toEqual([[6], [5]])
    renderInterface(<WorkSections lists={{ ...lists, overdue: [], reopened: [], reopenedOthers: [] }} />)
    expect(screen.getAllByRole('listitem').map((row) => /You checked this|Your verdict and another differ/.exec(row.textContent)?.[0])).toEqual([
      'You checked this',
      'Your verdict and another differ',
      undefined,
      undefined,
    ])
  })

  it('[WO-1n] says of what is open again what changed, how grave it is and since when, the gravest first', async () => {
    const [change, at] = ['material' as const, '2026-07-20T09:00:00Z']
    const words = (number: string) => `In the end the police said on Monday that ${number} people were arrested near the old bridge over the river on that day`
    const changed = { change, at, diff: diffText(words('14'), words('41')), placed: false }
    const again = { state: 'reopened' as const, checkedByMe: true, againWith: [{ id: aMe([]).id, name: 'Maya Ito' }] }
    const claims = [
      aClaim(1, { ...again, changed: { ...changed, change: 'minor' } }),
      aClaim(2, { ...again, changed }),
      aClaim(3, { ...again, priority: 'high', changed: { ...changed, placed: true } }),
      aClaim(4, { ...again, changed: { ...changed, at: '2026-07-19T09:00:00Z' } }),
    ]
    const lists = workLists({ ...none, me: aMe(['checker']), claims })
    expect(lists.reopened.map(({ number }) => number)).toEqual([3, 4, 2, 1])
    const { container } = renderInterface(<WorkSections lists={lists} />)
    const rows = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows[0]).toContain('It covers other words of the copy, which did not change')
    expect(rows.map((row) => /You checked this(: its words changed since)?/.exec(row ?? '')?.[0])).toEqual([
      'You checked this',
      ...Array.from({ length: 3 }, () => 'You checked this: its words changed since'),
    ])
    expect(rows[2]).toMatch(/Material change, .*… the police said on Monday that removed: 14added: 41 people were arrested near the old …/)
    expect(rows[3]).toContain('Minor change')
    expect(await faults(container)).toEqual([])
  })

  it('[UI-10b] is walked by keyboard from anywhere on the page, over all its lists', () => {
    const tasks = [aListedTask(1, { overdue: true }), aListedTask(2)]
    renderInterface(<WorkSections lists={workLists({ ...none, me: aMe(['checker']), tasks, articles: [aListedArticle()] })} />)
    const walked = ['j', 'j', 'j', 'j', 'k', 'ArrowUp'].map((key) => {
      fireEvent.keyDown(document.activeElement ?? document, { key })
      return document.activeElement?.textContent
    })
    const [first, second, article] = ['wording of claim 1', 'wording of claim 2', 'Harbour strike']
    expect(walked).toEqual([first, second, article, article, second, first])
    expect(screen.getByText('next, previous')).toBeDefined()
  })

  it('[WO-1a] goes on at the board, filtered to what the list shows', () => {
    const claims = Array.from({ length: 10 }, (_, index) => aClaim(index + 1, { state: 'reopened', againWith: [{ id: aMe([]).id, name: 'Maya Ito' }] }))
    renderInterface(<WorkSections lists={workLists({ ...none, me: aMe(['checker']), claims })} />)
    expect(screen.getByRole('link', { name: '2 more on the board' }).getAttribute('href')).toBe('/verification?state=reopened&assignee=me')
  })

  it('[UI-10a] shows nothing of a desk where one has no role', () => {
    const elsewhere = { id: 'd0000000-0000-4000-8000-000000000009', name: 'Sport', timeZone: 'UTC' }
    expect(workLists({ ...none, me: aMe(['editor']), claims: [aClaim(1, { state: 'reopened', desk: elsewhere })] })).toMatchObject({
      reopened: [],
      reopenedOthers: [],
    })
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
  const desk = aClaim(1).desk.id
  const focused = () => document.activeElement?.textContent
  const press = (key: string, held: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document, { key, ...held })
  // A notice is one besides.
  const told = () => document.querySelector('p[role=status]')?.textContent

  beforeEach(() => {
    serverThatAnswers(200, { items: [] })
    stubLayout()
  })

  it('[UI-11] has exactly one column for every state', () => {
    const columnsOf = CLAIM_STATES.map((state) => BOARD_COLUMNS.filter((column) => inColumn([aClaim(1, { state })], column).length === 1).length)
    expect(columnsOf).toEqual(CLAIM_STATES.map(() => 1))
  })

  it.each([
    ['table', [1, 2, 3]],
    ['columns', [3, 1, 2]],
  ] as const)('[UI-11] is walked from anywhere on the page, as it is seen (%s)', (view, order) => {
    const items = [aClaim(1, { state: 'assigned' }), aClaim(2, { state: 'verified' }), aClaim(3)]
    renderInterface(<Board items={items} assignDesks={[desk]} view={view} filtered={false} more={false} />)
    const wordings = order.map((number) => `wording of claim ${number}`)
    // Nothing has the focus: the arrows and x are the page's own, and there is nothing to assign.
    for (const key of ['ArrowDown', 'ArrowUp', 'x']) expect(press(key)).toBe(true)
    press('a')
    expect([document.activeElement, told(), screen.queryByRole('dialog')]).toEqual([document.body, '3 claims', null])
    const walked = ['j', 'j', 'ArrowDown', 'j', 'k', 'ArrowUp'].map((key) => {
      press(key)
      return focused()
    })
    expect(walked).toEqual([0, 1, 2, 2, 1, 0].map((at) => wordings[at]))
    for (const held of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }]) {
      press('j', held)
      press('a', held)
    }
    expect([focused(), screen.queryByRole('dialog')]).toEqual([wordings[0], null])
    screen.getByRole('button', { name: 'Table' }).focus()
    press('j')
    expect(focused()).toBe(wordings[0])
  })

  it.each(['table', 'columns'] as const)('[UI-11] is chosen from and assigned from by keyboard, again after it was called off (%s)', async (view) => {
    const items = [aClaim(1), aClaim(2), aClaim(3, { desk: { ...aClaim(3).desk, id: 'd0000000-0000-4000-8000-000000000009' } })]
    renderInterface(<Board items={items} assignDesks={[desk]} view={view} filtered={false} more={false} />)
    press('j')
    press('j')
    press('a')
    expect(screen.getByRole('dialog', { name: 'Assign claim 2' })).toBeDefined()
    await userEvent.keyboard('{Escape}')
    expect([screen.queryByRole('dialog'), focused()]).toEqual([null, 'wording of claim 2'])
    press('x')
    expect(told()).toBe('1 claim chosen')
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Choose claim 2 of/ }).checked).toBe(true)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    press('X', { shiftKey: true })
    // The third stands on a desk where this person may not assign.
    expect(told()).toBe('2 claims chosen')
    for (const _again of [1, 2]) {
      expect(document.activeElement).toBe(document.body)
      press('a')
      expect(screen.getByRole('dialog', { name: 'Assign 2 claims' })).toBeDefined()
      press('X', { shiftKey: true })
      await userEvent.keyboard('{Escape}')
      expect([screen.queryByRole('dialog'), told()]).toEqual([null, '2 claims chosen'])
    }
    press('X', { shiftKey: true })
    expect(told()).toBe('3 claims')
  })

  it('[UI-11] chooses all that are to be cleared, and none by Escape', () => {
    const items = [aClaim(1), aClaim(2, { state: 'verified' }), aClaim(3, { state: 'waived' }), aClaim(4)]
    const { unmount } = renderInterface(<Board items={items} assignDesks={[desk]} view="table" filtered={false} more={false} />)
    press('X', { shiftKey: true })
    expect(told()).toBe('2 claims chosen')
    press('Escape')
    expect(told()).toBe('4 claims')
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims to clear' }))
    expect(told()).toBe('2 claims chosen')
    unmount()
    renderInterface(<Board items={items.slice(1, 3)} assignDesks={[desk]} view="table" filtered more={false} />)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims' }))
    expect(told()).toBe('2 claims chosen')
  })

  it('[UI-11, UI-16b] chooses none by Escape under a notice too, and nothing by the Escape that closes the notice', async () => {
    renderInterface(<Board items={[aClaim(1), aClaim(2)]} assignDesks={[desk]} view="table" filtered={false} more={false} />)
    act(() => toast({ tone: 'bad', title: 'It failed' }))
    press('X', { shiftKey: true })
    await userEvent.keyboard('{Escape}')
    expect([told(), screen.queryByText('It failed') !== null]).toEqual(['2 claims', true])
    press('X', { shiftKey: true })
    act(() => screen.getByRole('button', { name: 'Close' }).focus())
    await userEvent.keyboard('{Escape}')
    expect([told(), screen.queryByText('It failed')]).toEqual(['2 claims chosen', null])
  })

  it('[UI-11] has the focus and what was chosen as they were for who comes back to it, and not for who comes anew', () => {
    const board = <Board items={[aClaim(1), aClaim(2), aClaim(3)]} assignDesks={[desk]} view="table" filtered={false} more={false} />
    const first = renderInterface(board)
    for (const key of ['j', 'j', 'x']) press(key)
    first.unmount()
    const anew = renderInterface(board)
    expect([document.activeElement, told()]).toEqual([document.body, '3 claims'])
    for (const key of ['j', 'j', 'x']) press(key)
    anew.unmount()
    window.dispatchEvent(new PopStateEvent('popstate'))
    renderInterface(board)
    expect([focused(), told()]).toEqual(['wording of claim 2', '1 claim chosen'])
  })

  it('[UI-11] has the same claims chosen in both views, by mouse too', async () => {
    const { container } = renderInterface(<Board items={[aClaim(1), aClaim(2)]} assignDesks={[desk]} view="table" filtered={false} more={false} />)
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims' }))
    fireEvent.click(screen.getByRole('button', { name: 'Columns by state' }))
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').map(({ checked }) => checked)).toEqual([true, true, true])
    fireEvent.click(screen.getByRole('checkbox', { name: /^Choose claim 1 of/ }))
    expect(await faults(container)).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Table' }))
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').map(({ checked }) => checked)).toEqual([false, false, true])
  })

  it('[UI-11] chooses all claims of a column, and leaves what is chosen in others', () => {
    const items = [aClaim(1), aClaim(2), aClaim(3, { state: 'verified' })]
    renderInterface(<Board items={items} assignDesks={[desk]} view="columns" filtered={false} more={false} />)
    fireEvent.click(screen.getByRole('checkbox', { name: /^Choose claim 3 of/ }))
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims in Open' }))
    expect(told()).toBe('3 claims chosen')
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims in Open' }))
    expect(told()).toBe('1 claim chosen')
  })

  it('[UI-11a] offers at the foot of the window what can be done with the chosen ones, and nothing without any', async () => {
    const { container } = renderInterface(<Board items={[aClaim(1), aClaim(2)]} assignDesks={[desk]} view="table" filtered={false} more={false} />)
    expect(screen.queryByRole('group', { name: 'Chosen claims' })).toBeNull()
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2 claims' }))
    expect(await faults(container)).toEqual([])
    fireEvent.click(screen.getByRole('button', { name: 'Assign 2 claims…' }))
    expect(screen.getByRole('dialog', { name: 'Assign 2 claims' })).toBeDefined()
    await userEvent.keyboard('{Escape}')
    fireEvent.click(screen.getByRole('button', { name: 'Choose none' }))
    expect([told(), screen.queryByRole('group', { name: 'Chosen claims' })]).toEqual(['2 claims', null])
  })

  it.each([
    ['the button of the bar', 'Choose none', '{Enter}'],
    ['Escape in the bar', 'Assign 1 claim…', '{Escape}'],
  ])('[UI-16c] choosing none by %s, which goes, leaves the focus on the first of them', async (_how, name, key) => {
    renderInterface(<Board items={[aClaim(1), aClaim(2), aClaim(3)]} assignDesks={[desk]} view="table" filtered={false} more={false} />)
    fireEvent.click(screen.getByRole('checkbox', { name: /^Choose claim 2 of/ }))
    screen.getByRole('button', { name }).focus()
    await userEvent.keyboard(key)
    expect([told(), focused()]).toEqual(['3 claims', 'wording of claim 2'])
  })

  it('[UI-11] keeps the row for who comes back to a page that was empty when it opened, too', () => {
    const lists = (claims: Parameters<typeof workLists>[0]['claims']) => workLists({ ...none, me: aMe(['editor']), claims })
    function Page() {
      const [claims, setClaims] = useState<readonly ReturnType<typeof aClaim>[]>([])
      return (
        <>
          <button type="button" onClick={() => setClaims([aClaim(1), aClaim(3)])}>
            They come
          </button>
          <WorkSections lists={lists(claims)} />
        </>
      )
    }
    const { unmount } = renderInterface(<Page />)
    fireEvent.click(screen.getByRole('button', { name: 'They come' }))
    screen.getByRole('link', { name: 'wording of claim 3' }).focus()
    unmount()
    window.dispatchEvent(new PopStateEvent('popstate'))
    renderInterface(<WorkSections lists={lists([aClaim(1), aClaim(3)])} />)
    expect(focused()).toBe('wording of claim 3')
  })

  it('[UI-11] leaves the keys to a field and to a menu', () => {
    renderInterface(
      <>
        <input aria-label="Search" />
        <select aria-label="State" />
        <textarea aria-label="Note" />
        <div contentEditable aria-label="Copy" tabIndex={0} />
        <Board items={[aClaim(1)]} assignDesks={[desk]} view="table" filtered={false} more={false} />
      </>,
    )
    for (const name of ['Search', 'State', 'Note', 'Copy']) {
      screen.getByLabelText(name).focus()
      expect([press('j'), press('X', { shiftKey: true }), press('a'), told()]).toEqual([true, true, true, '1 claim'])
    }
    cleanup()
    renderInterface(
      <>
        <div role="menu" />
        <Board items={[aClaim(1)]} assignDesks={[desk]} view="table" filtered={false} more={false} />
      </>,
    )
    expect([press('j'), document.activeElement]).toEqual([true, document.body])
  })

  it.each(['table', 'columns'] as const)('[UI-4] breaks a word longer than its place, in a wording and in a headline (%s)', (view) => {
    const long = 'x'.repeat(150)
    const item = { ...aClaim(1), wording: `wording ${long}`, article: { ...aClaim(1).article, title: `headline ${long}` } }
    renderInterface(<Board items={[item]} assignDesks={[]} view={view} filtered={false} more={false} />)
    const breaking = /((?:[^{}\n]+,\s*)*[^{},\n]+)\{\s*overflow-wrap: anywhere/.exec(readFileSync('app/globals.css', 'utf8'))?.[1] ?? ''
    for (const words of [item.wording, item.article.title]) expect(screen.getByText(words).matches(breaking)).toBe(true)
  })

  it.each(['table', 'columns'] as const)('[UI-11] offers no assigning to whoever may not (%s)', (view) => {
    renderInterface(<Board items={[aClaim(1)]} assignDesks={[]} view={view} filtered={false} more={false} />)
    press('j')
    press('x')
    press('X', { shiftKey: true })
    press('a')
    expect([focused(), told(), screen.queryByRole('dialog'), screen.queryByRole('checkbox')]).toEqual(['wording of claim 1', '1 claim', null, null])
    expect(screen.queryByRole('button', { name: /assign claim/i })).toBeNull()
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
    const onDone = vi.fn()
    renderInterface(<AssignDialog claims={claims} onClose={nothing} onDone={onDone} />)
    await userEvent.selectOptions(await screen.findByLabelText('Fact-checker'), OMAR.name)
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    expect((await screen.findByRole('alert')).textContent).toBe(`2 of 3 are assigned. Assigning again is about the rest.Claim 3: ${reason}`)
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

  it('[WO-2k] asks whether the person is asked beside who is asked already, or instead', async () => {
    const claims = [aClaim(1, { task: aTask({ assignee: MAYA }) }), aClaim(2)]
    const people = [
      { ...OMAR, email: null, isAdmin: false, disabled: false, color: 0, desks: [{ deskId: claims[0]?.desk.id, name: 'World', roles: ['checker'] }] },
    ]
    const sent = serverThatAnswers(200, { items: people, assigned: claims.map(({ id }) => ({ claimId: id, taskId: id })), refused: [] })
    renderInterface(<AssignDialog claims={claims} onClose={nothing} onDone={nothing} />)
    await userEvent.selectOptions(await screen.findByLabelText('Fact-checker'), OMAR.name)
    await userEvent.selectOptions(screen.getByLabelText('One of them is asked of Maya Ito already'), 'Ask instead of them')
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    await waitFor(() => expect(sent.find(({ method }) => method === 'POST')?.body).toMatchObject({ assigneeId: OMAR.id, others: 'instead' }))
  })

  it('[WO-2n] has what was handed back, or is asked of who may not check it, to be assigned, with why', () => {
    const unasked = { by: OMAR, why: 'own_words' as const, reason: null }
    const claims = [
      aClaim(1, { state: 'reopened', unasked }),
      aClaim(2, { state: 'reopened' }),
      aClaim(3, { unasked: { ...unasked, why: 'handed_back', reason: 'I know him.' } }),
    ]
    const facts = { tasks: [], claims, queries: [], legal: [], articles: [], now: new Date('2026-07-20T12:00:00Z') }
    const lists = workLists({ ...facts, me: aMe(['editor']) })
    expect([lists.unassigned.map(({ number }) => number), lists.reopenedOthers.map(({ number }) => number)]).toEqual([[1, 3], [2]])
    expect(workLists({ ...facts, me: aMe(['checker']) }).reopenedOthers.map(({ number }) => number)).toEqual([1, 2])
    renderInterface(<WorkSections lists={lists} />)
    expect([screen.getByText('Omar Haddad, who was asked, has a part in the words'), screen.getByText('Omar Haddad handed it back: I know him.')]).toHaveLength(
      2,
    )
  })

  it('[UI-18] tells an empty board from a filter that nothing fits', () => {
    const board = (filtered: boolean) => renderInterface(<Board items={[]} assignDesks={[]} view="table" filtered={filtered} more={false} />)
    board(false)
    expect(screen.getByText('No claims yet')).toBeDefined()
    cleanup()
    board(true)
    expect(screen.getByText('No claim fits these filters')).toBeDefined()
  })

  it('[WO-1a] says whom it is filtered by, whoever that is, and shows all again', () => {
    const chosen = (asked: string | undefined, people = [OMAR]) => {
      address.search = asked === undefined ? '' : `assignee=${asked}`
      renderInterface(<AssigneeFilter people={people} me={aMe([]).id} asked={asked} />)
      const text = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Assigned to' }).selectedOptions[0]?.textContent
      cleanup()
      return text
    }
    const gone = 'e0000000-0000-4000-8000-00000000dead'
    expect([undefined, 'me', 'nobody', OMAR.id, gone].map((asked) => chosen(asked))).toEqual(['Anybody', 'Me', 'Nobody', OMAR.name, 'Somebody who left'])
    expect(chosen(gone, [OMAR, { id: gone, name: 'Ada' }])).toBe('Ada')
    const me = aMe([]).id
    expect(chosen(me, [{ id: me, name: 'Myself' }])).toBe('Myself')
    renderInterface(<Board items={[]} assignDesks={[]} view="table" filtered more={false} />)
    expect(screen.getByRole('link', { name: 'Show all claims' }).getAttribute('href')).toBe('/verification')
  })

  it('[WO-1j] says that a filter is in force though its value is none of those to choose from, and lets it be cleared', () => {
    const shown = (asked: string, unlisted?: string) => {
      address.search = asked
      renderInterface(
        <QuerySelect
          name="article"
          label="Article"
          options={[
            { value: '', label: 'All articles' },
            { value: 'a1', label: 'Harbour strike' },
          ]}
          unlisted={unlisted}
        />,
      )
      const box = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Article' })
      const text = [box.selectedOptions[0]?.textContent, box.options.length]
      cleanup()
      return text
    }
    expect([shown('article=a1', 'One you can’t see'), shown('article=a9', 'One you can’t see'), shown('article=nonsense')]).toEqual([
      ['Harbour strike', 2],
      ['One you can’t see', 3],
      ['All articles', 2],
    ])
  })

  it('[UI-6] can be used with a screen reader, as a table and as columns', async () => {
    const items = [aClaim(1, { task: aTask({ dueAt: '2026-07-20T08:00:00Z', overdue: true }) }), aClaim(2, { state: 'verified', priority: 'high' })]
    const { container } = renderInterface(<Board items={items} assignDesks={[aClaim(1).desk.id]} view="table" filtered={false} more={false} />)
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
