import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Bell } from '#components/notifications/bell.tsx'
import { LiveRefresh } from '#components/shell/live-refresh.tsx'
import { FakeEventSource } from './fake-event-source.ts'
import { faults, renderInterface } from './interface-render.tsx'

const refresh = vi.fn()
const address = { search: '' }
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh }), usePathname: () => '/', useSearchParams: () => new URLSearchParams(address.search) }))

const ITEM = {
  id: 'b0000000-0000-4000-8000-000000000001',
  kind: 'assigned',
  action: 'task.assigned',
  actorName: 'Ed Editor',
  article: { id: 'a0000000-0000-4000-8000-000000000001', title: 'Grain deal nears' },
  claim: { id: 'c0000000-0000-4000-8000-000000000001', number: 7, wording: '20 drones' },
  verdict: null,
  message: null,
  reason: null,
  count: 1,
  unread: 1,
  createdAt: '2026-11-20T12:00:00.000Z',
  readAt: null,
}
const PUBLISHED = {
  ...ITEM,
  id: 'b0000000-0000-4000-8000-000000000002',
  kind: 'published',
  action: 'article.withdrawn',
  claim: null,
  unread: 0,
  readAt: ITEM.createdAt,
}
const MANY = { ...ITEM, id: 'b0000000-0000-4000-8000-000000000003', count: 12, unread: 7 }

const sent: { url: string; body: unknown }[] = []
let unread = 0
let unreadClaims: string[] = []
let items: object[] = []
const told = (count: number, claims: string[] = []) => ({ unread: count, unreadClaims: claims })

beforeEach(() => {
  sent.length = 0
  unread = 0
  unreadClaims = []
  items = [ITEM, PUBLISHED]
  address.search = ''
  refresh.mockClear()
  FakeEventSource.open = []
  vi.stubGlobal('EventSource', FakeEventSource)
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    sent.push({ url, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null })
    if (url.endsWith('/read')) return new Response(null, { status: 204 })
    return Response.json({ items, nextCursor: null, unread, unreadClaims, status: 'ok' })
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function show(state: 'visible' | 'hidden'): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state)
  fireEvent(document, new Event('visibilitychange'))
}

describe('the bell', () => {
  it('[WO-3b] counts what is unread, and counts again when the server says so', async () => {
    renderInterface(<Bell unread={told(0)} />)
    expect(screen.getByRole('button', { name: 'Notifications, none unread' })).toBeDefined()
    unread = 2
    act(() => FakeEventSource.say('notice'))
    expect(await screen.findByRole('button', { name: 'Notifications, 2 unread' })).toBeDefined()
  })

  it('[WO-3b] lists what one is told of, leads to it, and marks it as read', async () => {
    unread = 1
    const { baseElement } = renderInterface(<Bell unread={told(1)} />)
    fireEvent.click(screen.getByRole('button', { name: 'Notifications, 1 unread' }))
    const link = await screen.findByRole('link', { name: /Ed Editor asked you to check claim 7/ })
    expect(link.getAttribute('href')).toBe(`/articles/${ITEM.article.id}?claim=${ITEM.claim.id}`)
    expect(screen.getByRole('link', { name: 'Ed Editor withdrew the article' }).getAttribute('href')).toBe(`/articles/${ITEM.article.id}/review`)
    expect(await faults(baseElement)).toEqual([])
    fireEvent.click(link)
    await waitFor(() => expect(sent.at(-1)).toEqual({ url: '/api/v1/notifications/read', body: { ids: [ITEM.id] } }))
    expect(screen.getByRole('button', { name: 'Notifications, none unread' })).toBeDefined()
  })

  it('[WO-3j] names a verdict and quotes the words that it was given for, and says when others stand there by now', async () => {
    const verdict = { verdict: 'needs_wording', wording: '30 drones', changed: true }
    const gone = { ...ITEM, id: 'b0000000-0000-4000-8000-000000000004', kind: 'verdict', action: 'verdict.given', verdict }
    const blind = { ...gone, id: 'b0000000-0000-4000-8000-000000000005', verdict: null }
    items = [gone, blind]
    const { baseElement } = renderInterface(<Bell unread={told(2)} />)
    fireEvent.click(screen.getByRole('button', { name: 'Notifications, 2 unread' }))
    expect(await screen.findByRole('link', { name: /Ed Editor found that claim 7 needs other words/ })).toBeDefined()
    expect(screen.getByRole('link', { name: /Ed Editor gave a verdict on claim 7/ })).toBeDefined()
    expect(screen.getByText('30 drones')).toBeDefined()
    expect(screen.getAllByText('The words have changed since.')).toHaveLength(1)
    expect(screen.queryByText(ITEM.claim.wording)).toBeNull()
    expect(await faults(baseElement)).toEqual([])
  })

  it('[WO-3l] holds the reason with which a check was handed back', async () => {
    items = [{ ...ITEM, action: 'task.handed_back', reason: 'I know the speaker.' }]
    const { baseElement } = renderInterface(<Bell unread={told(1)} />)
    fireEvent.click(screen.getByRole('button', { name: 'Notifications, 1 unread' }))
    expect(await screen.findByRole('link', { name: /Ed Editor handed back claim 7/ })).toBeDefined()
    expect(screen.getByText('I know the speaker.')).toBeDefined()
    expect(await faults(baseElement)).toEqual([])
  })

  it('[WO-3f] tells as one what was asked about many claims, how many are left, and leads to them on the board', async () => {
    items = [MANY]
    const { baseElement } = renderInterface(<Bell unread={told(1)} />)
    fireEvent.click(screen.getByRole('button', { name: 'Notifications, 1 unread' }))
    const link = await screen.findByRole('link', { name: /Ed Editor asked you to check 12 claims/ })
    expect(link.getAttribute('href')).toBe(
      `/verification?article=${ITEM.article.id}&state=open,reopened,to_confirm,detached,assigned,in_checking,awaiting_second,disputed&assignee=me`,
    )
    expect(screen.getByText('7 not opened yet')).toBeDefined()
    expect(screen.queryByText(ITEM.claim.wording)).toBeNull()
    expect(await faults(baseElement)).toEqual([])
  })

  it('[WO-3f] marks what is about the open claim as read, when it opens and while it is open', async () => {
    const others = 'c0000000-0000-4000-8000-000000000009'
    const marked = () => sent.filter(({ url }) => url.endsWith('/read')).map(({ body }) => body)
    address.search = `claim=${ITEM.claim.id}`
    renderInterface(<Bell unread={told(2, [others])} />)
    expect(marked()).toEqual([])
    unreadClaims = [others, ITEM.claim.id]
    act(() => FakeEventSource.say('notice'))
    await waitFor(() => expect(marked()).toEqual([{ claimId: ITEM.claim.id }]))
    cleanup()
    renderInterface(<Bell unread={told(1, [ITEM.claim.id])} />)
    await waitFor(() => expect(marked()).toHaveLength(2))
  })

  it('[WO-3b] marks all at once', async () => {
    unread = 1
    renderInterface(<Bell unread={told(1)} />)
    fireEvent.click(screen.getByRole('button', { name: 'Notifications, 1 unread' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Mark all as read' }))
    await waitFor(() => expect(sent.at(-1)).toEqual({ url: '/api/v1/notifications/read', body: {} }))
  })
})

describe('a page that is looked at', () => {
  it('[WO-4] is brought up to date when the server says that something changed, once for what comes together', async () => {
    vi.useFakeTimers()
    renderInterface(<LiveRefresh />)
    FakeEventSource.say('hello')
    for (let n = 0; n < 5; n += 1) FakeEventSource.say('change')
    await vi.runOnlyPendingTimersAsync()
    expect(refresh).toHaveBeenCalled()
    const before = refresh.mock.calls.length
    FakeEventSource.say('notice')
    await vi.advanceTimersByTimeAsync(1000)
    expect(refresh).toHaveBeenCalledTimes(before)
  })

  it('[WO-4] looks again when its first stream begins: what changed while it was on its way was told to nobody', async () => {
    vi.useFakeTimers()
    renderInterface(<LiveRefresh />)
    await vi.advanceTimersByTimeAsync(1000)
    expect(refresh).not.toHaveBeenCalled()
    FakeEventSource.say('hello')
    await vi.advanceTimersByTimeAsync(1000)
    expect(refresh).toHaveBeenCalledOnce()
  })

  it('[WO-4] shares one stream with the bell, has none while it is hidden, and asks for what it missed', async () => {
    renderInterface(
      <>
        <LiveRefresh />
        <Bell unread={told(0)} />
      </>,
    )
    expect(FakeEventSource.open.map(({ url }) => url)).toEqual(['/api/live'])
    act(() => show('hidden'))
    expect(FakeEventSource.open).toEqual([])
    unread = 3
    act(() => show('visible'))
    expect(FakeEventSource.open).toHaveLength(1)
    act(() => FakeEventSource.say('hello'))
    expect(await screen.findByRole('button', { name: 'Notifications, 3 unread' })).toBeDefined()
  })

  it('[WO-4] tries again after a refusal', async () => {
    vi.useFakeTimers()
    renderInterface(<LiveRefresh />)
    FakeEventSource.open[0]?.refuse()
    expect(FakeEventSource.open).toEqual([])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(FakeEventSource.open).toHaveLength(1)
  })
})
