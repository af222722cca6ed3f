import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ClaimsProvider, type ClaimsContextValue } from '#components/claims/claims-context.tsx'
import { DiscussionSection } from '#components/discussion/discussion-section.tsx'
import type { MessageDto } from '#lib/api/schemas/messages.ts'
import type { PersonDto } from '#lib/api/schemas/people.ts'
import { SidePanel } from '#components/ui/side-panel.tsx'
import { faults, renderInterface } from './interface-render.tsx'
import { stubLayout } from './no-layout.ts'
import { aClaim, claimsContext } from './workbench-claim.ts'

beforeEach(stubLayout)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const CARL: PersonDto = { id: 'carl', name: 'Carl Checker', email: null, isAdmin: false, disabled: false, color: 0, desks: [] }
const PEOPLE: PersonDto[] = [CARL, { ...CARL, id: 'demo', name: 'Demo' }, { ...CARL, id: 'edda', name: 'Demo Editor' }]

function aMessage(id: string, text: string): MessageDto {
  return { id, by: { id: 'rita', name: 'Rita Reporter' }, text, mentions: [], at: '2026-07-20T11:00:00Z' }
}

it('[WO-2i] completes a name, keeps what was refused, shows what was sent, and what others send', async () => {
  const user = userEvent.setup()
  const claim = aClaim()
  const sent: unknown[] = []
  let listed = [aMessage('1', 'Which list?')]
  let refuses = true
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    if (init.method === 'GET') return Response.json({ items: listed, nextCursor: null })
    sent.push(typeof init.body === 'string' ? JSON.parse(init.body) : undefined)
    if (refuses) return Response.json({ code: 'unavailable', title: 'Away', detail: 'Nothing was changed.' }, { status: 503 })
    return Response.json({ ...aMessage('2', 'Ask @Carl Checker now'), notTold: ['Nina Nobody'] }, { status: 201 })
  })
  const context = { ...claimsContext([claim]), loadPeople: async () => [CARL] }
  const { container } = renderInterface(
    <ClaimsProvider value={context}>
      <DiscussionSection claim={claim} userId="me" />
    </ClaimsProvider>,
  )
  await screen.findByText('Which list?')
  expect(await faults(container)).toEqual([])
  const box = screen.getByRole('textbox', { name: 'Write about this claim' })
  await user.type(box, 'Ask @che')
  await screen.findByRole('option', { name: '@Carl Checker', selected: true })
  expect(await faults(container)).toEqual([])
  await user.keyboard('{Enter}')
  expect(document.activeElement).toBe(box)
  await user.keyboard('now')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText('Nothing was changed.')
  expect((box as HTMLTextAreaElement).value).toBe('Ask @Carl Checker now')
  refuses = false
  await user.click(screen.getByRole('button', { name: 'Send' }))
  await screen.findByText('Ask @Carl Checker now', { selector: 'p' })
  expect([(box as HTMLTextAreaElement).value, sent[1]]).toEqual(['', { text: 'Ask @Carl Checker now' }])
  expect(screen.getByRole('status').textContent).toContain('@Nina Nobody names nobody on this desk')
  listed = [...listed, aMessage('2', 'Ask @Carl Checker now'), aMessage('3', 'On it.')]
  await context.store.refresh()
  await waitFor(() => expect(screen.getByText('On it.')).toBeTruthy())
})

it('[WO-2i] the arrow keys choose whom an @ means, Enter or Tab takes the name, Escape closes the list and nothing else', async () => {
  const user = userEvent.setup()
  const claim = aClaim()
  const closed = vi.fn()
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    if (init.method === 'GET') return Response.json({ items: [], nextCursor: null })
    sent.push(typeof init.body === 'string' ? JSON.parse(init.body) : undefined)
    return Response.json({ ...aMessage(String(sent.length), 'sent'), notTold: [] }, { status: 201 })
  })
  // One's own name is not offered.
  const context = { ...claimsContext([claim]), loadPeople: async () => [{ ...CARL, id: 'me', name: 'Dora' }, ...PEOPLE] }
  renderInterface(
    <SidePanel open onOpenChange={closed} title="Claim">
      <ClaimsProvider value={context}>
        <DiscussionSection claim={claim} userId="me" />
      </ClaimsProvider>
    </SidePanel>,
  )
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write about this claim' })
  const chosen = () =>
    screen.queryAllByRole('option', { selected: true }).map(({ id, textContent }) => [textContent, id === box.getAttribute('aria-activedescendant')])

  await user.type(box, '@d tell{ArrowLeft>5/}')
  expect(await screen.findAllByRole('option')).toHaveLength(2)
  expect(chosen()).toEqual([['@Demo', true]])
  await user.keyboard('{ArrowDown}')
  expect(chosen()).toEqual([['@Demo Editor', true]])
  await user.keyboard('{ArrowDown}{ArrowUp}{Tab}')
  expect([box.value, box.selectionStart, document.activeElement === box]).toEqual(['@Demo Editor tell', 13, true])

  await user.clear(box)
  await user.type(box, '@Demo E')
  await user.keyboard('{Escape}')
  expect([screen.queryByRole('listbox'), closed.mock.calls]).toEqual([null, []])
  await user.keyboard('{Enter}@Demo{Enter}@c')
  expect(chosen()).toEqual([['@Carl Checker', true]])
  await user.click(screen.getByRole('option', { name: '@Carl Checker' }))
  expect([box.value, document.activeElement === box]).toEqual(['@Demo E\n@Demo\n@Carl Checker ', true])
  await user.clear(box)
  await user.type(box, '@d{Control>}{Enter}{/Control}')
  expect(sent).toEqual([{ text: '@d' }])
  await user.clear(box)
  await user.type(box, 'Look, @demo e{Control>}{Enter}{/Control}')
  await waitFor(() => expect(sent[1]).toEqual({ text: 'Look, @Demo Editor ' }))
  await waitFor(() => expect(box.value).toBe(''))
  await user.keyboard('{Escape}')
  expect(closed.mock.calls).toEqual([[false]])
})

it('[WO-2i] a kept draft that ends in an @ offers names once one types, and not by itself', async () => {
  const user = userEvent.setup()
  const claim = aClaim()
  vi.stubGlobal('fetch', async () => Response.json({ items: [], nextCursor: null }))
  const drafts: ClaimsContextValue['drafts'] = new Map([[`me:${claim.id}:message`, { text: 'Ask @' }]])
  renderInterface(
    <ClaimsProvider value={{ ...claimsContext([claim]), loadPeople: async () => PEOPLE, drafts }}>
      <DiscussionSection claim={claim} userId="me" />
    </ClaimsProvider>,
  )
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Write about this claim' })
  expect(box.value).toBe('Ask @')
  await user.click(box)
  await user.keyboard('{ArrowLeft}{ArrowRight}')
  expect([box.selectionStart, screen.queryByRole('listbox')]).toEqual([5, null])
  await user.keyboard('c')
  expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual(['@Carl Checker'])
})
