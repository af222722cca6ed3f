/** What counts for a claim, and the way from one verdict to the next. */
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useSyncExternalStore } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ClaimPanel } from '#components/claims/claim-panel.tsx'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { focusVerdict } from '#components/claims/verdict-form.tsx'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { renderInterface } from './interface-render.tsx'
import { aClaim, aLink, claimsContext } from './workbench-claim.ts'

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

const CLEO = { id: 'cleo', name: 'Cleo Checker' }
const ME = { id: 'me', name: 'Me Too' }

function aVerdict(change: Partial<ClaimDto['verdicts'][number]> = {}): ClaimDto['verdicts'][number] {
  return {
    id: 'verdict',
    verdict: 'verified',
    rationale: 'The schedule says so.',
    condition: 'second',
    wording: 'his second visit',
    wordingHash: 'a'.repeat(64),
    checker: CLEO,
    stillHolds: false,
    inherited: false,
    ownWords: false,
    current: true,
    evidenceIds: ['schedule'],
    createdAt: '2026-01-01T10:00:00.000Z',
    ...change,
  }
}

/** The panel of a claim, as the server has it after each act. */
function open(claim: ClaimDto, { after = claim, next }: { after?: ClaimDto; next?: () => void } = {}): { put: (claim: ClaimDto) => void } {
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) =>
    (init.method ?? 'GET') === 'GET'
      ? Response.json({ items: [], quotes: [], nextCursor: null, hidden: false, abilities: { inherit: false, override: false, nameSpeaker: false } })
      : Response.json(after, { status: 201 }),
  )
  const context = { ...claimsContext([claim]), userId: 'me' }
  function Panel() {
    const { value } = useSyncExternalStore(context.store.subscribe, context.store.getSnapshot)
    const now = value.byId.get(claim.id) ?? claim
    return <ClaimPanel claim={now} userId="me" onClose={() => undefined} also={[]} onChooseAlso={() => undefined} onNextToClear={next} />
  }
  renderInterface(
    <ClaimsProvider value={context}>
      <Panel />
    </ClaimsProvider>,
  )
  return { put: context.store.put }
}

const section = () => within(screen.getByRole('region', { name: 'Verdict' }))
const give = () => section().queryByRole('button', { name: /Give verdict/ })

describe('where what has the focus goes', () => {
  const heading = () => screen.getByRole('heading', { name: 'Claim 1' })

  it('[UI-16c] with a claim that still holds, the panel’s heading has it', async () => {
    const reopened: ClaimDto['reopened'] = { change: 'minor', reasons: [], touched: [], diff: [], verdictId: 'verdict', by: [], at: null, placed: false }
    open(aClaim({ state: 'reopened', reopened }), { after: aClaim({ state: 'verified', verdicts: [aVerdict({ checker: ME, stillHolds: true })] }) })
    expect(screen.getByText('Re-opened by a minor change')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Still holds' }))
    await waitFor(() => expect(document.activeElement).toBe(heading()))
  })

  it('[UI-16c] with a form that goes because of what others do, too', async () => {
    const { put } = open(aClaim())
    screen.getByRole('radio', { name: 'Verified' }).focus()
    put(aClaim({ abilities: { ...aClaim().abilities, giveVerdict: false } }))
    await waitFor(() => expect(document.activeElement).toBe(heading()))
  })
})

describe('the verdict on a claim', () => {
  it('[WB-13] that counts stands where the form was: who, what, why, on which words and evidence', () => {
    const evidence = [aLink([], { id: 'schedule', title: 'The schedule' }), aLink([], { id: 'later', title: 'A later one' })]
    open(aClaim({ state: 'verified', evidence, verdicts: [aVerdict({ id: 'old', rationale: 'Older.', current: false }), aVerdict()] }))
    const told = section().getByRole('list', { name: 'What counts now' }).textContent ?? ''
    for (const part of ['Verified', 'Cleo Checker', 'The schedule says so.', 'Holds only while “second” stays.', 'Given on: The schedule'])
      expect(told).toContain(part)
    expect([told.includes('Older.'), told.includes('A later one'), give()]).toEqual([false, false, null])
  })

  it('[WB-13] is changed by a press or the key, and leaving the form changes nothing', async () => {
    open(aClaim({ state: 'verified', verdicts: [aVerdict({ checker: ME })] }))
    focusVerdict('claim')
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Verified' })))
    await userEvent.keyboard('{Escape}')
    expect([give(), document.activeElement]).toEqual([null, screen.getByRole('button', { name: 'Change the verdict' })])
    await userEvent.click(screen.getByRole('button', { name: 'Change the verdict' }))
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Verified' }))
  })

  it('[WB-13] once given shows what was found and leads to the next claim', async () => {
    const next = vi.fn()
    const verdicts = [aVerdict({ checker: ME, rationale: 'I saw it.' })]
    open(aClaim(), { after: aClaim({ state: 'verified', blocking: false, verdicts }), next })
    await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.type(screen.getByLabelText('Rationale'), 'I saw it.{Control>}{Enter}{/Control}')
    const onwards = await section().findByRole('button', { name: /Next claim to clear/ })
    expect([give(), section().getByText('I saw it.') !== null, document.activeElement]).toEqual([null, true, onwards])
    await userEvent.click(onwards)
    expect(next).toHaveBeenCalledOnce()
  })

  it('[CL-6h, WB-13] of a blind second check tells that there is one, above the form, and nothing of it', () => {
    open(aClaim({ state: 'awaiting_second', verdictsHidden: true, waiver: null }))
    const told = section().getByText('Somebody has checked this already. You see their verdict after you have given yours.')
    expect(told.compareDocumentPosition(give()!) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
    expect(section().queryByRole('list')).toBeNull()
    expect(within(screen.getByRole('region', { name: 'History' })).queryByText(/checked this already/)).toBeNull()
  })

  it.each([
    ['open', {}, true],
    ['verified', { verdicts: [aVerdict()] }, false],
    ['disputed', { verdicts: [aVerdict(), aVerdict({ id: 'other', verdict: 'incorrect', checker: { id: 'cem', name: 'Cem' } })] }, true],
    ['disputed', { verdicts: [aVerdict(), aVerdict({ id: 'own', verdict: 'incorrect', checker: ME })] }, false],
    ['reopened', { verdicts: [aVerdict({ current: false })] }, true],
  ] as const)('[WB-13] has the form open where one is to be given: %s', (state, change, isOpen) => {
    open(aClaim({ state, ...change, verdicts: 'verdicts' in change ? [...change.verdicts] : [] }))
    expect(give() !== null).toBe(isOpen)
  })

  it('[WB-13, WB-3b] that was begun stays when another gives one meanwhile', async () => {
    const { put } = open(aClaim())
    await userEvent.type(screen.getByLabelText('Rationale'), 'I am about to')
    put(aClaim({ state: 'verified', verdicts: [aVerdict()] }))
    await section().findByText('The schedule says so.')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Rationale').value).toBe('I am about to')
  })

  it('[WB-13] that was begun can be let go where none is due any more, now and when the claim is opened again', async () => {
    const verified = aClaim({ state: 'verified', verdicts: [aVerdict({ checker: ME })] })
    open(verified)
    await userEvent.click(screen.getByRole('button', { name: 'Change the verdict' }))
    await userEvent.type(screen.getByLabelText('Rationale'), 'Or is it?{Escape}')
    cleanup()
    open(verified)
    expect(screen.getByLabelText<HTMLTextAreaElement>('Rationale').value).toBe('Or is it?')
    await userEvent.click(section().getByRole('button', { name: 'Cancel' }))
    expect([give(), document.activeElement]).toEqual([null, screen.getByRole('button', { name: 'Change the verdict' })])
    cleanup()
    open(verified)
    expect(give()).toBeNull()
  })
})
