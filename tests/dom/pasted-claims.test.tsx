import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { PastedClaims } from '#components/pasted-claims/pasted-claims.tsx'
import { usePastedClaims } from '#components/pasted-claims/use-pasted-claims.ts'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import type { PastedClaimDto } from '#lib/api/schemas/pasted-claims.ts'
import { whenSaved } from '#lib/client/collab/when-saved.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { faults, renderInterface } from './interface-render.tsx'
import { aClaim, claimsContext } from './workbench-claim.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

const OFFER: PastedClaimDto = {
  id: 'pasted',
  quote: 'his second visit',
  prefix: '',
  suffix: '',
  by: { id: 'rita', name: 'Rita Reporter' },
  at: '2026-01-01T10:00:00.000Z',
  source: {
    claimId: 'source',
    number: 3,
    article: { id: 'elsewhere', title: 'Putin in Samarkand' },
    wording: 'his second visit this year',
    state: 'verified',
    verdicts: [{ verdict: 'verified', checker: { id: 'cem', name: 'Cem Checker' }, at: '2026-01-01T09:00:00.000Z' }],
    evidence: 2,
  },
  blocks: false,
  mayDismiss: true,
}

const onTagged = vi.fn()
const onShow = vi.fn()
const WORDS = [{ sourceClaimId: 'source', quote: 'his second visit', prefix: '', suffix: '' }]

function Offers() {
  const pasted = usePastedClaims()
  return (
    <main tabIndex={-1}>
      <button type="button" onClick={() => void pasted.offer(WORDS)}>
        Paste
      </button>
      <PastedClaims items={pasted.items} onChange={pasted.set} onTagged={onTagged} onShow={onShow} />
    </main>
  )
}

function Page() {
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC" now={new Date('2026-01-01T12:00:00Z')}>
      <TooltipProvider>
        <ClaimsProvider value={claimsContext([])}>
          <Offers />
        </ClaimsProvider>
      </TooltipProvider>
    </NextIntlClientProvider>
  )
}

function server(answers: Record<string, { status: number; body: object }>) {
  const sent: { what: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const what = `${init.method ?? 'GET'} ${url.replace('/api/v1', '')}`
    sent.push({ what, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    const { status, body } = answers[what] ?? { status: 404, body: {} }
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
  })
  return sent
}

const list = (...items: PastedClaimDto[]) => ({ status: 200, body: { items, nextCursor: null } })

describe('words pasted from a claim', () => {
  it('[CL-4e] stand above the claims with what was found where they come from, and the way there', async () => {
    server({ 'GET /articles/article/pasted-claims': list(OFFER) })
    const { container } = render(<Page />)
    expect(await screen.findByRole('heading', { name: 'Pasted with a claim' })).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Claim 3 of “Putin in Samarkand”' }).getAttribute('href')).toBe('/articles/elsewhere?claim=source')
    expect(screen.getByText(/Verified there by Cem Checker/)).toBeTruthy()
    expect(screen.getByText('2 pieces of evidence')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show in the text' }))
    expect(onShow).toHaveBeenCalledWith('pasted')
    expect(screen.getByRole('deletion').textContent).toContain('this year')
    expect(await faults(container)).toEqual([])
  })

  it('[CL-4f, UI-16c] are tagged or dismissed by a click', async () => {
    const answers = {
      'GET /articles/article/pasted-claims': list(OFFER, { ...OFFER, id: 'other' }),
      'POST /pasted-claims/pasted/confirm': { status: 201, body: aClaim({ number: 7 }) },
      'POST /pasted-claims/other/dismiss': list(),
    }
    const sent = server(answers)
    render(<Page />)
    const [first] = await screen.findAllByRole('button', { name: 'Tag them here' })
    answers['GET /articles/article/pasted-claims'] = list({ ...OFFER, id: 'other' })
    await userEvent.click(first ?? document.body)
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Tag them here' })).toHaveLength(1))
    // What was pressed has gone, the last of them with all that it stood in.
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show in the text' }))
    expect(onTagged).toHaveBeenCalledWith('claim', 'pasted')
    await userEvent.click(screen.getByRole('button', { name: 'Not here' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Tag them here' })).toBeNull())
    expect(document.activeElement).toBe(screen.getByRole('main'))
    expect(sent.map(({ what }) => what)).toContain('POST /pasted-claims/other/dismiss')
  })

  it('[CL-4j, WB-3b] say that they hold back publication, and are let pass with a reason by whoever may', async () => {
    const blocking = { ...OFFER, blocks: true, source: null }
    const sent = server({
      'GET /articles/article/pasted-claims': list(blocking, { ...blocking, id: 'other', mayDismiss: false }),
      'POST /pasted-claims/pasted/dismiss': list(),
    })
    const { container } = render(<Page />)
    expect(await screen.findAllByText(/may not read\. They hold back publication/)).toHaveLength(2)
    expect(screen.getAllByRole('button', { name: 'Tag them here' })).toHaveLength(2)
    expect(await faults(container)).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'No check needed' }))
    await userEvent.click(screen.getByRole('button', { name: 'Let them pass' }))
    expect(sent.some(({ what }) => what.startsWith('POST'))).toBe(false)
    await userEvent.type(screen.getByRole('textbox'), 'It is a quote of the mistake.{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'No check needed' }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('It is a quote of the mistake.')
    await userEvent.click(screen.getByRole('button', { name: 'Let them pass' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Tag them here' })).toBeNull())
    expect(sent.find(({ what }) => what.startsWith('POST'))?.body).toEqual({ reason: 'It is a quote of the mistake.' })
  })

  it('[CL-4j, UI-16c] have the focus when a link leads to them, and not again when their words come back', async () => {
    const linked = { id: OFFER.id }
    function Linked() {
      const [standing, setStanding] = useState(true)
      return (
        <ClaimsProvider value={claimsContext([])}>
          <button type="button" onClick={() => setStanding(!standing)}>
            Undo
          </button>
          <PastedClaims items={standing ? [OFFER] : []} linked={linked} onChange={() => undefined} onTagged={() => undefined} />
        </ClaimsProvider>
      )
    }
    renderInterface(<Linked />)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('article')))
    const undo = screen.getByRole('button', { name: 'Undo' })
    undo.focus()
    for (let times = 0; times < 2; times += 1) fireEvent.click(undo)
    await new Promise((resolve) => requestAnimationFrame(resolve))
    expect([screen.getAllByRole('article').length, document.activeElement]).toEqual([1, undo])
  })

  it('[CL-4e] are told to the server once they are saved', async () => {
    const sent = server({
      'GET /articles/article/pasted-claims': list(),
      'POST /articles/article/pasted-claims': { status: 201, body: list(OFFER).body },
    })
    render(<Page />)
    await userEvent.click(screen.getByRole('button', { name: 'Paste' }))
    expect(await screen.findByRole('button', { name: 'Tag them here' })).toBeTruthy()
    expect(sent.find(({ what }) => what.startsWith('POST'))?.body).toEqual({ items: WORDS })
  })

  it('[CL-4e] wait until everything typed is saved', async () => {
    let kind: 'saving' | 'saved' = 'saving'
    let tell = () => undefined as void
    const session = {
      getSnapshot: () => ({ saved: { kind }, synced: true, canEdit: true, link: 'open', unsaved: 1 }),
      subscribe: (listener: () => void) => {
        tell = listener
        return () => undefined
      },
    }
    let done = false
    const waiting = whenSaved(session as unknown as Parameters<typeof whenSaved>[0]).then(() => {
      done = true
    })
    await Promise.resolve()
    tell()
    await Promise.resolve()
    expect(done).toBe(false)
    kind = 'saved'
    tell()
    await waiting
    expect(done).toBe(true)
  })
})
