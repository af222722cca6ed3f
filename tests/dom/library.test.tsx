import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { afterEach, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { CheckedBeforeSection } from '#components/library/checked-before-section.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import type { CheckedBeforeDto, CheckedBeforeItem } from '#lib/api/schemas/library.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { FakeEventSource } from './fake-event-source.ts'
import { serverThatAnswers } from './fake-server.ts'
import { aClaim, aLink, claimsContext } from './workbench-claim.ts'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const HASH = 'c'.repeat(64)
const CHECKER = { id: 'p1', name: 'Cleo Checker' }

function anItem(given: Partial<CheckedBeforeItem> = {}): CheckedBeforeItem {
  return {
    article: { id: 'a2', slug: 'flood', title: 'Flood in the valley', stage: 'published' },
    desk: { id: 'd1', name: 'World' },
    claim: { id: 'c2', number: 4 },
    wording: 'his second visit',
    wordingHash: HASH,
    likeness: 1,
    change: null,
    outcome: 'verified',
    verdicts: [
      {
        id: 'v1',
        verdict: 'verified',
        rationale: 'Both visits are on record.',
        condition: null,
        wording: 'his second visit',
        wordingHash: HASH,
        checker: CHECKER,
        stillHolds: false,
        inherited: false,
        ownWords: false,
        current: true,
        createdAt: '2026-01-01T10:00:00.000Z',
      },
    ],
    checkedAt: '2026-01-01T10:00:00.000Z',
    outOfDateAt: '2026-04-01T10:00:00.000Z',
    outOfDate: false,
    stands: true,
    evidence: [],
    blocked: null,
    ...given,
  }
}

function show(answer: CheckedBeforeDto | null) {
  vi.stubGlobal('fetch', async () => (answer ? Response.json(answer) : Response.json({ detail: 'no' }, { status: 500 })))
  const claim = aClaim()
  return render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <TooltipProvider>
        <ClaimsProvider value={claimsContext([claim])}>
          <CheckedBeforeSection claim={claim} />
        </ClaimsProvider>
      </TooltipProvider>
    </NextIntlClientProvider>,
  )
}

async function opened(count: number): Promise<void> {
  await userEvent.click(await screen.findByRole('heading', { name: `Checked before (${count})` }))
  expect(document.querySelector('details')?.open).toBe(true)
}

it('[CL-10a] what was checked before is shown with what differs, who found it, and the way there', async () => {
  const diff = [
    { op: 'same', text: 'his ' } as const,
    { op: 'removed', text: 'first' } as const,
    { op: 'added', text: 'second' } as const,
    { op: 'same', text: ' visit' } as const,
  ]
  show({
    items: [
      anItem(),
      anItem({ claim: { id: 'c3', number: 1 }, outcome: 'incorrect', change: { change: 'material', reasons: ['number'], touched: [], diff }, stands: false }),
    ],
    nextCursor: null,
    hidden: false,
    abilities: { inherit: false },
  })
  await opened(2)
  expect(screen.getAllByRole('link', { name: 'Flood in the valley' }).map((link) => link.getAttribute('href'))).toEqual([
    '/articles/a2?claim=c2',
    '/articles/a2?claim=c3',
  ])
  expect(screen.getByText('Same words')).toBeDefined()
  expect(screen.getByText('first').closest('del')?.textContent).toBe('removed: first')
  expect(screen.getByText('The words have been changed there since.')).toBeDefined()
  expect(screen.getAllByText(/Cleo Checker, /).length).toBeGreaterThan(0)
})

it('[CL-10k] a verdict given elsewhere meanwhile comes by itself, what is open stays so, and a fault takes nothing away', async () => {
  show({ items: [anItem()], nextCursor: null, hidden: false, abilities: { inherit: false } })
  await opened(1)
  const second = anItem({ claim: { id: 'c3', number: 1 }, outcome: 'incorrect' })
  serverThatAnswers(200, { items: [anItem(), second], nextCursor: null, hidden: false, abilities: { inherit: false } })
  FakeEventSource.say('change')
  expect(await screen.findByRole('heading', { name: 'Checked before (2)' }, { timeout: 5_000 })).toBeDefined()
  expect(document.querySelector('details')?.open).toBe(true)
  const asked = serverThatAnswers(503, {})
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
  FakeEventSource.say('hello')
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(0), { timeout: 5_000 })
  expect(screen.getByRole('heading', { name: 'Checked before (2)' })).toBeDefined()
})

it('[CL-10e] what is out of date is said to be', async () => {
  show({ items: [anItem({ outOfDate: true })], nextCursor: null, hidden: false, abilities: { inherit: false } })
  await opened(1)
  expect(screen.getByText('Out of date')).toBeDefined()
})

it('[CL-10r] is one line from the start, which says what came of it and opens by a press', async () => {
  const { container } = show({ items: [], nextCursor: null, hidden: false, abilities: { inherit: false } })
  const height = () => [...container.querySelectorAll('.h-7')].length
  expect([container.textContent, height()]).toEqual(['Checked beforeLooking…', 1])
  await vi.waitFor(() => expect(container.textContent).toBe('Checked beforeThese words were not'))
  expect(height()).toBe(1)
  cleanup()
  show(null)
  expect((await screen.findByRole('alert')).textContent).toBe('Could not be fetched.')
  cleanup()
  const { container: found } = show({ items: [anItem()], nextCursor: null, hidden: false, abilities: { inherit: false } })
  await screen.findByRole('heading', { name: 'Checked before (1)' })
  expect(found.querySelector('details')?.open).toBe(false)
  expect(found.querySelector('summary.h-7')?.textContent).toBe('Checked before (1)Verified')
})

it('[CL-10i] sources of another desk, and what stays behind, are told of before a verdict is brought over', async () => {
  const [call, link] = [aLink([], { id: 'call', type: 'call', terms: 'off_record' }), aLink([], { id: 'note' })]
  show({ items: [anItem({ evidence: [call, link] })], nextCursor: null, hidden: false, abilities: { inherit: true } })
  await opened(1)
  await userEvent.click(screen.getByRole('button', { name: 'Bring the verdict over' }))
  const dialog = await screen.findByRole('dialog', { name: 'Bring this verdict over?' })
  expect(dialog.textContent).toContain('everybody with a role on this article’s desk can read it from now on')
  expect(dialog.textContent).toContain('One source stays where it is, since it is confidential or off the record.')
})

it('[CL-10f] a click brings a verdict over, with the hash of the words that were read', async () => {
  const sent: { method: string; url: string; body: unknown }[] = []
  show({
    items: [anItem(), anItem({ claim: { id: 'c3', number: 1 }, blocked: 'out_of_date', outOfDate: true })],
    nextCursor: null,
    hidden: false,
    abilities: { inherit: true },
  })
  await opened(2)
  const button = screen.getByRole('button', { name: 'Bring the verdict over' })
  expect(screen.getByText('Out of date: the verdict cannot be brought over.')).toBeDefined()
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ method: init.method ?? 'GET', url, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    return Response.json(aClaim(), { status: 201 })
  })
  await userEvent.click(button)
  expect(sent[0]).toEqual({ method: 'POST', url: '/api/v1/claims/claim/inherited', body: { verdictId: 'v1', wordingHash: 'a'.repeat(64) } })
})
