import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { NextIntlClientProvider } from 'next-intl'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { inSentence } from '#components/quotes/in-sentence.ts'
import { ClaimsProvider } from '#components/claims/claims-context.tsx'
import { TooltipProvider } from '#components/ui/tooltip.tsx'
import { ArticleQuotes } from '#components/quotes/article-quotes.tsx'
import { QuoteDiff } from '#components/quotes/quote-diff.tsx'
import { QuotesSection } from '#components/quotes/quotes-section.tsx'
import { ClaimCard } from '#components/claims/claim-card.tsx'
import { ReopenedNote } from '#components/claims/reopened-note.tsx'
import { ToConfirmNote } from '#components/claims/to-confirm-note.tsx'
import { InheritedNote } from '#components/library/inherited-note.tsx'
import { VerdictSection } from '#components/claims/verdict-section.tsx'
import { WordingProposalsSection } from '#components/wording-proposals/wording-proposals-section.tsx'
import type { ClaimDto, EvidenceDto } from '#lib/api/schemas/claims.ts'
import type { QuotesDto } from '#lib/api/schemas/quotes.ts'
import messages from '../../messages/en.json' with { type: 'json' }
import { faults, renderInterface } from './interface-render.tsx'
import { stubMedia } from './no-layout.ts'
import { aCapture, aClaim, aLink, claimsContext } from './workbench-claim.ts'

beforeEach(() => stubMedia(true))
afterEach(() => {
  cleanup()
  sessionStorage.clear()
  vi.unstubAllGlobals()
})

const HASH = 'c'.repeat(64)
const BASE = { quote: 'not all problems', quoteHash: HASH, cannotClear: null, unread: null, similarity: 0.8, diff: [], candidates: [], said: null }
const QUOTES: QuotesDto = {
  items: [
    {
      ...BASE,
      evidenceId: 'e1',
      result: 'altered',
      diff: [
        { op: 'same', text: 'not all ' },
        { op: 'removed', text: 'difficulties' },
        { op: 'added', text: 'problems' },
      ],
    },
    { ...BASE, evidenceId: 'e2', result: 'exact' },
    { ...BASE, evidenceId: 'e3', result: 'not_found', candidates: [{ quote: 'We shall see', speaker: 'Vladimir Putin', similarity: 0.1 }] },
  ],
  nextCursor: null,
  quotes: [
    { quote: 'not all problems', quoteHash: HASH, unpaired: false, speaker: 'Putin', speakerNamed: null, altered: true, holdsBack: true, override: null },
  ],
  abilities: { override: true, changeWords: true, nameSpeaker: true },
}

function Proposing({ claim }: { claim: ClaimDto }) {
  const [offered, setOffered] = useState<{ wording: string } | null>(null)
  return (
    <>
      <WordingProposalsSection claim={claim} offered={offered} onTaken={() => setOffered(null)} />
      <QuotesSection claim={claim} onPropose={(wording) => setOffered({ wording })} />
    </>
  )
}

function show(quotes: QuotesDto, wording = 'He said “not all problems”', evidence: EvidenceDto[] = [], { proposing = false } = {}) {
  const sent: { method: string; url: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ method: init.method ?? 'GET', url, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined })
    if (url.includes('/text?')) return Response.json({ text: 'First.\n\nHe added: not all difficulties. Last.' })
    const answer = init.method === 'POST' ? { ...quotes, quotes: quotes.quotes.map((quote) => ({ ...quote, altered: false })) } : quotes
    return Response.json(answer)
  })
  const claim = aClaim({ wording, evidence })
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <TooltipProvider>
        <ClaimsProvider value={claimsContext([claim])}>{proposing ? <Proposing claim={claim} /> : <QuotesSection claim={claim} />}</ClaimsProvider>
      </TooltipProvider>
    </NextIntlClientProvider>,
  )
  return sent
}

it('[CL-8i] says of a source with the words as they stand that an author of them brought it', async () => {
  show({ ...QUOTES, items: QUOTES.items.map((item) => ({ ...item, cannotClear: 'author' })) })
  const sources = within(await screen.findByRole('list', { name: 'Sources' })).getAllByRole('listitem')
  expect(sources.slice(0, 3).map((source) => source.textContent?.includes('Brought by an author of these words'))).toEqual([false, true, false])
})

it('[CL-8x] proposes the words of the source by a press, and takes none from what one typed', async () => {
  const sent = show(QUOTES, 'He said “not all problems” twice', [], { proposing: true })
  await userEvent.click(await screen.findByRole('button', { name: 'Propose the source’s words' }))
  const field = await screen.findByLabelText<HTMLTextAreaElement>('What it ought to say')
  expect([field.value, document.activeElement]).toEqual(['He said “not all difficulties” twice', field])
  await userEvent.type(field, '!')
  await userEvent.click(screen.getByRole('button', { name: 'Propose the source’s words' }))
  expect(field.value).toBe('He said “not all difficulties” twice!')
  await userEvent.click(screen.getByRole('button', { name: 'Put the source’s words here instead' }))
  expect(field.value).toBe('He said “not all difficulties” twice')
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([])
})

it('[CL-8x] is not offered where the quotation reaches beyond the claim', async () => {
  show(QUOTES, '“all problems”', [], { proposing: true })
  await screen.findByRole('list', { name: 'Sources' })
  expect(screen.queryByRole('button', { name: 'Propose the source’s words' })).toBeNull()
})

it('[CL-8d] shows each source by itself, with what was changed and what the speaker does say', async () => {
  show(QUOTES)
  const sources = within(await screen.findByRole('list', { name: 'Sources' })).getAllByRole('listitem')
  expect(screen.getByText('Probably said by Putin')).toBeTruthy()
  expect(sources[0]?.textContent).toContain('Other words')
  expect(screen.getAllByRole('definition').map(({ textContent }) => textContent)).toEqual([
    'not all only in the source: difficulties',
    'not all only in the article: problems',
  ])
  expect(sources[1]?.textContent).toContain('Word for word')
  expect(sources[2]?.textContent).toContain('“We shall see” Vladimir Putin')
})

it('[CL-8d] a source opens from the comparison with its own words marked, not the excerpt', async () => {
  Element.prototype.scrollIntoView = () => undefined
  const items = QUOTES.items.map((item) => ({ ...item, said: item.result === 'altered' ? 'not all difficulties' : null }))
  show({ ...QUOTES, items }, undefined, [aLink([aCapture('1')], { id: 'e1', excerpt: 'First.' })])
  await userEvent.click(await screen.findByRole('button', { name: 'See it in the source' }))
  expect((await within(await screen.findByRole('dialog')).findByRole('mark')).textContent).toBe('not all difficulties')
})

it('[CL-8g] an altered quote says that it blocks, and is overridden with a reason', async () => {
  const sent = show(QUOTES)
  await userEvent.click(await screen.findByRole('button', { name: 'Let it stand' }))
  const dialog = screen.getByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Let it stand' }))
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([])
  await userEvent.type(within(dialog).getByRole('textbox'), 'Our translation.')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Let it stand' }))
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Let it stand' })).toBeNull())
  expect(sent.filter(({ method }) => method === 'POST')).toEqual([
    { method: 'POST', url: '/api/v1/claims/claim/quotes/override', body: { quoteHash: HASH, reason: 'Our translation.' } },
  ])
})

it.each([
  [true, true, 'correct the words, take the marks away, or let it stand with a reason'],
  [true, false, 'let it stand with a reason, or ask whoever writes'],
  [false, true, 'correct the words or take the marks away, or ask an editor'],
  [false, false, 'propose the words that the source has, or ask an editor'],
])('[CL-8m] says what one may do about it oneself: override %s, change the words %s', async (override, changeWords, told) => {
  show({ ...QUOTES, abilities: { override, changeWords, nameSpeaker: false } })
  expect(await screen.findByText(new RegExp(`Publication waits: ${told}`))).toBeTruthy()
  expect(screen.queryAllByRole('button')).toHaveLength(override ? 1 : 0)
})

it('[CL-8m] warns, with what was changed, before the claim is called verified, and takes the verdict all the same', async () => {
  const claim = aClaim({ wording: 'He said “not all problems”', quoteAltered: true })
  const given = { ...claim, state: 'verified', blocking: false }
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => Response.json(init.method === 'POST' ? given : QUOTES))
  renderInterface(
    <ClaimsProvider value={claimsContext([claim])}>
      <VerdictSection claim={claim} userId="me" />
    </ClaimsProvider>,
  )
  await userEvent.click(screen.getByRole('radio', { name: 'Incorrect' }))
  expect(screen.queryByText(/differs from the evidence/)).toBeNull()
  await userEvent.click(screen.getByRole('radio', { name: 'Verified' }))
  expect(screen.getByText('The quotation differs from the evidence.')).toBeTruthy()
  expect((await screen.findAllByRole('definition'))[0]?.textContent).toContain('difficulties')
  await userEvent.type(screen.getByLabelText('Rationale'), 'The agency has it so.')
  await userEvent.click(screen.getByRole('button', { name: 'Give verdict' }))
  expect(await screen.findByText(/Publication still waits for its quotation/)).toBeTruthy()
})

it('[CL-8s] says of words that are printed alike that they are others', () => {
  renderInterface(
    <QuoteDiff
      parts={[
        { op: 'removed', text: 'not' },
        { op: 'added', text: 'n\u043et' },
      ]}
    />,
  )
  expect(screen.getByText('Some letters only look the same: they are of another alphabet.')).toBeTruthy()
  cleanup()
  renderInterface(
    <QuoteDiff
      parts={[
        { op: 'removed', text: 'not' },
        { op: 'added', text: 'never' },
      ]}
    />,
  )
  expect(screen.queryByText(/only look the same/)).toBeNull()
})

const HOLDS = {
  placed: false,
  change: 'minor' as const,
  reasons: [],
  touched: [],
  verdictId: 'v1',
  diff: [{ op: 'same' as const, text: 'He said' }],
  by: [],
  at: null,
}
const BROUGHT = {
  id: 'i1',
  verdict: 'verified' as const,
  rationale: '',
  checker: { id: 'p', name: 'Cleo' },
  checkedAt: '2026-01-01T10:00:00.000Z',
  by: { id: 'p', name: 'Cleo' },
  at: '2026-01-01T10:00:00.000Z',
  from: null,
  diff: null,
  outOfDate: false,
  conditions: [],
  abilities: { confirm: true, takeBack: true },
}
it.each([
  ['that a verdict still holds', (claim: ClaimDto) => <ReopenedNote claim={claim} reopened={HOLDS} />],
  ['a verdict after its evidence changed', (claim: ClaimDto) => <ToConfirmNote claim={claim} why="against" />],
  ['a verdict that was brought over', (claim: ClaimDto) => <InheritedNote claim={claim} inherited={BROUGHT} />],
])('[CL-8m] warns in the same way before one confirms %s', async (_what, note) => {
  vi.stubGlobal('fetch', async () => Response.json(QUOTES))
  const shown = (claim: ClaimDto) => renderInterface(<ClaimsProvider value={claimsContext([claim])}>{note(claim)}</ClaimsProvider>)
  shown(aClaim())
  expect(screen.queryByText('The quotation differs from the evidence.')).toBeNull()
  cleanup()
  shown(aClaim({ quoteAltered: true }))
  expect(screen.getByText('The quotation differs from the evidence.')).toBeTruthy()
  expect((await screen.findAllByRole('definition'))[0]?.textContent).toContain('difficulties')
})

it('[CL-8m] a verified claim whose quote still blocks is no plain green on its card', () => {
  const done = aClaim({ state: 'verified', blocking: false })
  const look = (claim: ClaimDto) => {
    const { unmount } = renderInterface(<ClaimCard claim={claim} onChoose={() => undefined} onHover={() => undefined} />)
    const card = screen.getByRole('button', { name: /his second visit/ })
    const shown = [card.dataset.tone, within(card).queryByRole('img', { name: 'Publication waits for a quotation in it' }) !== null]
    unmount()
    return shown
  }
  expect([look(done), look({ ...done, quoteAltered: true }), look({ ...done, state: 'open', blocking: true, quoteAltered: true })]).toEqual([
    ['good', false],
    ['warn', true],
    ['wait', true],
  ])
})

it('[CL-8a] a claim that quotes nobody asks for nothing and shows nothing', () => {
  const sent = show(QUOTES, 'his second visit')
  expect(sent).toEqual([])
  expect(screen.queryByRole('region')).toBeNull()
})

it('[CL-8j] the guess at who said it is confirmed by a click, or corrected', async () => {
  const sent = show(QUOTES)
  await userEvent.click(await screen.findByRole('button', { name: 'That is right' }))
  await userEvent.click(screen.getByRole('button', { name: 'Somebody else…' }))
  const field = screen.getByLabelText<HTMLInputElement>('Who said it')
  expect(field.value).toBe('Putin')
  await userEvent.clear(field)
  await userEvent.type(field, 'Erdogan{Enter}')
  await waitFor(() =>
    expect(sent.filter(({ method }) => method === 'POST').map(({ url, body }) => [url, body])).toEqual([
      ['/api/v1/claims/claim/quotes/speaker', { quoteHash: HASH, speaker: 'Putin' }],
      ['/api/v1/claims/claim/quotes/speaker', { quoteHash: HASH, speaker: 'Erdogan' }],
    ]),
  )
})

it('[CL-8j] says by whom the speaker was named', async () => {
  const named = { by: { id: 'edda', name: 'Edda Editor' }, at: '2026-01-01T10:00:00.000Z' }
  show({ ...QUOTES, quotes: QUOTES.quotes.map((quote) => ({ ...quote, speakerNamed: named })) })
  expect(await screen.findByText('Said by Putin, says Edda Editor')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'That is right' })).toBeNull()
})

it('[CL-8k] the list of an article shows the quotes that block first, each with the way to its claim', async () => {
  const one = {
    claimId: 'c1',
    number: 1,
    quote: 'all is well',
    quoteHash: HASH,
    unpaired: false,
    speaker: null,
    speakerNamed: null,
    altered: false,
    holdsBack: false,
    sources: [],
  }
  const source = { evidenceId: 'e1', title: 'Transcript', result: 'altered' as const, unread: null }
  const two = { ...one, claimId: 'c2', number: 2, quote: 'not all problems', speaker: 'Putin', altered: true, holdsBack: true, sources: [source] }
  const { container } = renderInterface(<ArticleQuotes articleId="article" quotes={{ items: [one, two], untagged: [], nextCursor: null }} />)
  const links = screen.getAllByRole('link')
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['“not all problems”', '/articles/article?claim=c2'],
    ['“all is well”', '/articles/article?claim=c1'],
  ])
  expect([screen.getByText('Other words'), screen.getByText('Transcript'), screen.getByText(/Publication waits/)]).toHaveLength(3)
  expect(await faults(container)).toEqual([])
})

it('[CL-8l] quotations that no claim covers stand below, and lead to their words in the copy', async () => {
  const untagged = [
    { quote: 'moved forward,', speaker: 'Putin' },
    { quote: 'Line one\nand on', speaker: null },
  ]
  const { container } = renderInterface(<ArticleQuotes articleId="article" quotes={{ items: [], untagged, nextCursor: null }} />)
  expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
    ['“moved forward,”', '/articles/article?words=moved%20forward%2C'],
    ['“Line one\nand on”', '/articles/article?words=Line%20one'],
  ])
  expect(screen.getByText(/Probably said by Putin/).textContent).toBe('No claim covers it · Probably said by Putin')
  expect(await faults(container)).toEqual([])
})

it('[CL-8n] says of a quotation that has lost a mark that it has, in the panel and in the list', async () => {
  show({ ...QUOTES, quotes: QUOTES.quotes.map((quote) => ({ ...quote, unpaired: true })) })
  expect(await screen.findByText(/A quotation mark has no partner here/)).toBeTruthy()
  cleanup()
  const one = {
    claimId: 'c1',
    number: 1,
    quote: 'all is well',
    quoteHash: HASH,
    unpaired: true,
    speaker: null,
    speakerNamed: null,
    altered: false,
    holdsBack: false,
    sources: [],
  }
  const { container } = renderInterface(<ArticleQuotes articleId="article" quotes={{ items: [one], untagged: [], nextCursor: null }} />)
  expect(screen.getByText(/A quotation mark has no partner here/)).toBeTruthy()
  expect(await faults(container)).toEqual([])
})

it('[CL-8o] says of a source why it clears nothing', async () => {
  show({ ...QUOTES, items: QUOTES.items.map((item) => ({ ...item, result: 'exact', cannotClear: 'excerpt' })) })
  expect(await screen.findAllByText(/An excerpt that was typed/)).toHaveLength(3)
})

it('[CL-8h] who may not read the source that differs is told what the gate knows, and no source is said to be missing', async () => {
  show({ ...QUOTES, items: [], quotes: QUOTES.quotes.map((quote) => ({ ...quote, altered: false, holdsBack: true })) })
  expect(await screen.findByText(/Ask who checked the claim/)).toBeTruthy()
  expect(screen.queryByText(/No source with a text/)).toBeNull()
  expect(screen.queryByRole('button', { name: 'Let it stand' })).toBeNull()
})

it('[CL-8h] a reader of it who may not let the quote stand is told who can', async () => {
  show({ ...QUOTES, abilities: { ...QUOTES.abilities, override: false } }, undefined, [aLink([], { id: 'e1', confidential: true })])
  expect(await screen.findByText(/an editor or publisher among its readers/)).toBeTruthy()
})

it('[CL-8r] of a source that was not read it is said why, not that the words are not in it', async () => {
  const link = (id: string, state: 'queued' | 'failed') => aLink([aCapture(id, { state })], { id, title: id })
  const item = { ...BASE, evidenceId: 'e1', result: 'not_found' as const, cannotClear: 'excerpt' as const, unread: 'waiting' as const }
  show({ ...QUOTES, items: [item] }, undefined, [link('e1', 'queued'), link('e2', 'failed')])
  const sources = within(await screen.findByRole('list', { name: 'Sources' })).getAllByRole('listitem')
  expect(sources.map(({ textContent }) => textContent)).toEqual(['Waiting for the capturee1', 'Could not be capturede2'])
})

it('[CL-8e] says when nothing in a source is said by the speaker', async () => {
  show({ ...QUOTES, quotes: QUOTES.quotes.map((quote) => ({ ...quote, speaker: 'Ali Khamenei' })) })
  expect(await screen.findByText('Nothing by Ali Khamenei is quoted there. Others say:')).toBeTruthy()
})

it('[CL-8j] the name that is to be corrected is selected, ready to be typed over', async () => {
  const sent = show(QUOTES)
  await userEvent.click(await screen.findByRole('button', { name: 'Somebody else…' }))
  await userEvent.keyboard('Erdogan{Enter}')
  await waitFor(() => expect(sent.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([{ quoteHash: HASH, speaker: 'Erdogan' }]))
})

it('[CL-8b] calls a speaker who is known by what they are as it stands within a sentence', () => {
  expect(['The minister', 'An aide', 'The Hague', 'Putin', 'One of them'].map(inSentence)).toEqual([
    'the minister',
    'an aide',
    'The Hague',
    'Putin',
    'one of them',
  ])
})
