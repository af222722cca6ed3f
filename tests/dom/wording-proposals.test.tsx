import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { VerdictSection } from '#components/claims/verdict-section.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import { WordingProposalsSection } from '#components/wording-proposals/wording-proposals-section.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import type { WordingProposalDto } from '#lib/api/schemas/wording-proposals.ts'
import { workLists } from '#components/work/work-lists.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { serverThatAnswers } from './fake-server.ts'
import { aClaim as aBoardClaim, aMe } from './interface-fixtures.ts'
import { faults } from './interface-render.tsx'
import { aClaim, claimsContext } from './workbench-claim.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

function aProposal(change: Partial<WordingProposalDto> = {}): WordingProposalDto {
  return {
    id: 'proposal',
    before: 'his second visit',
    after: 'his third visit',
    diff: [
      { op: 'same', text: 'his ' },
      { op: 'removed', text: 'second' },
      { op: 'added', text: 'third' },
      { op: 'same', text: ' visit' },
    ],
    reason: 'The schedule says so.',
    by: { id: 'cem', name: 'Cem Checker' },
    at: '2026-01-01T10:00:00.000Z',
    current: true,
    decision: null,
    abilities: { accept: true, decline: true },
    ...change,
  }
}

function Page({ claim, what }: { claim: ClaimDto; what: 'proposals' | 'verdict' }) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={new Date('2026-01-01T12:00:00Z')}>
      <TooltipProvider>
        <ClaimsProvider value={claimsContext([claim])}>
          {what === 'proposals' ? <WordingProposalsSection claim={claim} /> : <VerdictSection claim={claim} userId="me" />}
        </ClaimsProvider>
      </TooltipProvider>
    </NextIntlClientProvider>
  )
}

describe('a proposed wording in the panel', () => {
  it('[CL-11] is written by changing the claim’s words, shown as a change while one types, and sent with the words that were read', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(201, { ...claim, proposals: [aProposal()] })
    render(<Page claim={claim} what="proposals" />)
    await userEvent.click(screen.getByRole('button', { name: 'Propose' }))
    const field = screen.getByLabelText<HTMLTextAreaElement>('What it ought to say')
    expect(field.value).toBe('his second visit')
    fireEvent.change(field, { target: { value: 'his third visit' } })
    expect([screen.getByRole('deletion').textContent, screen.getByRole('insertion').textContent]).toEqual(['removed: second', 'added: third'])
    await userEvent.type(screen.getByLabelText('Why (optional)'), 'The schedule.{Control>}{Enter}{/Control}')
    await waitFor(() =>
      expect(sent).toEqual([
        {
          method: 'POST',
          url: '/api/v1/claims/claim/proposals',
          body: { wording: 'his third visit', wordingHash: 'a'.repeat(64), reason: 'The schedule.' },
        },
      ]),
    )
  })

  it('[CL-11] is taken back by who proposed it, and not declined', async () => {
    const proposal = aProposal({ by: { id: 'me', name: 'Me Myself' } })
    const claim = aClaim({ proposals: [proposal] })
    const sent = serverThatAnswers(200, claim)
    const { unmount } = render(<Page claim={claim} what="proposals" />)
    expect(screen.queryByRole('button', { name: 'Decline…' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Take it back…' }))
    await userEvent.type(screen.getByLabelText('Reason'), 'I misread it.')
    await userEvent.click(screen.getByRole('button', { name: 'Take it back' }))
    await waitFor(() => expect(sent[0]).toMatchObject({ url: '/api/v1/proposals/proposal/decline', body: { reason: 'I misread it.' } }))
    unmount()
    const decision = { accepted: false, by: proposal.by, at: '2026-01-01T11:00:00.000Z', reason: 'I misread it.' }
    render(<Page claim={aClaim({ proposals: [{ ...proposal, decision }] })} what="proposals" />)
    expect(screen.getByText(/Taken back by Me Myself/)).toBeTruthy()
  })

  it('[CL-11f] tells who may verify that somebody else has to then, and nobody else', async () => {
    for (const giveVerdict of [true, false]) {
      const claim = aClaim({ abilities: { ...aClaim().abilities, giveVerdict } })
      render(<Page claim={claim} what="proposals" />)
      await userEvent.click(screen.getByRole('button', { name: 'Propose' }))
      expect(screen.queryByText(/somebody else then has to verify it/) !== null).toBe(giveVerdict)
      await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
      cleanup()
    }
  })

  it('[CL-11] keeps what was typed when the words change meanwhile, and asks to read them first', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(201, claim)
    const { rerender } = render(<Page claim={claim} what="proposals" />)
    await userEvent.click(screen.getByRole('button', { name: 'Propose' }))
    fireEvent.change(screen.getByLabelText('What it ought to say'), { target: { value: 'his third visit' } })
    rerender(<Page claim={aClaim({ wording: 'her second visit', wordingHash: 'b'.repeat(64) })} what="proposals" />)
    expect(screen.queryByRole('button', { name: 'Propose this wording' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'I have read the present words' }))
    expect(screen.getByLabelText<HTMLTextAreaElement>('What it ought to say').value).toBe('his third visit')
    await userEvent.click(screen.getByRole('button', { name: 'Propose this wording' }))
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ wordingHash: 'b'.repeat(64) }))
  })

  it('[CL-11b] is accepted with one click, or declined with a reason', async () => {
    const claim = aClaim({ proposals: [aProposal()] })
    const sent = serverThatAnswers(200, claim)
    const { container } = render(<Page claim={claim} what="proposals" />)
    expect(await faults(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Put it into the copy' }))
    await waitFor(() => expect(sent[0]).toMatchObject({ method: 'POST', url: '/api/v1/proposals/proposal/accept' }))
    await userEvent.click(screen.getByRole('button', { name: 'Decline…' }))
    const dialog = screen.getByRole('dialog')
    await userEvent.type(within(dialog).getByLabelText('Reason'), 'It says second.')
    await userEvent.click(within(dialog).getByRole('button', { name: 'Decline' }))
    await waitFor(() => expect(sent).toContainEqual({ method: 'POST', url: '/api/v1/proposals/proposal/decline', body: { reason: 'It says second.' } }))
  })

  it('[CL-11b, UI-16c] once it is in the copy, the focus is in its part of the panel, or where one has gone meanwhile', async () => {
    const proposal = aProposal()
    const claim = aClaim({ proposals: [proposal] })
    const decision = { accepted: true, by: proposal.by, at: '2026-01-01T11:00:00.000Z', reason: null }
    const decided = aClaim({ proposals: [{ ...proposal, decision, abilities: { accept: false, decline: false } }] })
    const sent = serverThatAnswers(200, decided)
    const page = (now: ClaimDto) => (
      <>
        <input aria-label="The copy" />
        <Page claim={now} what="proposals" />
      </>
    )
    for (const goesOn of [false, true]) {
      const { rerender, unmount } = render(page(claim))
      const copy = screen.getByLabelText('The copy')
      await userEvent.click(screen.getByRole('button', { name: 'Put it into the copy' }))
      if (goesOn) copy.focus()
      await waitFor(() => expect(sent).toHaveLength(goesOn ? 2 : 1))
      rerender(page(decided))
      expect(document.activeElement).toBe(goesOn ? copy : screen.getByRole('button', { name: 'Propose' }))
      unmount()
    }
  })

  it('[CL-11b] that the words have overtaken shows what changed, and a refusal shows why', async () => {
    const wordingChanged = { title: 'The wording has changed since you looked', detail: 'Read the present wording.', code: 'wording-changed', status: 409 }
    serverThatAnswers(409, wordingChanged)
    const { unmount } = render(<Page claim={aClaim({ proposals: [aProposal()] })} what="proposals" />)
    await userEvent.click(screen.getByRole('button', { name: 'Put it into the copy' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Read the present wording.')
    unmount()
    const overtaken = aProposal({ current: false, abilities: { accept: false, decline: true } })
    render(<Page claim={aClaim({ wording: 'her second visit', proposals: [overtaken] })} what="proposals" />)
    expect(screen.getByText('The words have changed since it was proposed:')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Put it into the copy' })).toBeNull()
  })

  it('[CL-11e, CL-11f] comes with a verdict that the claim needs another wording', async () => {
    const claim = aClaim()
    const sent = serverThatAnswers(201, claim)
    render(<Page claim={claim} what="verdict" />)
    await userEvent.click(screen.getByRole('radio', { name: 'Needs wording' }))
    expect(screen.queryByText(/somebody else then has to verify it/)).toBeNull()
    fireEvent.change(screen.getByLabelText('Rationale'), { target: { value: 'It was the third.' } })
    const field = screen.getByLabelText<HTMLTextAreaElement>('What it ought to say (optional)')
    expect(field.value).toBe('his second visit')
    fireEvent.change(field, { target: { value: 'his third visit' } })
    expect(screen.getByText(/somebody else then has to verify it/).tagName).toBe('P')
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    await waitFor(() => expect(sent[0]?.body).toMatchObject({ verdict: 'needs_wording', proposal: { wording: 'his third visit' } }))
  })
})

it('[CL-11] [UI-10a] a claim with a wording to accept waits on the author', () => {
  const none = { tasks: [], queries: [], legal: [], articles: [], now: new Date('2026-01-01T12:00:00Z') }
  const me = aMe(['reporter'])
  const authorsAsked = [{ id: me.id, name: 'Rosa Reporter' }]
  const claims = [aBoardClaim(1, { openProposals: 1, authorsAsked }), aBoardClaim(2, { authorsAsked }), aBoardClaim(3, { openProposals: 1 })]
  const lists = workLists({ ...none, me, claims })
  expect(lists.author.map(({ number }) => number)).toEqual([1])
})
