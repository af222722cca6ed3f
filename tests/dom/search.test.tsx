import { cleanup, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { ArrowKeys } from '#components/search/arrow-keys.tsx'
import { ResultList } from '#components/search/result-list.tsx'
import { SearchField } from '#components/search/search-field.tsx'
import { QuerySelect } from '#components/shell/query-select.tsx'
import { SlashToSearch } from '#components/shell/slash-to-search.tsx'
import type { SearchItem } from '#lib/api/schemas/search.ts'
import { OMAR } from './interface-fixtures.ts'
import { renderInterface } from './interface-render.tsx'

const push = vi.fn()
const replace = vi.fn()
const GRAIN = 'q=grain&kind=claim&cursor=abc'
let pathname = '/search'
let asked = GRAIN
vi.mock('next/navigation', () => ({
  useRouter: () => ({ push, replace }),
  usePathname: () => pathname,
  useSearchParams: () => new URLSearchParams(asked),
}))

afterEach(() => {
  cleanup()
  push.mockReset()
  pathname = '/search'
  asked = GRAIN
})

const place = {
  at: '2026-01-01T10:00:00.000Z',
  article: { id: 'a1', slug: 'harbour', title: 'Harbour strike', stage: 'published' as const },
  desk: { id: 'd1', name: 'World' },
}
const ITEMS: SearchItem[] = [
  {
    kind: 'person',
    id: 'p1',
    at: place.at,
    excerpt: [
      { text: 'Omar', match: true },
      { text: ' Haddad', match: false },
    ],
    name: 'Omar Haddad',
  },
  {
    kind: 'article',
    id: 'a1',
    ...place,
    excerpt: [
      { text: 'The <b>grain</b> ', match: false },
      { text: 'deal', match: true },
    ],
  },
  {
    kind: 'claim',
    id: 'c1',
    ...place,
    excerpt: [{ text: '20 tonnes', match: false }],
    number: 3,
    claimKind: 'figure',
    state: 'verified',
    verdict: { verdict: 'verified', checker: OMAR, at: place.at },
  },
  {
    kind: 'evidence',
    id: 'e1',
    ...place,
    excerpt: [],
    claim: { id: 'c1', number: 3 },
    type: 'note',
    relation: 'supports',
    title: null,
    confidential: true,
    pastedBy: { id: 'u9', name: 'Rosa Reporter' },
  },
]

it('[SR-5] results lead to their places, and nothing in an excerpt is markup', () => {
  const { container } = renderInterface(<ResultList items={ITEMS} part="all" />)
  expect(screen.getByText(/text pasted by Rosa Reporter/)).toBeTruthy()
  expect(screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.querySelector('a')?.getAttribute('href'))).toEqual([
    '/search?kind=claim&checker=p1',
    '/articles/a1',
    '/articles/a1?claim=c1',
    '/articles/a1?claim=c1',
  ])
  expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Omar', 'deal'])
  expect(screen.getByText('The <b>grain</b>')).toBeDefined()
  expect(screen.getByText('Confidential')).toBeDefined()
})

it.each([
  ['all', '4 results'],
  ['first', 'The newest 4 results, and there are more'],
  ['more', '4 more results, and there are older ones'],
  ['last', 'The last 4 results'],
] as const)('[SR-6] tells how many results there are: %s', (part, told) => {
  renderInterface(<ResultList items={ITEMS} part={part} />)
  expect(screen.getByRole('status').textContent).toBe(told)
})

it('[SR-3] the kind is that of claims beside a filter that only they can meet, and another kind takes it off', () => {
  const options = ['', 'claim', 'article'].map((value) => ({ value, label: value === '' ? 'Everything' : value }))
  const kind = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Kind' })
  const select = <QuerySelect name="kind" label="Kind" options={options} implied="claim" bound={{ value: 'claim', names: ['state', 'verdict', 'checker'] }} />
  asked = 'q=grain&state=open&days=7'
  renderInterface(select)
  expect(kind().value).toBe('claim')
  fireEvent.change(kind(), { target: { value: 'article' } })
  expect(replace).toHaveBeenLastCalledWith('/search?q=grain&days=7&kind=article', { scroll: false })
  fireEvent.change(kind(), { target: { value: '' } })
  expect(replace).toHaveBeenLastCalledWith('/search?q=grain&days=7', { scroll: false })
  fireEvent.change(kind(), { target: { value: 'claim' } })
  expect(replace).toHaveBeenLastCalledWith('/search?q=grain&state=open&days=7&kind=claim', { scroll: false })
})

it('[SR-6] words and filters stand in the address, and the arrow keys lead through the results', async () => {
  renderInterface(
    <ArrowKeys>
      <SearchField q="grain" />
      <ResultList items={ITEMS} part="all" />
    </ArrowKeys>,
  )
  const field = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search the newsroom' })
  expect(field.value).toBe('grain')
  await userEvent.clear(field)
  await userEvent.type(field, 'wheat{Enter}')
  expect(push).toHaveBeenCalledWith('/search?q=wheat&kind=claim')
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  expect(document.activeElement?.textContent).toBe('Harbour strike')
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  expect(document.activeElement).toBe(field)
})

it('[SR-6] "/" leads to the search, not while somebody types, and not from the workbench', () => {
  pathname = '/verification'
  const { unmount } = renderInterface(
    <>
      <SlashToSearch />
      <input aria-label="Other" />
    </>,
  )
  screen.getByLabelText('Other').focus()
  fireEvent.keyDown(screen.getByLabelText('Other'), { key: '/' })
  expect(push).not.toHaveBeenCalled()
  screen.getByLabelText('Other').blur()
  fireEvent.keyDown(document.body, { key: '/', ctrlKey: true })
  expect(push).not.toHaveBeenCalled()
  fireEvent.keyDown(document.body, { key: '/' })
  expect(push).toHaveBeenCalledWith('/search')
  unmount()
  push.mockReset()
  pathname = '/articles/a1'
  renderInterface(<SlashToSearch />)
  fireEvent.keyDown(document.body, { key: '/' })
  expect(push).not.toHaveBeenCalled()
})
