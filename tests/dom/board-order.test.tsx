import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { boardAddress } from '#components/board/board-address.ts'
import { Board } from '#components/board/board.tsx'
import { filterOf } from '#components/board/filter-of.ts'
import { QueryChecks } from '#components/shell/query-checks.tsx'
import { aClaim, aTask, MAYA, OMAR } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'

const address = { search: '' }
const router = { replace: vi.fn(), refresh: () => undefined, push: () => undefined }

vi.mock('next/navigation', () => ({
  useRouter: () => router,
  usePathname: () => '/verification',
  useSearchParams: () => new URLSearchParams(address.search),
}))

beforeEach(() => {
  stubLayout()
})
afterEach(() => {
  cleanup()
  address.search = ''
  vi.unstubAllGlobals()
})

it('[WO-1k] is ordered by the heads of its columns, one way, the other, and as it was', async () => {
  const heads = () => screen.getAllByRole('columnheader').map((head) => [head.textContent, head.getAttribute('aria-sort')])
  const board = (search: string) => {
    cleanup()
    address.search = search
    return renderInterface(<Board items={[aClaim(1)]} assignDesks={[]} view="table" filtered={false} more={false} />)
  }
  const { container } = board('state=open&sort=due')
  expect(heads()).toEqual([
    ['Claim', 'none'],
    ['State', 'none'],
    ['Kind', 'none'],
    ['Assigned to', 'none'],
    ['Due', 'ascending'],
  ])
  expect(await faults(container)).toEqual([])
  const went: string[] = []
  router.replace.mockImplementation((to: string) => void went.push(to))
  await userEvent.click(screen.getByRole('button', { name: 'Kind' }))
  await userEvent.click(screen.getByRole('button', { name: 'Due' }))
  board('state=open&sort=-due')
  expect(heads().at(-1)).toEqual(['Due', 'descending'])
  await userEvent.click(screen.getByRole('button', { name: 'Due' }))
  expect(went).toEqual(['/verification?state=open&sort=kind', '/verification?state=open&sort=-due', '/verification?state=open'])
})

it.each(['table', 'columns'] as const)('[WO-1k] is ordered from a menu too, where there are no heads (%s)', async (view) => {
  address.search = 'sort=due'
  const went: string[] = []
  router.replace.mockImplementation((to: string) => void went.push(to))
  renderInterface(<Board items={[aClaim(1)]} assignDesks={[]} view={view} filtered={false} more />)
  expect(screen.getByRole('status').textContent).toBe('The first 1 claims; narrow the filters to see the others')
  await userEvent.click(screen.getByRole('button', { name: 'Order: Due time' }))
  expect(screen.getByRole('menuitemradio', { name: 'Due time' }).getAttribute('aria-checked')).toBe('true')
  await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'The other way round' }))
  await userEvent.click(screen.getByRole('menuitemradio', { name: 'Urgent first' }))
  expect(went).toEqual(['/verification?sort=-due', '/verification'])
})

it('[WO-1k] shows several states at once, chosen in one go', async () => {
  address.search = 'desk=d1&state=open,nonsense'
  const went: string[] = []
  router.replace.mockImplementation((to: string) => void went.push(to))
  const { baseElement } = renderInterface(
    <QueryChecks
      name="state"
      label="State"
      all="All states"
      options={[
        { value: 'open', label: 'Open' },
        { value: 'reopened', label: 'Re-opened' },
        { value: 'verified', label: 'Verified' },
      ]}
      presets={[{ label: 'All that is to clear', values: ['open', 'reopened'] }]}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'State: Open' }))
  expect(screen.getAllByRole('menuitemcheckbox').map((item) => item.getAttribute('aria-checked'))).toEqual(['true', 'false', 'false'])
  expect(await faults(baseElement)).toEqual([])
  await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Verified' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'All that is to clear' }))
  expect(went.map((to) => to.replaceAll('%2C', ','))).toEqual(['/verification?desk=d1&state=open,verified', '/verification?desk=d1&state=open,reopened'])
})

it('[WO-1k] reads what of an address is a filter, and writes it again', () => {
  expect(filterOf({ state: 'open,long-ago,reopened', due: ['overdue', 'today'], sort: '-due', assignee: 'Carl', article: 'x', marked: 'high' })).toEqual({
    state: ['open', 'reopened'],
    due: ['overdue', 'today'],
    sort: '-due',
    marked: 'high',
  })
  expect(filterOf({ state: 'long-ago', sort: 'size' })).toEqual({})
  expect(boardAddress({ state: ['open', 'reopened'], due: ['today'], sort: '-due' })).toBe('/verification?state=open,reopened&due=today&sort=-due')
})

it('[WO-1k] [WO-1o] names everybody who is asked, and who has checked', () => {
  const task = aTask({ assignee: OMAR })
  renderInterface(<Board items={[aClaim(1, { task, alsoWith: [MAYA] })]} assignDesks={[]} view="table" filtered={false} more={false} />)
  expect([screen.getAllByText('Omar Haddad').length, screen.getAllByText('Maya Ito').length, screen.queryByText('+1')]).toEqual([2, 2, null])
  cleanup()
  const late = { at: '2026-07-20T08:00:00Z', overdue: true }
  const more = [MAYA, { id: 'ada', name: 'Ada Ames' }]
  renderInterface(<Board items={[aClaim(1, { task, alsoWith: more, due: late })]} assignDesks={[]} view="table" filtered={false} more={false} />)
  expect(screen.getAllByText('and Maya Ito, Ada Ames').map(({ parentElement }) => parentElement?.title)).toEqual(['Maya Ito, Ada Ames', 'Maya Ito, Ada Ames'])
  expect(screen.getAllByText('overdue', { exact: false }).length).toBeGreaterThan(0)
  cleanup()
  renderInterface(
    <Board items={[aClaim(1, { state: 'verified', task: { ...task, state: 'done' } })]} assignDesks={[]} view="columns" filtered={false} more={false} />,
  )
  expect(screen.getByRole('img', { name: 'checked it' })).toBeDefined()
  cleanup()
  // WO-1o: what is open again is with who checked it.
  renderInterface(<Board items={[aClaim(1, { state: 'reopened', againWith: [MAYA] })]} assignDesks={[]} view="table" filtered={false} more={false} />)
  expect([screen.getAllByText('Maya Ito').length, screen.getAllByRole('img', { name: 'checked it' }).length, screen.queryByText('Nobody')]).toEqual([
    2,
    2,
    null,
  ])
})
