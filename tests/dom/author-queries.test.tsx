import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import type { ReactNode } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AuthorQueriesSection } from '#components/author-queries/author-queries-section.tsx'
import { ClaimCard } from '#components/claims/claim-card.tsx'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import { workLists } from '#components/work/work-lists.ts'
import { WorkSections } from '#components/work/work-sections.tsx'
import type { AuthorQueryDto, AuthorQueryListItem } from '#lib/api/schemas/author-queries.ts'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { serverThatAnswers } from './fake-server.ts'
import { aClaim as aBoardClaim, aMe } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'
import { aClaim, claimsContext } from './workbench-claim.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

const CEM = { id: 'cem', name: 'Cem Checker' }
const RITA = { id: 'rita', name: 'Rita Reporter' }

function aQuery(change: Partial<AuthorQueryDto> = {}): AuthorQueryDto {
  return {
    id: 'query',
    claimId: 'claim',
    question: 'Which visit was the first?',
    objection: false,
    wording: 'his second visit',
    askedBy: CEM,
    askedAt: '2026-01-01T10:00:00.000Z',
    authors: [RITA],
    replies: [],
    waitsOn: 'author',
    closed: null,
    askerLeft: false,
    handedTo: null,
    abilities: { reply: true, close: false },
    ...change,
  }
}

function Page({ claims, children }: { claims: readonly ClaimDto[]; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={new Date('2026-01-01T12:00:00Z')}>
      <TooltipProvider>
        <ClaimsProvider value={claimsContext(claims)}>{children}</ClaimsProvider>
      </TooltipProvider>
    </NextIntlClientProvider>
  )
}

function show(claim: ClaimDto, userId: string) {
  return render(
    <Page claims={[claim]}>
      <AuthorQueriesSection claim={claim} userId={userId} />
    </Page>,
  )
}

describe('questions to the author in the panel', () => {
  it('[WO-2f] are asked by Ctrl-Enter, and what was typed stays when that is refused', async () => {
    const claim = aClaim()
    const refusal = { title: 'The article is not at a stage for this', detail: 'It has been withdrawn.', code: 'stage', status: 409 }
    const sent = serverThatAnswers(409, refusal)
    show(claim, 'cem')
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    const field = screen.getByLabelText<HTMLTextAreaElement>('Question to the author')
    await userEvent.type(field, 'Which visit?{Control>}{Enter}{/Control}')
    expect((await screen.findByRole('alert')).textContent).toContain('It has been withdrawn.')
    expect(field.value).toBe('Which visit?')
    expect(sent).toEqual([{ method: 'POST', url: '/api/v1/claims/claim/queries', body: { question: 'Which visit?' } }])
  })

  it('[WO-2f] show whose turn it is, and are answered by the author', async () => {
    const claim = aClaim({ queries: [aQuery()], abilities: { ...aClaim().abilities, ask: false } })
    const sent = serverThatAnswers(201, claim)
    const { container } = show(claim, 'rita')
    expect(screen.getByText('Waiting on you')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Close the question' })).toBeNull()
    fireEvent.change(screen.getByLabelText('Answer'), { target: { value: 'The one in May.' } })
    await userEvent.click(screen.getByRole('button', { name: 'Send' }))
    await waitFor(() => expect(sent).toMatchObject([{ url: '/api/v1/queries/query/replies', body: { text: 'The one in May.' } }]))
    expect(await faults(container)).toEqual([])
  })

  it('[CL-1g] hold an objection of legal, made with its reason and withdrawn there', async () => {
    const claim = aClaim({ abilities: { ...aClaim().abilities, object: true } })
    const sent = serverThatAnswers(201, claim)
    show(claim, 'lena')
    await userEvent.click(screen.getByRole('button', { name: 'Object…' }))
    await userEvent.type(screen.getByLabelText('Why legal objects'), 'It names a minor.')
    await userEvent.click(screen.getByRole('button', { name: 'Object' }))
    await waitFor(() => expect(sent).toMatchObject([{ url: '/api/v1/claims/claim/queries', body: { question: 'It names a minor.', objection: true } }]))
    cleanup()
    const { container } = show(aClaim({ queries: [aQuery({ objection: true, abilities: { reply: true, close: true } })] }), 'lena')
    expect(screen.getByText('Legal objects')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw the objection' }))
    await waitFor(() => expect(sent.at(-1)).toMatchObject({ method: 'POST', url: '/api/v1/queries/query/close' }))
    expect(await faults(container)).toEqual([])
  })

  it('[WO-2g] are closed by their asker, with what was said in them', async () => {
    const answer = { id: 'reply', text: 'The one in May.', by: RITA, at: '2026-01-01T11:00:00.000Z', byAuthor: true }
    const claim = aClaim({ queries: [aQuery({ waitsOn: 'asker', replies: [answer], abilities: { reply: true, close: true } })] })
    const sent = serverThatAnswers(200, claim)
    show(claim, 'cem')
    expect(screen.getByText('The one in May.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Close the question' }))
    await waitFor(() => expect(sent).toMatchObject([{ method: 'POST', url: '/api/v1/queries/query/close' }]))
  })

  it('[WO-2f] show what became of the words that were asked about', () => {
    show(aClaim({ wording: 'his third visit', queries: [aQuery()] }), 'rita')
    expect(screen.getByText('Asked about other words')).toBeTruthy()
    expect(screen.getByRole('deletion', { hidden: true }).textContent).toContain('second')
  })
})

describe('an open question elsewhere', () => {
  it('[WO-2h] stands on the card of its claim, and no more once it is closed', () => {
    const card = (claim: ClaimDto) =>
      render(
        <Page claims={[claim]}>
          <ClaimCard claim={claim} onChoose={() => undefined} onHover={() => undefined} />
        </Page>,
      ).unmount
    const leave = card(aClaim({ queries: [aQuery()] }))
    expect(screen.getByRole('img', { name: 'Open question to the author' })).toBeTruthy()
    leave()
    card(aClaim({ queries: [aQuery({ waitsOn: null, closed: { by: CEM, at: '2026-01-01T11:00:00.000Z' } })] }))
    expect(screen.queryByRole('img')).toBeNull()
  })

  it('[WO-1e] [UI-10] waits for its author until it is answered, then for its asker; and its asker sees that it waits', async () => {
    const { id, number, state, priority, wording, article, desk } = aBoardClaim(3)
    const listed = (change: Partial<AuthorQueryDto>): AuthorQueryListItem => ({
      ...aQuery(change),
      claim: { id, number, state, priority, wording },
      article,
      desk,
      authorsAsked: change.authors ?? [],
    })
    const none = { tasks: [], claims: [], legal: [], articles: [], now: new Date('2026-01-01T12:00:00Z') }
    const listsOf = (role: 'reporter' | 'checker', ...queries: AuthorQueryListItem[]) => {
      const { queries: toMe, asked } = workLists({ ...none, me: aMe([role]), queries })
      return [toMe.length, asked.length]
    }
    const me = { id: aMe([]).id, name: 'Maya Ito' }
    const toMe = listed({ authors: [me] })
    const mine = listed({ askedBy: me })
    const answered = listed({ askedBy: me, waitsOn: 'asker' })
    const others = listed({})
    const left = listed({ askerLeft: true, abilities: { reply: true, close: true } })
    expect([listsOf('reporter', toMe), listsOf('checker', mine), listsOf('checker', answered), listsOf('checker', left)]).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
      [1, 0],
    ])
    expect([listsOf('reporter', others), listsOf('checker', others)]).toEqual([
      [0, 0],
      [0, 0],
    ])
    // None of its authors is there any more: it waits on who may write.
    expect(listsOf('reporter', { ...others, authorsAsked: [me] })).toEqual([1, 0])
    const { container } = renderInterface(<WorkSections lists={workLists({ ...none, me: aMe(['reporter']), queries: [toMe] })} />)
    expect(screen.getByRole('heading', { name: /Waiting on you/ })).toBeTruthy()
    expect(screen.getByText('Which visit was the first?')).toBeTruthy()
    expect(await faults(container)).toEqual([])
  })
})
