import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AssignDialog } from '#components/board/assign-dialog.tsx'
import { ClaimPanel } from '#components/claims/claim-panel.tsx'
import { ClaimsProvider, useClaims } from '#components/claims/claims-context.tsx'
import { whyNoVerdict } from '#components/claims/why-no-verdict.ts'
import { toast } from '#components/ui/toast.tsx'
import type { BoardItem, ClaimDto } from '#lib/api/schemas/claims.ts'
import { serverThatAnswers, type Sent } from './fake-server.ts'
import { aTask } from './interface-fixtures.ts'
import { renderInterface } from './interface-render.tsx'
import { aClaim, claimsContext } from './workbench-claim.ts'
import { stubLayout, stubMedia } from './no-layout.ts'

const DESKS = [{ deskId: 'desk', deskName: 'World', roles: ['checker' as const] }]
const MAYA = { id: 'maya', name: 'Maya Ito', email: null, isAdmin: false, disabled: false, color: 0, desks: DESKS }
const OMAR = { id: 'omar', name: 'Omar Haddad', email: null, isAdmin: false, disabled: false, color: 0, desks: DESKS }

beforeEach(() => {
  stubMedia(true)
  stubLayout()
})

afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

/** A claim's panel beside the copy, with how often it was closed; it is there once the copy was pressed, as it is then. */
function openPanel(claim: ClaimDto = aClaim()): { closed: () => number; put: (claim: ClaimDto) => void } {
  let closed = 0
  const context = { ...claimsContext([claim]), loadPeople: async () => [OMAR, MAYA] }
  const onClose = () => {
    closed += 1
  }
  function Panel() {
    const { value } = useClaims()
    return <ClaimPanel claim={value.list[0] ?? claim} userId="me" onClose={onClose} also={[]} onChooseAlso={() => undefined} />
  }
  function Page() {
    const [open, setOpen] = useState(false)
    return (
      <>
        <textarea aria-label="The copy" onClick={() => setOpen(true)} />
        {open && <Panel />}
      </>
    )
  }
  renderInterface(
    <ClaimsProvider value={context}>
      <Page />
    </ClaimsProvider>,
  )
  const copy = screen.getByLabelText('The copy')
  copy.focus()
  fireEvent.click(copy)
  return { closed: () => closed, put: (now) => act(() => context.store.put(now)) }
}

/** Refuses what is written, field by field; everything that is read is empty. */
function serverThatRefuses(...fields: string[]): Sent[] {
  const errors = fields.map((field) => ({ field, message: `Wrong: ${field}` }))
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if ((init.method ?? 'GET') === 'GET')
      return Response.json({ items: [], quotes: [], nextCursor: null, hidden: false, abilities: { inherit: false, override: false, nameSpeaker: false } })
    sent.push({ method: init.method ?? '', url, body: init.body })
    const problem = { title: 'Something is missing', detail: 'Look at the fields.', code: 'invalid-input', status: 400, errors }
    return new Response(JSON.stringify(problem), { status: 400, headers: { 'content-type': 'application/problem+json' } })
  })
  return sent
}

const field = (name: string | RegExp) => screen.getByLabelText(name)
const question = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^Question/ })
const send = '{Control>}{Enter}{/Control}'

describe('a form of a claim that is refused', () => {
  it('[UI-16d] puts the focus into the field that the server names: a verdict', async () => {
    serverThatRefuses('condition')
    openPanel()
    await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.type(field('Rationale'), 'I saw it.')
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    await screen.findByText('Wrong: condition')
    await waitFor(() => expect(document.activeElement).toBe(field(/^Holds only while/)))
  })

  it('[UI-16d] puts it into the first of several, in the order of the form: evidence', async () => {
    serverThatRefuses('excerpt', 'url')
    openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await userEvent.click(screen.getByRole('button', { name: 'Add evidence' }))
    await screen.findByText('Wrong: url')
    await waitFor(() => expect(document.activeElement).toBe(field(/^Address/)))
  })

  it('[UI-16d] puts it there at each try, before anything is sent too: whom to ask', async () => {
    openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    const submit = within(field('Fact-checker').closest('form') ?? document.body).getByRole('button', { name: 'Assign' })
    for (let tries = 0; tries < 2; tries += 1) {
      await userEvent.click(submit)
      expect(document.activeElement).toBe(field('Fact-checker'))
    }
  })

  it('[UI-16d] puts it on the choice that is missing, and into a dialog’s field: a verdict, a waiver', async () => {
    const sent = serverThatRefuses('reason')
    openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.click(screen.getByRole('button', { name: 'More for claim 1' }))
    await userEvent.click(screen.getByRole('menuitem', { name: 'Waive…' }))
    await userEvent.type(await screen.findByRole('textbox', { name: /Reason/ }), `Known to everybody.${send}`)
    expect(await screen.findByText('Wrong: reason')).toBeTruthy()
    expect([sent.length, document.activeElement]).toEqual([1, screen.getByRole('textbox', { name: /Reason/ })])
  })

  it('[UI-16d] leaves who types on where they are', async () => {
    let refuse = () => undefined as void
    vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
      if ((init.method ?? 'GET') === 'GET') return Response.json({ items: [], nextCursor: null, hidden: false, abilities: { inherit: false } })
      await new Promise<void>((resolve) => {
        refuse = resolve
      })
      const problem = { title: 'No', detail: 'No.', code: 'invalid-input', status: 400, errors: [{ field: 'condition', message: 'Wrong: condition' }] }
      return new Response(JSON.stringify(problem), { status: 400, headers: { 'content-type': 'application/problem+json' } })
    })
    openPanel()
    await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
    await userEvent.type(field('Rationale'), `I saw it.${send} Twice`)
    refuse()
    await screen.findByText('Wrong: condition')
    expect(document.activeElement).toBe(field('Rationale'))
  })
})

describe('keys in the forms of a claim', () => {
  it('[UI-16e] Escape closes a form before the claim, and keeps what was typed', async () => {
    const panel = openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    fireEvent.change(question(), { target: { value: 'Is it the second?' } })
    question().focus()
    await userEvent.keyboard('{Escape}')
    expect([screen.queryByRole('textbox', { name: /^Question/ }), panel.closed(), document.activeElement]).toEqual([
      null,
      0,
      screen.getByRole('button', { name: 'Assign' }),
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Assign' }))
    expect(question().value).toBe('Is it the second?')
    await userEvent.keyboard('{Escape}')
    await userEvent.keyboard('{Escape}')
    expect(panel.closed()).toBe(1)
  })

  it('[UI-16e] Escape keeps what was typed of evidence and of a question to the author, too', async () => {
    const panel = openPanel()
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await userEvent.type(field(/^Address/), 'https://example.org{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    await userEvent.type(question(), 'Who says so?{Escape}')
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
    expect([screen.getByLabelText<HTMLInputElement>(/^Address/).value, question().value, panel.closed()]).toEqual(['https://example.org', 'Who says so?', 0])
  })

  it('[UI-16e] Ctrl-Enter sends what the board assigns', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ items: [OMAR], nextCursor: null }))
    const article = { id: 'article', slug: 'article', title: 'Putin in Tehran' }
    const { id, number, kind, priority, state, wording, legalFlag } = aClaim()
    const desk = { id: 'desk', name: 'World', timeZone: 'UTC' }
    const asked = {
      task: null,
      alsoWith: [],
      due: null,
      unasked: null,
      openQueries: 0,
      openProposals: 0,
      proposed: null,
      checkedByMe: false,
      againWith: [],
      changed: null,
      authorsAsked: [],
    }
    const item: BoardItem = { id, number, kind, priority, state, wording, legalFlag, article, desk, ...asked }
    renderInterface(<AssignDialog claims={[item]} onClose={() => undefined} onDone={() => undefined} />)
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /checker/i }), await screen.findByRole('option', { name: 'Omar Haddad' }))
    const sent = serverThatAnswers(200, { assigned: [{ claimId: id, taskId: 'task' }], refused: [] })
    screen.getByRole('textbox', { name: /question/i }).focus()
    await userEvent.keyboard('{Meta>}{Enter}{/Meta}')
    await waitFor(() =>
      expect(sent.map(({ url, body }) => [url, body])).toEqual([['/api/v1/tasks', { assigneeId: 'omar', secondCheck: false, claims: [{ claimId: id }] }]]),
    )
  })
})

describe('a form of a claim beside others’ work', () => {
  it('[UI-16c] that is found open leaves the focus in the copy that was pressed; opened, it begins with its first field', async () => {
    const button = (name: string) => screen.getByRole('button', { name })
    serverThatAnswers(200, { items: [], quotes: [], nextCursor: null, hidden: false, abilities: { inherit: false, override: false, nameSpeaker: false } })
    openPanel()
    const opened: [string, RegExp | string][] = [
      ['Assign', 'Fact-checker'],
      ['Ask', /^Question/],
      ['Propose', /^What it ought/],
      ['Add', /^Address/],
    ]
    for (const [name, first] of opened) {
      await userEvent.click(button(name))
      expect([name, document.activeElement]).toEqual([name, screen.getAllByLabelText(first).at(-1)])
    }
    cleanup()
    openPanel()
    expect(field(/^Address/)).toBeTruthy()
    expect(document.activeElement).toBe(screen.getByLabelText('The copy'))
  })

  it('[WO-2n] sends of what is asked what this person changed, and takes nothing back that a colleague changes meanwhile', async () => {
    const task = { ...aTask({ assignee: OMAR }), claimId: 'claim', question: 'Second?', dueAt: null }
    const panel = openPanel(aClaim({ state: 'assigned', tasks: [task] }))
    const sent = serverThatAnswers(200, { items: [] })
    await userEvent.click(screen.getByRole('button', { name: 'Change…' }))
    await screen.findByRole('option', { name: 'Maya Ito' })
    fireEvent.change(question(), { target: { value: 'Second or third?' } })
    panel.put(aClaim({ state: 'assigned', tasks: [{ ...task, assignee: MAYA, dueAt: '2999-01-01T10:00:00.000Z' }] }))
    // Thought better of, it is as it stands when it is opened again.
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    await userEvent.click(screen.getByRole('button', { name: 'Change…' }))
    expect(question().value).toBe('Second?')
    fireEvent.change(question(), { target: { value: 'Second or third?' } })
    expect([field('Fact-checker'), field(/^Due/), question()].map((control) => 'value' in control && control.value)).toEqual([
      'maya',
      '2999-01-01T10:00',
      'Second or third?',
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(sent.filter(({ method }) => method === 'PATCH').map(({ body }) => body)).toEqual([{ question: 'Second or third?' }]))
  })
})

describe('the key that leads to the verdict', () => {
  it('[WB-7] says why one gives none, by what one may do', () => {
    const may = aClaim().abilities
    const not = { ...may, giveVerdict: false }
    expect([
      whyNoVerdict(undefined, 'draft'),
      whyNoVerdict(aClaim(), 'draft'),
      whyNoVerdict(aClaim({ abilities: not }), 'draft'),
      whyNoVerdict(aClaim({ abilities: { ...not, assign: false } }), 'draft'),
      whyNoVerdict(aClaim({ abilities: { ...not, giveVerdictBlocked: 'four-eyes' } }), 'draft'),
      whyNoVerdict(aClaim({ abilities: not, state: 'detached' }), 'draft'),
      whyNoVerdict(aClaim({ abilities: not }), 'withdrawn'),
    ]).toEqual(['noClaim', null, 'assign', 'discuss', 'fourEyes', 'detached', 'withdrawn'])
  })

  it('[UI-16a] piles up no notices that say the same', async () => {
    renderInterface(<p>The page</p>)
    for (let presses = 0; presses < 3; presses += 1) toast({ tone: 'bad', title: 'Only a fact-checker gives a verdict', detail: 'Ask one.' })
    expect(await screen.findAllByText('Only a fact-checker gives a verdict', { selector: '[data-notice] *' })).toHaveLength(1)
  })
})
