import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ClaimPanel } from '#components/claims/claim-panel.tsx'
import { ClaimsProvider, type ClaimsContextValue } from '#components/claims/claims-context.tsx'
import { DueField } from '#components/claims/due-field.tsx'
import { TagForm } from '#components/claims/tag-form.tsx'
import { focusVerdict } from '#components/claims/verdict-form.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import type { ClaimDto, TaskDto } from '#lib/api/schemas/claims.ts'
import { wipeLocalCopies } from '#lib/client/collab/local-copies.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { aClaim, claimsContext } from './workbench-claim.ts'
import { stubLayout, stubMedia } from './no-layout.ts'

// A window with room for two menus.
beforeEach(() => stubMedia(true))
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

function Page({ context, children }: { context: ClaimsContextValue; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={new Date('2026-01-01T12:00:00Z')}>
      <TooltipProvider>
        <ClaimsProvider value={context}>{children}</ClaimsProvider>
      </TooltipProvider>
    </NextIntlClientProvider>
  )
}

function aTask(given: Partial<TaskDto>): TaskDto {
  return {
    id: 'task',
    claimId: 'claim',
    state: 'open',
    assignee: { id: 'cem', name: 'Cem Checker' },
    createdBy: { id: 'edda', name: 'Edda Editor' },
    question: null,
    dueAt: null,
    timeZone: 'UTC',
    overdue: false,
    secondCheck: false,
    ended: null,
    endReason: null,
    createdAt: '2026-01-01T10:00:00.000Z',
    ...given,
  }
}

function Panel({ claim, onClose = () => undefined }: { claim: ClaimDto; onClose?: () => void }) {
  return <ClaimPanel claim={claim} userId="me" onClose={onClose} also={[]} onChooseAlso={() => undefined} />
}

/** Answers every request with one answer and remembers what was sent; nothing was checked before. */
function serverThatAnswers(status: number, answer: object) {
  const sent: { method: string; url: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.endsWith('/checked-before')) return Response.json({ items: [], nextCursor: null, hidden: false, abilities: { inherit: false } })
    if (url.includes('/messages?')) return Response.json({ items: [], nextCursor: null })
    sent.push({ method: init.method ?? 'GET', url, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    return new Response(JSON.stringify(answer), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
  })
  return sent
}

describe('the panel of a claim', () => {
  it('[WO-2j] takes a due time by the clock of the desk, and names it where the reader’s is another', async () => {
    const field = (timeZones: string[]) => (
      <NextIntlClientProvider locale="en" messages={messages} timeZone="Europe/Rome">
        <DueField label="Due" timeZones={timeZones} value="" error={null} onChange={() => undefined} />
      </NextIntlClientProvider>
    )
    const described = () => {
      const hint = screen.getByLabelText('Due').getAttribute('aria-describedby')
      return document.getElementById(hint ?? '')?.textContent
    }
    const { rerender } = render(field(['Europe/Rome']))
    const hints = [described()]
    for (const zones of [['America/New_York'], ['America/New_York', 'America/New_York'], ['Europe/Rome', 'America/New_York']]) {
      rerender(field(zones))
      hints.push(described())
    }
    const named = 'By the desk’s clock: America/New York.'
    expect(hints).toEqual(['', named, named, 'By the clock of each claim’s desk.'])
  })

  it('[WO-2e] says of a due time that has passed that it is none, at once and as the server says it', async () => {
    const claim = aClaim()
    const desks = [{ deskId: 'desk', deskName: 'World', roles: ['checker' as const] }]
    const omar = { id: 'omar', name: 'Omar Haddad', email: null, isAdmin: false, disabled: false, color: 0, desks }
    const warning = 'This time has passed. Choose one that is still to come.'
    const sent = serverThatAnswers(422, {
      status: 422,
      code: 'invalid-input',
      title: 'Invalid',
      detail: 'Invalid.',
      errors: [{ field: 'dueAt', message: warning }],
    })
    stubLayout()
    render(
      <Page context={{ ...claimsContext([claim]), timeZone: 'Asia/Tehran', loadPeople: async () => [omar] }}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    await userEvent.selectOptions(screen.getByLabelText('Fact-checker'), await screen.findByRole('option', { name: 'Omar Haddad' }))
    const due = screen.getByLabelText('Due (optional)')
    fireEvent.change(due, { target: { value: '2999-01-01T10:00' } })
    expect(screen.queryByText(warning)).toBeNull()
    fireEvent.change(due, { target: { value: '2020-01-01T10:00' } })
    expect(screen.getByText(warning)).toBeTruthy()
    await userEvent.click(within(due.closest('form') ?? document.body).getByRole('button', { name: 'Assign' }))
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ assigneeId: 'omar', dueAt: '2020-01-01T06:30:00.000Z' }))
    await waitFor(() => expect(screen.getAllByText(warning).map((each) => each.getAttribute('role'))).toEqual(['alert']))
  })

  it('[WO-2n] changes what is asked, of whom and by when in one form that holds it, sends what changed, and withdraws it with a reason', async () => {
    const desks = [{ deskId: 'desk', deskName: 'World', roles: ['checker' as const] }]
    const person = (id: string, name: string) => ({ id, name, email: null, isAdmin: false, disabled: false, color: 0, desks })
    const claim = aClaim({
      state: 'assigned',
      tasks: [aTask({ assignee: { id: 'omar', name: 'Omar Haddad' }, question: 'Second?', dueAt: '2020-01-01T06:30:00.000Z' })],
    })
    const context = {
      ...claimsContext([claim]),
      timeZone: 'Asia/Tehran',
      loadPeople: async () => [person('omar', 'Omar Haddad'), person('cleo', 'Cleo Checker')],
    }
    const sent = serverThatAnswers(200, {})
    stubLayout()
    render(
      <Page context={context}>
        <Panel claim={claim} />
      </Page>,
    )
    expect(screen.getByRole('button', { name: 'Ask somebody else too' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Change…' }))
    const due = screen.getByLabelText<HTMLInputElement>('Due (optional)')
    await screen.findByRole('option', { name: 'Omar Haddad' })
    expect([
      screen.getByLabelText<HTMLSelectElement>('Fact-checker').value,
      due.value,
      screen.getByLabelText<HTMLTextAreaElement>(/^Question to the checker/).value,
    ]).toEqual(['omar', '2020-01-01T10:00', 'Second?'])
    expect(screen.queryByText(/This time has passed/)).toBeNull()
    fireEvent.change(due, { target: { value: '2999-01-01T10:00' } })
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent).toEqual([{ method: 'PATCH', url: '/api/v1/tasks/task', body: { dueAt: '2999-01-01T06:30:00.000Z' } }]))
    await userEvent.click(await screen.findByRole('button', { name: 'Withdraw…' }))
    await userEvent.type(screen.getByLabelText(/^Reason/), 'Asked by mistake.')
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
    await waitFor(() => expect(sent[1]?.body).toEqual({ state: 'cancelled', reason: 'Asked by mistake.' }))
  })

  it('[WO-2n] lets who is asked hand it back, and says of a claim that was handed back who did and why', async () => {
    const me = { id: 'me', name: 'Me Too' }
    const abilities = { ...aClaim().abilities, assign: false }
    const claim = aClaim({ state: 'assigned', tasks: [aTask({ assignee: me })], abilities })
    const sent = serverThatAnswers(200, {})
    stubLayout()
    const { unmount } = render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    expect([screen.queryByRole('button', { name: 'Change…' }), screen.queryByRole('button', { name: 'Withdraw…' })]).toEqual([null, null])
    await userEvent.click(screen.getByRole('button', { name: 'Hand back…' }))
    await userEvent.type(screen.getByLabelText(/^Reason/), 'I know the speaker.')
    await userEvent.click(screen.getByRole('button', { name: 'Hand back' }))
    await waitFor(() => expect(sent[0]?.body).toEqual({ state: 'cancelled', reason: 'I know the speaker.' }))
    unmount()
    const back = aClaim({ tasks: [aTask({ assignee: me, state: 'cancelled', ended: 'handed_back', endReason: 'I know the speaker.' })] })
    render(
      <Page context={claimsContext([back])}>
        <Panel claim={back} />
      </Page>,
    )
    expect([screen.getByText('Me Too handed it back:'), screen.getByText('I know the speaker.')]).toHaveLength(2)
  })

  it('[WB-4a] says who was asked and has answered, with the question', () => {
    const task = aTask({ state: 'done', assignee: { id: 'cem', name: 'Cem Checker' }, question: 'Is it the second?' })
    const claim = aClaim({ state: 'verified', tasks: [task] })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    expect(screen.getByText('Asked: Cem Checker, done')).toBeTruthy()
    expect(screen.getByText('Is it the second?')).toBeTruthy()
    expect(screen.queryByText('Nobody has been asked to check this yet.')).toBeNull()
  })

  it('[UI-6] gives the focus back when the form of evidence goes', async () => {
    const claim = aClaim()
    serverThatAnswers(201, { id: 'evidence' })
    stubLayout()
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    fireEvent.change(screen.getByLabelText(/^Address/), { target: { value: 'https://example.org' } })
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Add' })))
  })

  it('[WB-2c] the form for tagging agrees to the guess by Enter, and is sent by Ctrl-Enter from any field', async () => {
    let sent = 0
    render(
      <Page context={claimsContext([])}>
        <TagForm
          words="sold 20 drones"
          draft={{ kind: 'figure', priority: 'normal', note: '' }}
          onChange={() => undefined}
          action={{ busy: false, problem: null, fieldError: () => undefined, clear: () => undefined, run: async () => true }}
          onSubmit={() => {
            sent += 1
          }}
          onCancel={() => undefined}
        />
      </Page>,
    )
    await userEvent.keyboard('{Enter}')
    expect(sent).toBe(1)
    for (const field of [screen.getByLabelText('Kind'), screen.getByLabelText(/^Note/), screen.getByRole('button', { name: 'Cancel' })]) {
      field.focus()
      await userEvent.keyboard('{Control>}{Enter}{/Control}')
    }
    expect(sent).toBe(4)
  })

  it('[WB-3b] has a verdict that was begun again after the page was left, and no more once it was sent', async () => {
    const claim = aClaim()
    const rationale = () => screen.getByLabelText<HTMLTextAreaElement>('Rationale')
    // Each visit has a context of its own, as a page that was left and come back to.
    const visit = () =>
      render(
        <Page context={claimsContext([claim])}>
          <Panel claim={claim} />
        </Page>,
      ).unmount
    let leave = visit()
    await userEvent.click(screen.getByRole('radio', { name: 'Incorrect' }))
    fireEvent.change(rationale(), { target: { value: 'It was the first.' } })
    leave()
    leave = visit()
    expect([rationale().value, screen.getByRole<HTMLInputElement>('radio', { name: 'Incorrect' }).checked]).toEqual(['It was the first.', true])
    serverThatAnswers(201, { ...claim, state: 'incorrect' })
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    await waitFor(() => expect(rationale().value).toBe(''))
    leave()
    visit()
    expect(rationale().value).toBe('')
  })

  it('[WB-3b] forgets a verdict that was begun when somebody signs out', async () => {
    const claim = aClaim()
    const page = () => (
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>
    )
    const { unmount } = render(page())
    fireEvent.change(screen.getByLabelText('Rationale'), { target: { value: 'It was the first.' } })
    unmount()
    await wipeLocalCopies()
    render(page())
    expect(screen.getByLabelText<HTMLTextAreaElement>('Rationale').value).toBe('')
  })

  it('[WB-3b] has what was typed into every other form again after the page was left, for the same person alone', async () => {
    stubLayout()
    const claim = aClaim()
    const visit = (userId: string) =>
      render(
        <Page context={{ ...claimsContext([claim]), userId }}>
          <Panel claim={claim} />
        </Page>,
      ).unmount
    const typed = () => ({
      question: screen.queryByLabelText<HTMLTextAreaElement>('Question to the author')?.value,
      wording: screen.queryByLabelText<HTMLTextAreaElement>('What it ought to say')?.value,
      address: screen.queryByLabelText<HTMLInputElement>(/^Address/)?.value,
      message: screen.getByLabelText<HTMLTextAreaElement>(/^Write about this claim/).value,
    })
    let leave = visit('me')
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    await userEvent.click(screen.getByRole('button', { name: 'Propose' }))
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    const words = { question: 'Who counted?', wording: 'the third trip', address: 'https://example.org/a', message: 'Look at this.' }
    fireEvent.change(screen.getByLabelText('Question to the author'), { target: { value: words.question } })
    fireEvent.change(screen.getByLabelText('What it ought to say'), { target: { value: words.wording } })
    fireEvent.change(screen.getByLabelText(/^Address/), { target: { value: words.address } })
    fireEvent.change(screen.getByLabelText(/^Write about this claim/), { target: { value: words.message } })
    leave()
    leave = visit('another')
    expect(typed()).toEqual({ question: undefined, wording: undefined, address: undefined, message: '' })
    leave()
    leave = visit('me')
    expect(typed()).toEqual(words)
    // What is confidential is nowhere but on the page.
    await userEvent.click(screen.getByRole('checkbox', { name: /^Confidential/ }))
    expect(
      Object.keys(sessionStorage)
        .map((key) => sessionStorage.getItem(key))
        .join(' '),
    ).not.toContain(words.address)
    leave()
    visit('me')
    expect(typed()).toEqual({ ...words, address: '' })
  })

  it.each([
    ['Waive…', aClaim()],
    ['One check is enough…', aClaim({ secondCheck: true })],
  ])('[WB-3b] keeps the reason of a dialog that Escape closed, and not of one that was cancelled: %s', async (item, claim) => {
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    const open = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
      await userEvent.click(screen.getByRole('menuitem', { name: item }))
      return await screen.findByLabelText<HTMLTextAreaElement>('Reason')
    }
    await userEvent.type(await open(), 'A proverb.')
    cleanup()
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    expect((await open()).value).toBe('A proverb.')
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect((await open()).value).toBe('')
  })

  it('[CL-5h] shows words that were taken out of it as standing in the copy still', () => {
    const diff = [
      { op: 'removed' as const, text: 'has sold ' },
      { op: 'same' as const, text: '20 drones' },
    ]
    const by = [{ id: 'ed', name: 'Ed Editor' }]
    const reopened = {
      placed: true,
      change: 'material' as const,
      reasons: ['extent'],
      touched: [],
      diff,
      verdictId: 'verdict',
      by,
      at: '2026-01-01T11:00:00.000Z',
    }
    const claim = aClaim({ state: 'reopened', wording: '20 drones', reopened })
    const { container } = render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    expect(screen.getByText(/Ed Editor took the paler words out of the claim; they still stand in the copy/)).toBeTruthy()
    expect(container.querySelector('del')).toBeNull()
  })

  it('[CL-1f] of the kind legal says that legal was not asked, and asks', async () => {
    const claim = aClaim({ kind: 'legal' })
    const sent = serverThatAnswers(200, { ...claim, legalFlag: true })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    expect(screen.getByText('Legal was not asked to read it.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Ask legal' }))
    await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ legalFlag: true }))
  })

  it('[CL-1f] does not say so to whoever may not ask legal', () => {
    const claim = aClaim({ kind: 'legal', abilities: { ...aClaim().abilities, flagLegal: false } })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    expect(screen.queryByText('Legal was not asked to read it.')).toBeNull()
  })

  it('[WB-16] has its kind and priority in menus of their own, by key too, and on a phone in the menu itself', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(200, { ...claim, kind: 'date' })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    expect(screen.queryAllByRole('menuitemradio')).toEqual([])
    screen.getByRole('menuitem', { name: /^Kind/ }).focus()
    await userEvent.keyboard('{ArrowRight}')
    expect((await screen.findAllByRole('menuitemradio')).map(({ textContent }) => textContent)).toContain('Date')
    await userEvent.keyboard('da{Enter}')
    await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ kind: 'date' }))
    expect(screen.queryByRole('menu')).toBeNull()
    stubMedia(false)
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    expect(screen.getAllByRole('menuitemradio').length).toBeGreaterThan(10)
  })

  it('[CL-1d] is flagged for legal from its menu, and says so', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(200, { ...claim, legalFlag: true })
    const { rerender } = render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Ask legal to read it' }))
    await waitFor(() => expect(sent.find(({ method }) => method === 'PATCH')?.body).toEqual({ legalFlag: true }))
    rerender(
      <Page context={claimsContext([claim])}>
        <Panel claim={{ ...claim, legalFlag: true }} />
      </Page>,
    )
    expect(screen.getByText(/legal must read it/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Legal need not read it…' }))
    await userEvent.type(await screen.findByLabelText('Reason'), 'No name in it.')
    await userEvent.click(screen.getByRole('button', { name: 'Take the flag off' }))
    await waitFor(() => expect(sent.findLast(({ method }) => method === 'PATCH')?.body).toEqual({ legalFlag: false, reason: 'No name in it.' }))
  })

  it('[CL-3j] sends the words on which a verdict depends', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(201, { ...claim, state: 'verified' })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
    fireEvent.change(screen.getByLabelText('Rationale'), { target: { value: 'The schedule says so.' } })
    fireEvent.change(screen.getByLabelText('Holds only while these words stay (optional)'), { target: { value: 'second' } })
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    await waitFor(() =>
      expect(sent[0]?.body).toEqual({ verdict: 'verified', rationale: 'The schedule says so.', condition: 'second', wordingHash: 'a'.repeat(64) }),
    )
  })

  it('[CL-3i] tells every wording when asked, and says when it could not be fetched', async () => {
    const claim = aClaim()
    const who = { id: 'rita', name: 'Rita Reporter' }
    const decided = { verdicts: [], waivers: [], wordingHash: 'b'.repeat(64), placed: false, authors: [who], at: '2026-01-01T11:00:00.000Z' }
    const diff = [
      { op: 'removed', text: 'third' },
      { op: 'added', text: 'second' },
    ]
    serverThatAnswers(500, { code: 'internal', detail: 'x' })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Every wording' }))
    expect(await screen.findByText('The history could not be fetched.')).toBeTruthy()
    serverThatAnswers(200, {
      wordings: [
        {
          ...decided,
          wording: 'second',
          turn: 'reopened',
          change: { placed: false, change: 'material', reasons: ['number'], touched: [{ reason: 'number', before: 'first', after: '' }], diff },
        },
        { ...decided, wording: 'third', turn: 'first', change: null, at: '2026-01-01T10:00:00.000Z' },
      ],
      splitFrom: { id: 'other', number: 7 },
      merged: [],
      withdrawn: [],
    })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Material change')).toBeTruthy()
    expect(screen.getByText('a number (“first” taken out)')).toBeTruthy()
    expect(screen.getByText('Re-opened')).toBeTruthy()
    expect(screen.getAllByText('Written by Rita Reporter')).toHaveLength(2)
    expect(screen.getByText('It was part of claim 7.')).toBeTruthy()
  })

  it('[CL-7p] sends a source call with who was reached, when and on which terms', async () => {
    stubLayout()
    const claim = aClaim({ evidence: [] })
    const sent = serverThatAnswers(201, {})
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await userEvent.selectOptions(screen.getByLabelText('Type'), 'Source call')
    fireEvent.change(screen.getByLabelText(/^What was said/), { target: { value: 'Yes.' } })
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    expect(sent).toEqual([])
    expect(screen.getByText('Say who was reached.')).toBeTruthy()
    fireEvent.change(screen.getByLabelText(/^Who was reached/), { target: { value: 'Press office' } })
    const when = screen.getByLabelText<HTMLInputElement>('When')
    const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone.replaceAll('_', ' ')
    expect(screen.getByText(`By the clock of this computer: ${zone}.`)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Now' }))
    expect(Math.abs(new Date(when.value).getTime() - Date.now())).toBeLessThan(120_000)
    fireEvent.change(when, { target: { value: '2026-11-22T09:30' } })
    await userEvent.selectOptions(screen.getByLabelText('Terms'), 'Off the record')
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    const reachedAt = new Date('2026-11-22T09:30').toISOString()
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ type: 'call', text: 'Yes.', reached: 'Press office', reachedAt, terms: 'off_record' }))
  })

  it('[WB-7] is given a verdict by keys alone', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(201, claim)
    Element.prototype.scrollIntoView = () => undefined
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    focusVerdict(claim.id)
    await userEvent.keyboard(' ')
    await userEvent.tab()
    await userEvent.keyboard('The schedule says so.{Control>}{Enter}{/Control}')
    await waitFor(() => expect(sent[0]?.body).toEqual({ verdict: 'verified', rationale: 'The schedule says so.', wordingHash: claim.wordingHash }))
  })

  it('[WB-3c] sends a verdict with the hash of the words that were read', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(201, { ...claim, state: 'verified' })
    const context = claimsContext([claim])
    render(
      <Page context={context}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.type(screen.getByLabelText('Rationale'), 'The schedule says so.')
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    await waitFor(() => expect(context.store.getSnapshot().value.list[0]?.state).toBe('verified'))
    expect(sent).toEqual([
      {
        method: 'POST',
        url: '/api/v1/claims/claim/verdicts',
        body: { verdict: 'verified', rationale: 'The schedule says so.', wordingHash: claim.wordingHash },
      },
    ])
  })

  it('[WB-3c] stops a verdict on words that changed, keeps the rationale, and goes on once they were read', async () => {
    const claim = aClaim()
    const changed = aClaim({ wording: 'his third visit', wordingHash: 'b'.repeat(64) })
    const sent = serverThatAnswers(201, changed)
    const context = claimsContext([claim])
    const { rerender } = render(
      <Page context={context}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.type(screen.getByLabelText('Rationale'), 'I saw it.')
    rerender(
      <Page context={context}>
        <Panel claim={changed} />
      </Page>,
    )
    expect(screen.queryByRole('button', { name: 'Give verdict' })).toBeNull()
    expect(screen.getByRole('alert').textContent).toContain('The words changed while you were deciding')
    expect(screen.getByRole('deletion').textContent).toContain('second')
    await userEvent.click(screen.getByRole('button', { name: 'I have read the present words' }))
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]?.body).toEqual({ verdict: 'verified', rationale: 'I saw it.', wordingHash: changed.wordingHash })
  })

  it('[WB-3a] shows a refusal and keeps what was typed', async () => {
    const claim = aClaim()
    serverThatAnswers(403, { title: 'A second pair of eyes is needed', detail: 'Somebody else has to do this.', code: 'four-eyes', status: 403 })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('radio', { name: 'Incorrect' }))
    await userEvent.type(screen.getByLabelText('Rationale'), 'It was the third.')
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody else has to do this.')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Rationale').value).toBe('It was the third.')
  })

  it('[WB-3a] asks for a verdict before it sends one', async () => {
    const sent = serverThatAnswers(500, {})
    render(
      <Page context={claimsContext([aClaim()])}>
        <Panel claim={aClaim()} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    expect([screen.getByRole('alert').textContent, sent]).toEqual(['Choose a verdict.', []])
  })

  it('[WB-3b] has a half-written rationale again when it is opened again', async () => {
    const context = claimsContext([aClaim()])
    const { unmount } = render(
      <Page context={context}>
        <Panel claim={aClaim()} />
      </Page>,
    )
    await userEvent.type(screen.getByLabelText('Rationale'), 'Half a thought')
    unmount()
    render(
      <Page context={context}>
        <Panel claim={aClaim()} />
      </Page>,
    )
    expect(screen.getByLabelText<HTMLTextAreaElement>('Rationale').value).toBe('Half a thought')
  })

  it('[WB-3c] offers "still holds" for a minor change alone', () => {
    const reopened = {
      placed: false,
      change: 'minor',
      reasons: [],
      touched: [],
      verdictId: 'verdict',
      diff: [{ op: 'same', text: 'his visit' }],
      by: [],
      at: null,
    } satisfies ClaimDto['reopened']
    const minor = aClaim({ state: 'reopened', reopened })
    const { rerender } = render(
      <Page context={claimsContext([minor])}>
        <Panel claim={minor} />
      </Page>,
    )
    const offered = screen.queryByRole('button', { name: 'Still holds' }) !== null
    const material = aClaim({
      state: 'reopened',
      reopened: { ...reopened, placed: false, change: 'material', reasons: ['number', 'large'], touched: [{ reason: 'number', before: '12', after: '20' }] },
    })
    rerender(
      <Page context={claimsContext([material])}>
        <Panel claim={material} />
      </Page>,
    )
    expect([
      offered,
      screen.queryByRole('button', { name: 'Still holds' }),
      screen.getByText('The edit changed a number (“12” → “20”) and much of the wording.').tagName,
    ]).toEqual([true, null, 'P'])
  })

  it.each([
    ['against', { stillHolds: true }, 'Evidence against this claim came after its verdict', /your verdict still holds, say so/, 1],
    ['withdrawn', { stillHolds: false }, 'All evidence on which its verdict was given has been withdrawn or changed since', /give your verdict below/, 0],
    ['against', { stillHolds: false, giveVerdict: false }, 'Evidence against this claim came after its verdict', /until a checker who wrote none/, 0],
    ['unseen', { stillHolds: false }, 'What was decided has to be confirmed', /until whoever may read everything/, 0],
  ] as const)('[CL-6r] says why a verdict has to be confirmed (%s), and offers it to whose verdict it is: %o', (why, abilities, reason, next, buttons) => {
    const plain = aClaim()
    const claim = aClaim({ state: 'to_confirm', toConfirm: why, abilities: { ...plain.abilities, ...abilities } })
    render(
      <Page context={claimsContext([claim])}>
        <Panel claim={claim} />
      </Page>,
    )
    const note = within(screen.getByRole('region', { name: 'Why its verdict has to be confirmed' }))
    expect([note.getByText(reason).tagName, note.getByText(next).tagName, note.queryAllByRole('button', { name: 'Still holds' }).length]).toEqual([
      'P',
      'P',
      buttons,
    ])
  })

  it('[CL-3k] says who changed the words of a claim that is re-opened, where it is known', () => {
    const edda = { id: 'edda', name: 'Edda Editor' }
    const at = '2026-01-01T11:00:00.000Z'
    const reopened = {
      placed: false,
      change: 'material' as const,
      reasons: [],
      touched: [],
      verdictId: 'verdict',
      diff: [{ op: 'same' as const, text: 'his visit' }],
      at,
    }
    const show = (by: (typeof edda)[]) => {
      const claim = aClaim({ state: 'reopened', reopened: { ...reopened, by } })
      const { unmount } = render(
        <Page context={claimsContext([claim])}>
          <Panel claim={claim} />
        </Page>,
      )
      const told = screen.queryByText(/^Changed by/)?.textContent ?? null
      unmount()
      return told
    }
    expect([show([]), show([edda]), show([edda, { id: 'rita', name: 'Rita Reporter' }])]).toEqual([
      null,
      expect.stringMatching(/^Changed by Edda Editor, /),
      expect.stringMatching(/^Changed by Edda Editor or Rita Reporter, /),
    ])
  })

  it('[CL-6k] says of a disputed claim who found what, and how it ends, with both on its list', () => {
    const [cem, cleo, me] = [
      { id: 'cem', name: 'Cem Checker' },
      { id: 'cleo', name: 'Cleo Checker' },
      { id: 'me', name: 'Me Too' },
    ]
    const given = {
      rationale: 'R.',
      condition: null,
      wording: 'his second visit',
      stillHolds: false,
      inherited: false,
      ownWords: false,
      evidenceIds: [],
      createdAt: '2026-01-01T10:00:00.000Z',
    }
    const verdict = (id: string, checker: typeof cem, found: 'verified' | 'incorrect', current = true) => ({
      ...given,
      id,
      checker,
      verdict: found,
      wordingHash: 'a'.repeat(64),
      current,
    })
    const task = (assignee: typeof cem) => aTask({ id: assignee.id, assignee, createdBy: cem })
    const disputed = (second: typeof cem, waive: boolean) =>
      aClaim({
        state: 'disputed',
        tasks: [task(cem), task(second)],
        verdicts: [verdict('old', cleo, 'verified', false), verdict('1', cem, 'incorrect'), verdict('2', second, 'incorrect'), verdict('3', cem, 'verified')],
        abilities: { ...aClaim().abilities, waive },
      })
    const show = (claim: ClaimDto) => {
      const { unmount } = render(
        <Page context={claimsContext([claim])}>
          <Panel claim={claim} />
        </Page>,
      )
      const told = screen.getByRole('region', { name: 'Why it is disputed' }).textContent
      const asked = within(screen.getByRole('region', { name: 'Check' })).getAllByText(/Cem Checker|Cleo Checker|Me Too/).length
      unmount()
      return [told, asked]
    }
    const differ = (name: string) => `The checks of these words differ: ${name} found it incorrect and Cem Checker found it verified.`
    expect([show(disputed(cleo, false)), show(disputed(cleo, true)), show(disputed(me, true))]).toEqual([
      [expect.stringContaining(`${differ('Cleo Checker')}It stays disputed until they give the same verdict on these words, or an editor`), 2],
      [expect.stringContaining('or you waive it with a reason.'), 2],
      [expect.stringContaining(`${differ('Me Too')}Talk it over in the discussion below.`), 2],
    ])
  })

  it('[CL-6n] says what goes with a claim that is removed, and what holds one that is not', async () => {
    const decided = aClaim({ state: 'waived', waiver: { reason: 'Known.', by: { id: 'ed', name: 'Ed Editor' }, at: '2026-07-01T10:00:00.000Z' } })
    const { rerender } = render(
      <Page context={claimsContext([decided])}>
        <Panel claim={decided} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove…' }))
    await screen.findByText(/every sign-off has to be given again.*With it goes?.*its waiver/)
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    const held = aClaim({ state: 'disputed', abilities: { ...aClaim().abilities, remove: false, removeBlocked: 'disputed' } })
    rerender(
      <Page context={claimsContext([held])}>
        <Panel claim={held} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    const said = await screen.findByRole('menuitem', { name: /Not to be removed: disputed/ })
    expect(said.getAttribute('aria-disabled')).toBe('true')
    expect(screen.queryByRole('menuitem', { name: 'Remove…' })).toBeNull()
  })

  it('[WB-7] closes with Escape, but not from a dialog opened from it', async () => {
    const onClose = vi.fn<() => void>()
    render(
      <Page context={claimsContext([aClaim()])}>
        <Panel claim={aClaim()} onClose={onClose} />
      </Page>,
    )
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove…' }))
    await userEvent.type(await screen.findByLabelText('Reason'), '{Escape}')
    expect(onClose).not.toHaveBeenCalled()
    await userEvent.type(screen.getByLabelText('Rationale'), '{Escape}')
    expect(onClose).toHaveBeenCalledOnce()
  })
})
