import { Editor } from '@tiptap/core'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import type { ClaimsStore } from '#components/claims/claims-store.ts'
import { SpanMarks } from '#components/editor/span-marks.ts'
import { SendingNote } from '#components/suggestions/sending-note.tsx'
import { SuggestionsPanel } from '#components/suggestions/suggestions-panel.tsx'
import { useSuggestions } from '#components/suggestions/use-suggestions.ts'
import { SidePanel } from '#components/ui/side-panel.tsx'
import { Toaster } from '#components/ui/toast.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import type { CopyNoteDto, SuggestionDto, SuggestionsDto } from '#lib/api/schemas/suggestions.ts'
import { editorExtensions } from '#lib/editor/schema.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { aClaim, claimsContext } from './workbench-claim.ts'

const WORDS = ['Turkey sold 20 drones', 'It grew by 5%', 'He paid $3', 'Nine came']

let editor: Editor
/** Of the test's own: decisions outlive what is rendered. */
let articleId: string
/** What waits for the test to answer it, in the order of asking. */
let asked: { quote?: string; wordingHash?: string; answer: (status: number, body: object) => void }[]
let open: SuggestionDto[]
let notes: CopyNoteDto[]
let learned: SuggestionsDto['learned']
let dismissed: SuggestionsDto['dismissed']
/** Lists that wait for the test to let them come; null: they come at once. */
let held: (() => void)[] | null

beforeEach(() => {
  // No layout here: every stretch of the copy counts as in sight.
  Range.prototype.getClientRects = () => [new DOMRect(0, 300, 1, 1)] as unknown as DOMRectList
  editor = new Editor({ element: document.createElement('div'), extensions: [...editorExtensions, SpanMarks], content: `<p>${WORDS.join('. ')}.</p>` })
  articleId = crypto.randomUUID()
  asked = []
  notes = []
  learned = null
  dismissed = []
  held = null
  open = WORDS.map((quote) => ({ quote, prefix: '', suffix: '', wordingHash: quote, reasons: ['figure'], kind: 'figure' }))
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (String(url).endsWith('/suggestions')) {
      if (held) await new Promise<void>((resolve) => held?.push(resolve))
      return answerOf(200, theList())
    }
    const words = JSON.parse(init.body as string) as { quote?: string; wordingHash?: string }
    return await new Promise<Response>((resolve) => {
      asked.push({ ...words, answer: (status, body) => resolve(answerOf(status, body)) })
    })
  })
})

afterEach(() => {
  // A failure stays until it is closed, also in the next test.
  for (const close of screen.queryAllByRole('button', { name: 'Close' })) if (close.closest('[data-notice]')) act(() => close.click())
  cleanup()
  editor.destroy()
  vi.unstubAllGlobals()
})

function answerOf(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })
}

function theList(): object {
  return { items: open, learned, nextCursor: null, dismissed, notes, coverage: { sentences: 4, tagged: 0, untagged: [] } }
}

function tag(at: number): void {
  const { quote = '', answer } = asked[at] ?? expect.fail('nothing asked')
  open = open.filter((suggestion) => suggestion.quote !== quote)
  answer(201, aClaim({ id: quote, number: at + 1, wording: quote }))
}

function Inside() {
  const [isOpen, setOpen] = useState(true)
  const suggestions = useSuggestions({ editor, open: isOpen })
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <SidePanel open={isOpen} onOpenChange={setOpen} title="Suggestions">
        <SuggestionsPanel editor={editor} suggestions={suggestions} mayDecide onTag={() => undefined} />
      </SidePanel>
    </>
  )
}

function showPanel(): ClaimsStore {
  const context = { ...claimsContext([]), articleId }
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <TooltipProvider>
        <ClaimsProvider value={context}>
          <Inside />
        </ClaimsProvider>
        <SendingNote />
        <Toaster />
      </TooltipProvider>
    </NextIntlClientProvider>,
  )
  return context.store
}

async function openPanel(first = 'Suggestion 1 of 4'): Promise<ClaimsStore> {
  const store = showPanel()
  ;(await screen.findByRole('group', { name: first })).focus()
  return store
}

it('[CL-9h] sends one decision at a time, each once, and leaves out what is no suggestion any more', async () => {
  await openPanel()
  await userEvent.keyboard('aaa')
  expect(screen.getByText(/^3 decisions are being saved/)).toBeTruthy()
  expect(screen.getByRole('group', { name: 'Suggestion 1 of 1' }).textContent).toContain('Nine came')
  await waitFor(() => expect(asked.map(({ quote }) => quote)).toEqual(['Turkey sold 20 drones']))
  // The second lay in the words of the first, as the server has it; the third is taken by a colleague on the way.
  open = open.filter(({ quote }) => quote !== 'It grew by 5%')
  tag(0)
  await waitFor(() => expect(asked.map(({ quote }) => quote)).toEqual(['Turkey sold 20 drones', 'He paid $3']))
  open = open.filter(({ quote }) => quote !== 'He paid $3')
  asked[1]?.answer(409, { code: 'quote-not-found', title: 'These words are not in the article', detail: 'x' })
  await waitFor(() => expect(screen.queryByText(/being saved/)).toBeNull())
  expect(screen.queryByText('These words are not in the article')).toBeNull()
  expect(screen.getByRole('group', { name: 'Suggestion 1 of 1' }).textContent).toContain('Nine came')
})

it('[CL-9h] keeps what was accepted out of the list until an answer is here that knows of it', async () => {
  const store = await openPanel()
  await userEvent.keyboard('a')
  await waitFor(() => expect(asked).toHaveLength(1))
  const lists: (() => void)[] = []
  held = lists
  tag(0)
  await waitFor(() => expect(lists).toHaveLength(2))
  act(() => store.put(aClaim({ id: 'another', number: 9 })))
  await waitFor(() => expect(lists).toHaveLength(3))
  await act(async () => lists.slice(0, 2).forEach((come) => come()))
  expect(screen.getByRole('group', { name: 'Suggestion 1 of 3' }).textContent).toContain('It grew by 5%')
  expect(screen.getByText(/being saved/)).toBeTruthy()
  await act(async () => lists[2]?.())
  await waitFor(() => expect(screen.queryByText(/being saved/)).toBeNull())
  expect(screen.getByRole('group', { name: 'Suggestion 1 of 3' }).textContent).toContain('It grew by 5%')
})

const leavingAsks = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

async function closeByEscape(): Promise<void> {
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

it('[CL-9h] says in the list what became of a decision, and lays no notice over it', async () => {
  await openPanel()
  const line = () => document.querySelector('p[role=status].min-h-\\[2lh\\]')?.textContent
  expect(line()).toBe('')
  await userEvent.keyboard('a')
  expect(line()).toMatch(/^One decision is being saved/)
  await waitFor(() => expect(asked).toHaveLength(1))
  tag(0)
  await waitFor(() => expect(line()).toBe('Claim 1 tagged'))
  await userEvent.keyboard('x')
  await waitFor(() => expect(asked).toHaveLength(2))
  open = open.slice(1)
  asked[1]?.answer(200, theList())
  await waitFor(() => expect(line()).toBe('Dismissed'))
  expect(document.querySelector('[data-notice]')).toBeNull()
})

it('[CL-9h] Escape closes the panel, from a notice above it too, and all that was decided is sent in its order', async () => {
  await openPanel()
  await userEvent.keyboard('aa')
  await waitFor(() => expect(asked).toHaveLength(1))
  tag(0)
  await waitFor(() => expect(asked).toHaveLength(2))
  await userEvent.keyboard('ax')
  await closeByEscape()
  expect(leavingAsks()).toBe(true)
  tag(1)
  await waitFor(() => expect(asked).toHaveLength(3))
  tag(2)
  await waitFor(() => expect(asked).toHaveLength(4))
  expect(asked.map(({ quote, wordingHash }) => quote ?? wordingHash)).toEqual(WORDS)
  expect(leavingAsks()).toBe(true)
  open = []
  asked[3]?.answer(200, theList())
  await waitFor(() => expect(leavingAsks()).toBe(false))
})

it('[CL-9h] opened again while decisions are being sent, the panel keeps the same account, also in a workbench that is new', async () => {
  await openPanel()
  await userEvent.keyboard('aaa')
  await waitFor(() => expect(asked).toHaveLength(1))
  await closeByEscape()
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(listed()).toEqual(['Nine came'])
  expect(screen.getByText(/^3 decisions are being saved/)).toBeTruthy()
  cleanup()
  tag(0)
  await waitFor(() => expect(asked).toHaveLength(2))
  await openPanel('Suggestion 1 of 1')
  expect(screen.getByText(/^2 decisions are being saved/)).toBeTruthy()
  tag(1)
  await waitFor(() => expect(asked).toHaveLength(3))
  tag(2)
  await waitFor(() => expect(screen.queryByText(/being saved/)).toBeNull())
  expect(listed()).toEqual(['Nine came'])
})

it('[CL-9h] what is refused after the panel was closed is told with its words and suggested again; the rest is sent', async () => {
  await openPanel()
  await userEvent.keyboard('aaa')
  await waitFor(() => expect(asked).toHaveLength(1))
  await closeByEscape()
  tag(0)
  await waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.answer(503, { code: 'unavailable', title: 'Away', detail: 'The database is away. Try again.' })
  await waitFor(() => expect(asked).toHaveLength(3))
  tag(2)
  expect((await screen.findAllByText('One decision was not saved')).length).toBeGreaterThan(0)
  expect(screen.getByText('Not tagged, and suggested again: “It grew by 5%”. The database is away. Try again.')).toBeTruthy()
  expect(asked.map(({ quote }) => quote)).toEqual(WORDS.slice(0, 3))
  expect(leavingAsks()).toBe(false)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(listed()).toEqual(['It grew by 5%', 'Nine came'])
})

it('[CL-9h] says how many are on their way once the panel is closed, and tries again what no answer came to', async () => {
  await openPanel()
  await userEvent.keyboard('aa')
  await waitFor(() => expect(asked).toHaveLength(1))
  expect(screen.queryByText(/still being saved/)).toBeNull()
  await closeByEscape()
  expect(screen.getByText('2 decisions about suggestions are still being saved.')).toBeTruthy()
  tag(0)
  expect(await screen.findByText('One decision about suggestions is still being saved.')).toBeTruthy()
  await waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.answer(503, { code: 'unavailable', title: 'Away', detail: 'The database is away.' })
  fireEvent.click(await screen.findByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(asked.map(({ quote }) => quote)).toEqual([WORDS[0], WORDS[1], WORDS[1]]))
  tag(2)
  await waitFor(() => expect(screen.queryByText(/still being saved/)).toBeNull())
  expect(open.map(({ quote }) => quote)).toEqual(WORDS.slice(2))
})

it('[CL-9h] offers no second try of what was refused for good', async () => {
  await openPanel()
  await userEvent.keyboard('a')
  await waitFor(() => expect(asked).toHaveLength(1))
  asked[0]?.answer(403, { code: 'forbidden', title: 'No', detail: 'You have no role here.' })
  expect((await screen.findAllByText('One decision was not saved')).length).toBeGreaterThan(0)
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

it('[CL-9e] shows five notes on the copy, and the others on request', async () => {
  notes = Array.from({ length: 8 }, (_, index) => ({ code: 'told_two_ways', about: `thing ${index}`, places: [] }))
  await openPanel()
  const more = screen.getByText('and 3 more')
  expect(screen.getByRole('region', { name: 'About the copy as a whole' }).querySelectorAll(':scope > ul > li')).toHaveLength(5)
  expect(more.closest('details')?.querySelectorAll('li')).toHaveLength(3)
})

const listed = () => screen.getAllByRole('group', { name: /^Suggestion/ }).map((group) => WORDS.find((words) => group.textContent?.includes(words)))

it('[CL-9j] says that the order is the desk’s, from how many decisions, and gives the plain one by key', async () => {
  learned = { decisions: 1234, plainOrder: [2, 0, 3, 1] }
  await openPanel()
  expect(screen.getByText(/^Ordered by what this desk has accepted and dismissed, 1,234 decisions/)).toBeTruthy()
  expect(listed()).toEqual(WORDS)
  const button = screen.getByRole('button', { name: 'Plain order', pressed: false })
  button.focus()
  await userEvent.keyboard('{Enter}')
  expect(listed()).toEqual(['He paid $3', 'Turkey sold 20 drones', 'Nine came', 'It grew by 5%'])
  expect(screen.getByText(/^Quotes and figures come first/)).toBeTruthy()
  expect(asked).toEqual([])
  await userEvent.keyboard('{Enter}')
  expect(listed()).toEqual(WORDS)
})

it('[CL-9j] says nothing of it where the rules order', async () => {
  await openPanel()
  expect(screen.queryByText(/Ordered by what this desk/)).toBeNull()
  expect(screen.queryByRole('button', { name: 'Plain order' })).toBeNull()
  expect(screen.getByText(/^Quotes and figures come first/)).toBeTruthy()
})

it('[UI-16c] leaves the focus among what was dismissed when one of it is taken back, and in the panel with the last', async () => {
  const by = { id: 'ed', name: 'Ed Editor' }
  dismissed = ['One', 'Two'].map((wording) => ({ wordingHash: wording, wording, by, at: '2026-01-01T10:00:00.000Z' }))
  await openPanel()
  await userEvent.click(screen.getByText('2 dismissed'))
  const [first] = screen.getAllByRole('button', { name: 'Bring back' })
  await userEvent.click(first ?? document.body)
  const last = screen.getByRole('button', { name: 'Bring back' })
  expect(document.activeElement).toBe(last)
  await userEvent.click(last)
  expect(document.activeElement).toBe(screen.getByRole('tabpanel'))
})

it('[CL-9h, UI-16c] takes no keys from who went on in the copy while the list was on its way', async () => {
  held = []
  const copy = document.body.appendChild(document.createElement('textarea'))
  showPanel()
  await waitFor(() => expect(held).toHaveLength(1))
  copy.focus()
  held.forEach((come) => come())
  await screen.findByRole('group', { name: 'Suggestion 1 of 4' })
  expect(document.activeElement).toBe(copy)
  copy.remove()
})
