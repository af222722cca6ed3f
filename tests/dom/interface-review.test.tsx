import { readdirSync, readFileSync } from 'node:fs'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { startTransition, useState } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTS, telling } from '#components/record/telling.ts'
import { ACTS_OF } from '#lib/domain/audit/kinds.ts'
import { WithheldNote } from '#components/record/withheld-note.tsx'
import { OwnChains } from '#components/record/own-chains.tsx'
import { RecordList } from '#components/record/record-list.tsx'
import { BlockerList } from '#components/review/blocker-list.tsx'
import { ClaimsToSign } from '#components/review/claims-to-sign.tsx'
import { EndedChecks } from '#components/review/ended-checks.tsx'
import { PassedWords } from '#components/review/passed-words.tsx'
import { PublishCard } from '#components/review/publish-card.tsx'
import { PublishDialog } from '#components/review/publish-dialog.tsx'
import { RemovedClaims } from '#components/review/removed-claims.tsx'
import { SignOffList } from '#components/review/sign-off-list.tsx'
import { ArticleNowProvider, StageNow } from '#components/shell/article-now.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import { anArticle, aReview, aSignOff, CLAIMS_HASH, HASH } from './interface-fixtures.ts'
import { faults, renderInterface } from './interface-render.tsx'

const refresh = vi.fn()
vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh, push: () => undefined }), usePathname: () => '/' }))

const sent: { url: string; body: unknown }[] = []
let answer: () => Response

beforeEach(() => {
  sent.length = 0
  answer = () => Response.json({}, { status: 201 })
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, body: typeof init.body === 'string' ? JSON.parse(init.body) : null })
    return answer()
  })
})
afterEach(() => {
  // Notices outlive the page that they were raised on.
  for (const close of screen.queryAllByRole('button', { name: 'Close' })) fireEvent.click(close)
  cleanup()
  vi.unstubAllGlobals()
})

/** The next page that is asked for comes when the function that is returned is called. */
function refreshThatWaits(): () => void {
  let arrived = (): void => undefined
  refresh.mockImplementationOnce(() => {
    // As the router does: what comes belongs to the transition in which it was asked for.
    startTransition(async () => {
      await new Promise<void>((resolve) => {
        arrived = resolve
      })
    })
  })
  return () => arrived()
}

const CLAIM_BLOCKER = { code: 'claim-open', message: 'Claim 3 (“412 to 38”) is open: nobody has been asked to check it.', href: '/articles/a1?claim=c3' }
const FINAL_BLOCKER = { code: 'sign-off-missing', message: 'The final sign-off is missing.', href: '/articles/a1/review#sign-off-final' }

describe('why it cannot be published', () => {
  it('[UI-12] links each blocker to the place that clears it', async () => {
    const { container } = renderInterface(<BlockerList gate={aReview({ blockers: [CLAIM_BLOCKER, FINAL_BLOCKER] }).gate} />)
    expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      [CLAIM_BLOCKER.message, CLAIM_BLOCKER.href],
      [FINAL_BLOCKER.message, FINAL_BLOCKER.href],
    ])
    expect(await faults(container)).toEqual([])
  })

  it('[RE-5i] groups what is open by kind, with how many, and shows the first few of many', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ code: 'claim-open', message: `Claim ${index} is open.`, href: `/articles/a1?claim=c${index}` }))
    const unknown = { code: 'something-new', message: 'Something else is open.', href: '/articles/a1' }
    const turned = { code: 'text-direction', message: 'In the copy stands an invisible sign.', href: '/articles/a1' }
    renderInterface(<BlockerList gate={aReview({ blockers: [...many, turned, FINAL_BLOCKER, unknown] }).gate} />)
    expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
      '12 open claims',
      '1 invisible sign that turns words round',
      '1 missing sign-off',
    ])
    expect(screen.getAllByRole('link')).toHaveLength(6)
    screen.getByRole('button', { name: 'Show all 12' }).focus()
    fireEvent.click(screen.getByRole('button', { name: 'Show all 12' }))
    expect(screen.getAllByRole('link')).toHaveLength(15)
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show fewer' }))
    fireEvent.click(screen.getByRole('button', { name: 'Show fewer' }))
    expect(screen.getAllByRole('link')).toHaveLength(6)
  })

  it('[UI-12] says so when nothing stands in the way', () => {
    renderInterface(<BlockerList gate={aReview().gate} />)
    expect(screen.getByText('Nothing stands in the way of publishing this text.')).toBeDefined()
  })
})

describe('a sign-off', () => {
  it('[UI-13] names the text that is signed, and sends the hashes that were on the page', async () => {
    renderInterface(<SignOffList article={anArticle()} review={aReview({ required: ['final'], signOffs: [aSignOff()] })} />)
    fireEvent.click(screen.getAllByRole('button', { name: 'Sign off ab12cd34' })[1] ?? document.body)
    await waitFor(() => expect(refresh).toHaveBeenCalled())
    expect(sent).toEqual([
      { url: '/api/v1/articles/a0000000-0000-4000-8000-000000000001/sign-offs', body: { kind: 'final', contentHash: HASH, claimSetHash: CLAIMS_HASH } },
    ])
  })

  it('[UI-13] is offered once: its button is busy until the page shows it', async () => {
    const arrive = refreshThatWaits()
    renderInterface(<SignOffList article={anArticle()} review={aReview({ required: ['final'] })} />)
    fireEvent.click(screen.getAllByRole('button', { name: 'Sign off ab12cd34' })[0] ?? document.body)
    const button = await screen.findByRole('button', { name: 'Sign off ab12cd34', busy: true })
    await waitFor(() => expect(sent).toHaveLength(1))
    fireEvent.click(button)
    arrive()
    await waitFor(() => expect(button.getAttribute('aria-busy')).toBeNull())
    expect(sent).toHaveLength(1)
  })

  it('[UI-13] that is out of date says what changed, and can be given again', async () => {
    const { container } = renderInterface(<SignOffList article={anArticle()} review={aReview({ signOffs: [aSignOff({ stale: 'content' })] })} />)
    expect(screen.getByText('Out of date')).toBeDefined()
    expect(screen.getByText(/The copy has changed since/)).toBeDefined()
    expect(screen.getByRole('link', { name: 'See what changed' }).getAttribute('href')).toContain('/history?from=b0000000-0000-4000-8000-000000000002')
    expect(screen.getByRole('button', { name: 'Sign off ab12cd34 again' })).toBeDefined()
    expect(await faults(container)).toEqual([])
  })

  it('[RE-4k] that is out of date is given again from what changed, once it can be read', async () => {
    const diff = {
      from: null,
      to: null,
      blocks: [
        {
          type: 'paragraph',
          change: 'changed',
          parts: [
            { op: 'removed', text: 'five' },
            { op: 'added', text: 'six' },
          ],
        },
      ],
    }
    let diffed = (): void => undefined
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      sent.push({ url, body: typeof init.body === 'string' ? JSON.parse(init.body) : null })
      if (url.includes('/diff/')) await new Promise<void>((resolve) => (diffed = resolve))
      return Response.json(url.includes('/diff/') ? diff : {}, { status: init.method === 'POST' ? 201 : 200 })
    })
    const claim = (number: number) => ({ id: `c${number}`, number, wording: `words ${number}` })
    const plain = { waiver: null, sources: 0, supporting: 0, contradicting: 0, notable: [], taggedAt: '2026-07-01T10:00:00Z' }
    const found = (at: string) => [{ by: { id: 'p', name: 'Cleo' }, verdict: 'verified' as const, condition: null, inherited: false, at }]
    const claims = [
      { ...plain, claim: claim(1), state: 'verified' as const, found: found('2026-07-20T10:00:00Z') },
      { ...plain, claim: claim(2), state: 'verified' as const, found: found('2026-07-20T12:00:00Z') },
      { ...plain, claim: claim(3), state: 'open' as const, found: [], taggedAt: '2026-07-20T12:30:00Z' },
    ]
    const removed = [
      { id: 'c4', number: 4, kind: 'date' as const, wording: 'words 4', removedAt: '2026-07-20T13:00:00Z', removedBy: 'Ed', reason: 'Cut.', mergedInto: null },
    ]
    const stale = aSignOff({ stale: 'content', kind: 'final' })
    renderInterface(<SignOffList article={anArticle()} review={aReview({ required: ['final'], signOffs: [stale], claims })} removed={removed} />)
    fireEvent.click(screen.getByRole('button', { name: 'Sign off ab12cd34 again' }))
    const dialog = await screen.findByRole('dialog', { name: 'Give the Final sign-off again?' })
    const confirm = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Sign off ab12cd34 again' })
    expect(confirm.disabled).toBe(true)
    diffed()
    await waitFor(() => expect(confirm.disabled).toBe(false))
    expect(within(dialog).getByRole('region', { name: 'Changes in the copy' }).textContent).toContain('six')
    expect(
      within(dialog)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Claim 2Verifiedwords 2Verified, Cleo', 'Claim 3Openwords 3Tagged since', 'Claim 4words 4Removed since'])
    expect(await faults(dialog)).toEqual([])
    fireEvent.click(confirm)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(sent.map(({ url }) => url.replace(/^.*\/(?=versions|articles)/, ''))).toEqual([
      'versions/b0000000-0000-4000-8000-000000000002/diff/now',
      `articles/${anArticle().id}/sign-offs`,
    ])
  })

  it('[RE-4k] cannot be given again while what changed cannot be fetched, which is tried again', async () => {
    answer = () => Response.json({}, { status: 503 })
    renderInterface(<SignOffList article={anArticle()} review={aReview({ required: ['final'], signOffs: [aSignOff({ stale: 'content', kind: 'final' })] })} />)
    fireEvent.click(screen.getByRole('button', { name: 'Sign off ab12cd34 again' }))
    expect((await screen.findByRole('alert')).textContent).toContain('What changed could not be fetched.')
    answer = () => Response.json({ from: null, to: null, blocks: [] })
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    const confirm = within(screen.getByRole('dialog')).getByRole<HTMLButtonElement>('button', { name: 'Sign off ab12cd34 again' })
    await waitFor(() => expect(confirm.disabled).toBe(false))
  })

  it.each([
    ['wrote', /you wrote part of the copy/],
    ['proposed', /words that you proposed were put into the copy/],
    ['checked', /you checked a claim of the article/],
  ] as const)('[RE-4j] that four eyes keep one from says that one %s', (part, sentence) => {
    renderInterface(
      <SignOffList article={anArticle()} review={aReview({ required: ['final'], blocked: { final: 'four-eyes' }, involvement: { final: part } })} />,
    )
    expect(screen.getByText(sentence)).toBeDefined()
  })

  it('[RE-4h] stands beside all claims, those that deserve a look first, and of hundreds the first few', async () => {
    const by = { id: 'p', name: 'Cleo Checker' }
    const at = '2026-01-01T10:00:00.000Z'
    const plain = { taggedAt: '2026-07-01T10:00:00Z', state: 'verified' as const, waiver: null, sources: 2, supporting: 2, contradicting: 0, notable: [] }
    const found = [{ by, verdict: 'verified' as const, condition: null, inherited: false, at }]
    const claims = Array.from({ length: 300 }, (_, index) => ({ ...plain, claim: { id: `c${index}`, number: index + 1, wording: `${index} men` }, found }))
    const bare = {
      ...plain,
      claim: { id: 'x', number: 301, wording: 'five men' },
      found: [{ ...found[0], by, verdict: 'verified' as const, inherited: false, at, condition: 'men' }],
      sources: 0,
      supporting: 0,
      notable: ['unsupported' as const, 'condition' as const],
    }
    const unseen = {
      ...plain,
      claim: { id: 'y', number: 302, wording: 'six men' },
      state: 'awaiting_second' as const,
      found: null,
      sources: 1,
      contradicting: 1,
      supporting: 0,
      notable: ['contradicted' as const],
    }
    const { container } = renderInterface(<ClaimsToSign articleId="a1" claims={[...claims, bare, unseen]} undecidedSuggestions={3} />)
    const rows = () => screen.getAllByRole('listitem').map((row) => row.textContent)
    expect(rows().slice(0, 2)).toEqual([
      expect.stringMatching(/Evidence against it.*six men.*What was found is not shown to you.*1 source: none supports it, 1 contradicts it/),
      expect.stringMatching(/No evidence.*Holds on a condition.*five men.*Verified: Cleo Checker.*only while “men” stays.*No evidence that you may read/),
    ])
    expect(rows()).toHaveLength(10)
    fireEvent.click(screen.getByText('The others'))
    fireEvent.click(screen.getByRole('button', { name: 'Show all 300' }))
    expect(rows()).toHaveLength(302)
    fireEvent.click(screen.getByRole('button', { name: 'Show fewer' }))
    expect(rows()).toHaveLength(10)
    expect(screen.getByRole('link', { name: /3 suggestions of what to check/ }).getAttribute('href')).toBe('/articles/a1?suggestions')
    expect(await faults(container)).toEqual([])
  })

  it('[RE-4h] begins with what is still to be cleared, open, before what is cleared and worth a look', () => {
    const bare = { taggedAt: '2026-07-01T10:00:00Z', found: [], waiver: null, sources: 1, supporting: 1, contradicting: 0, notable: [] }
    const of = (number: number) => ({ id: `c${number}`, number, wording: `claim ${number}` })
    renderInterface(
      <ClaimsToSign
        articleId="a1"
        undecidedSuggestions={0}
        claims={[
          { ...bare, claim: of(1), state: 'verified' },
          { ...bare, claim: of(2), state: 'verified', notable: ['condition'] },
          { ...bare, claim: of(3), state: 'disputed' },
        ]}
      />,
    )
    const groups = screen.getAllByRole('group').map((group) => [group.hasAttribute('open'), group.textContent])
    expect(groups).toEqual([
      [true, expect.stringMatching(/^Still to clear1.*Claim 3/)],
      [true, expect.stringMatching(/^Worth a look1.*Claim 2/)],
      [false, expect.stringMatching(/^The others1.*Claim 1/)],
    ])
  })

  it('[CL-4j] lists the words that were let pass, with why and the way to them', () => {
    const by = { id: 'p', name: 'Pia Publisher' }
    const source = {
      claimId: 's',
      number: 3,
      article: { id: 'a2', title: 'Elsewhere' },
      wording: 'ten men',
      state: 'incorrect' as const,
      verdicts: [],
      evidence: 0,
    }
    const words = [
      { quote: 'ten men', source, by, at: '2026-01-01T10:00:00.000Z', reason: 'He says so.' },
      { quote: 'six men', source: null, by, at: '2026-01-01T10:00:00.000Z', reason: 'So does she.' },
    ]
    renderInterface(<PassedWords articleId="a1" words={words} />)
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/articles/a1?words=ten%20men', '/articles/a1?words=six%20men'])
    expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      expect.stringMatching(/From claim 3 of “Elsewhere”, found incorrect there.*ten men.*He says so\.Let pass by Pia Publisher/),
      expect.stringMatching(/may not read.*six men.*So does she\./),
    ])
  })

  it('[RE-4g] says of a waived claim once that it is, by whom, when and why, and what had been found', async () => {
    const claim = { id: 'w', number: 2, wording: 'ten men' }
    const at = '2026-01-01T10:00:00.000Z'
    const waiver = { by: { id: 'p', name: 'Pia Publisher' }, at, reason: 'A figure of speech.' }
    const found = [{ by: { id: 'c', name: 'Cleo Checker' }, verdict: 'incorrect' as const, condition: null, inherited: false, at }]
    const waived = {
      claim,
      taggedAt: '2026-07-01T10:00:00Z',
      state: 'waived' as const,
      found,
      waiver,
      sources: 0,
      supporting: 0,
      contradicting: 0,
      notable: ['waived' as const],
    }
    const { container } = renderInterface(<ClaimsToSign articleId="a1" claims={[waived]} undecidedSuggestions={0} />)
    expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Waived.*Claim 2.*ten men.*A figure of speech\.Waived by Pia Publisher, .*Incorrect: Cleo Checker/),
    ])
    expect(await faults(container)).toEqual([])
  })

  it('[CL-6j] stand beside the claims of which one check was said to be enough, by whom and why, removed ones too', () => {
    const said = { by: { id: 'p', name: 'Edda Editor' }, at: '2026-01-01T10:00:00.000Z', reason: 'Both agencies have it.' }
    const claim = { id: 'c1', number: 3, wording: 'five men', removed: false }
    renderInterface(
      <EndedChecks
        articleId="a1"
        checks={[
          { claim, ...said },
          { claim: { ...claim, id: 'c2', number: 4, removed: true }, ...said },
        ]}
      />,
    )
    expect(screen.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([['Claim 3', '/articles/a1?claim=c1']])
    expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      expect.stringContaining('Both agencies have it.Second check taken back by Edda Editor'),
      expect.stringMatching(/^Claim 4, removed since/),
    ])
  })

  it('[CL-1g] offers legal to object to what is flagged, and shows what legal objects to', async () => {
    const claim = { id: 'c1', number: 4, wording: 'took 4,000 euros' }
    const objection = { id: 'q1', reason: 'It names a minor.', by: { id: 'l', name: 'Lena Legal' }, at: '2026-07-20T11:00:00Z' }
    const review = aReview({ required: ['legal'], legalFlags: [{ claim, by: null, objections: [] }] })
    const may = anArticle({ abilities: { ...anArticle().abilities, object: true } })
    renderInterface(<SignOffList article={may} review={review} />)
    fireEvent.click(screen.getByRole('button', { name: 'Object to claim 4…' }))
    fireEvent.change(await screen.findByLabelText(/Why/), { target: { value: 'It names a minor.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Object' }))
    await waitFor(() => expect(sent).toEqual([{ url: '/api/v1/claims/c1/queries', body: { question: 'It names a minor.', objection: true } }]))
    cleanup()
    const objected = { ...review, legalFlags: [{ claim, by: null, objections: [objection] }] }
    const { container } = renderInterface(<SignOffList article={anArticle()} review={objected} />)
    expect([screen.getByText('Legal objects'), screen.getByText('It names a minor.')]).toHaveLength(2)
    expect(screen.queryByRole('button', { name: /Object/ })).toBeNull()
    expect(await faults(container)).toEqual([])
  })

  it('[UI-13] explains a refusal that is known beforehand, in place of the button', () => {
    renderInterface(<SignOffList article={anArticle()} review={aReview({ blocked: { desk: 'not-ready', fact_check: 'four-eyes', final: 'not-ready' } })} />)
    expect(screen.queryByRole('button', { name: /Sign off/ })).toBeNull()
    expect(screen.getByText(/Somebody else has to give this one/)).toBeDefined()
  })

  it('[UI-16] that is refused says why in a notice, [UI-16a] which stays until it is closed', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    answer = () =>
      Response.json(
        { title: 'The article has changed since you looked', detail: 'Read what changed, then decide again.', code: 'content-changed' },
        { status: 409 },
      )
    renderInterface(<SignOffList article={anArticle()} review={aReview()} />)
    fireEvent.click(screen.getAllByRole('button', { name: 'Sign off ab12cd34' })[0] ?? document.body)
    expect(await screen.findByText('The article has changed since you looked')).toBeDefined()
    vi.advanceTimersByTime(60_000)
    expect(screen.getByText('Read what changed, then decide again.')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByText('Read what changed, then decide again.')).toBeNull())
    vi.useRealTimers()
  })
})

it('[UI-16a] shows two notices at once, the newest first, and counts the failures that wait', async () => {
  renderInterface(<p>The page</p>)
  const titles = () => Array.from(document.querySelectorAll('li[data-tone] .font-medium'), (title) => title.textContent)
  act(() => {
    toast({ tone: 'bad', title: 'First failure' })
    toast({ tone: 'good', title: 'Saved' })
    toast({ tone: 'bad', title: 'Second failure' })
    toast({ tone: 'bad', title: 'Third failure' })
  })
  expect(titles().toSorted()).toEqual(['Second failure', 'Third failure'])
  expect(screen.getByText('1 more notice waits')).toBeDefined()
  for (const left of [['First failure', 'Second failure'], ['First failure'], []]) {
    fireEvent.click(screen.getAllByRole('button', { name: 'Close' }).at(-1) ?? document.body)
    await waitFor(() => expect(titles()).toHaveLength(left.length))
  }
})

describe('publishing', () => {
  it('[UI-14, UI-14b] shows what became of it with the answer, and offers nothing more until the page has come', async () => {
    answer = () => Response.json({ kind: 'publication', url: '/p/harbour-strike', contentHash: HASH }, { status: 201 })
    const arrive = refreshThatWaits()
    const article = anArticle({ stage: 'approved', abilities: { ...anArticle().abilities, withdraw: true } })
    renderInterface(
      <ArticleNowProvider>
        <StageNow article={article} />
        <PublishCard article={article} gate={aReview().gate} signOffs={[]} />
      </ArticleNowProvider>,
    )
    expect(screen.getByText('Approved')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Publish…' }))
    fireEvent.click(screen.getByRole('button', { name: 'Publish ab12cd34' }))
    const withdraw = await screen.findByRole('button', { name: 'Withdraw…', busy: true })
    expect(screen.queryByText('Approved')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Publish…' })).toBeNull()
    expect(screen.getByRole('link', { name: 'Open the public page' }).getAttribute('href')).toBe('/p/harbour-strike')
    arrive()
    await waitFor(() => expect(withdraw.getAttribute('aria-busy')).toBeNull())
  })

  it('[UI-14b] of a second correction holds its answer until the page has come, and not beyond it', async () => {
    answer = () => Response.json({ kind: 'correction', url: '/p/harbour-strike', contentHash: HASH }, { status: 201 })
    const before = anArticle({ stage: 'corrected', publishedContentHash: CLAIMS_HASH, abilities: { ...anArticle().abilities, correct: true } })
    const others = 'e'.repeat(64)
    function Page() {
      const [article, setArticle] = useState(before)
      return (
        <ArticleNowProvider>
          <PublishCard article={article} gate={aReview().gate} signOffs={[]} />
          <button type="button" onClick={() => setArticle({ ...before, contentHash: others, publishedContentHash: others })}>
            A colleague corrects it once more
          </button>
        </ArticleNowProvider>
      )
    }
    renderInterface(<Page />)
    const correct = () => screen.queryByRole('button', { name: 'Publish the correction…' })
    fireEvent.click(correct() ?? document.body)
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'It said ten.' } })
    fireEvent.click(screen.getByRole('button', { name: /ab12cd34/ }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect([sent.length, correct()]).toEqual([1, null])
    fireEvent.click(screen.getByRole('button', { name: 'A colleague corrects it once more' }))
    expect(correct()).toBeNull()
  })

  const changed = (blockers: object[]) =>
    Response.json(
      {
        title: 'The article has changed since you looked',
        detail: 'Read what changed, then decide again.',
        code: 'content-changed',
        contentHash: CLAIMS_HASH,
        blockers,
      },
      { status: 409 },
    )

  it('[UI-14b] of a text that has changed leads to the difference, and asks anew before it sends the other hash', async () => {
    answer = () => changed([])
    renderInterface(<PublishDialog act="withdraw" article={anArticle()} signedVersionId="v1" refresh={refresh} onClose={() => undefined} />)
    fireEvent.change(screen.getByLabelText('Why, for readers'), { target: { value: 'It was wrong.' } })
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw the article' }))
    expect((await screen.findByRole('link', { name: 'Read what changed' })).getAttribute('href')).toBe(`/articles/${anArticle().id}/history?from=v1`)
    expect(screen.queryByRole('button', { name: 'Withdraw the article' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: /^Decide about .* instead$/ }))
    expect(sent).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw the article' }))
    await waitFor(() => expect(sent.map(({ body }) => body)).toEqual([HASH, CLAIMS_HASH].map((contentHash) => ({ contentHash, note: 'It was wrong.' }))))
  })

  it('[UI-14b] of a text that has changed and cannot go out says why, and offers nothing but to close', async () => {
    answer = () => changed([CLAIM_BLOCKER])
    renderInterface(<PublishDialog act="publish" article={anArticle()} refresh={refresh} onClose={() => undefined} />)
    fireEvent.click(screen.getByRole('button', { name: 'Publish ab12cd34' }))
    expect(await screen.findByRole('link', { name: CLAIM_BLOCKER.message })).toBeDefined()
    expect(screen.queryByRole('button', { name: /Publish|Decide/ })).toBeNull()
  })

  it('[UI-14] asks once more, names the text, and sends the hash of that moment', async () => {
    const onClose = vi.fn()
    renderInterface(<PublishDialog act="publish" article={anArticle()} refresh={refresh} onClose={onClose} />)
    expect(screen.getByRole('dialog', { name: 'Publish this article?' })).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Publish ab12cd34' }))
    await waitFor(() => expect(onClose).toHaveBeenCalled())
    expect(sent.map(({ body }) => body)).toEqual([{ contentHash: HASH }])
  })

  it('[UI-14] shows the blockers of a refusal, with their links', async () => {
    answer = () =>
      Response.json(
        { title: 'The article cannot be published yet', detail: 'Clear every blocker listed, then publish again.', code: 'gate', blockers: [CLAIM_BLOCKER] },
        { status: 409 },
      )
    const onClose = vi.fn()
    renderInterface(<PublishDialog act="publish" article={anArticle()} refresh={refresh} onClose={onClose} />)
    fireEvent.click(screen.getByRole('button', { name: 'Publish ab12cd34' }))
    expect((await screen.findByRole('link', { name: CLAIM_BLOCKER.message })).getAttribute('href')).toBe(CLAIM_BLOCKER.href)
    expect(onClose).not.toHaveBeenCalled()
  })

  it('[UI-14a] without a second approval needs a reason, and [UI-17] the reason survives a refusal', async () => {
    answer = () =>
      Response.json({ title: 'Stet cannot reach its database', detail: 'Nothing was changed. Try again in a moment.', code: 'unavailable' }, { status: 503 })
    renderInterface(<PublishDialog act="breakGlass" article={anArticle()} refresh={refresh} onClose={() => undefined} />)
    const confirm = screen.getByRole('button', { name: 'Publish ab12cd34 alone' })
    fireEvent.click(confirm)
    expect(await screen.findByText('Write why it cannot wait.')).toBeDefined()
    expect(sent).toEqual([])
    const reason = screen.getByLabelText<HTMLTextAreaElement>('Why it cannot wait')
    fireEvent.change(reason, { target: { value: 'The duty editor is on a plane.' } })
    fireEvent.click(confirm)
    expect(await screen.findByText('Stet cannot reach its database')).toBeDefined()
    expect(sent.map(({ body }) => body)).toEqual([{ contentHash: HASH, breakGlassReason: 'The duty editor is on a plane.' }])
    expect(reason.value).toBe('The duty editor is on a plane.')
  })

  it.each([
    ['a claim is open', [CLAIM_BLOCKER, FINAL_BLOCKER], false],
    ['only the final approval is open', [FINAL_BLOCKER], true],
    ['nothing is open', [], false],
  ])('[UI-14a] without a second approval, when %s: offered is %s', (_, blockers, offered) => {
    renderInterface(<PublishCard article={anArticle()} gate={aReview({ blockers }).gate} signOffs={[]} />)
    expect(screen.queryByRole('button', { name: 'Publish without a second approval…' }) !== null).toBe(offered)
  })

  it('[UI-14c] of a correction shows what changes for readers', async () => {
    answer = () =>
      Response.json({ from: null, to: null, blocks: [{ type: 'paragraph', change: 'added', parts: [{ op: 'added', text: 'It sails at noon.' }] }] })
    renderInterface(<PublishDialog act="correct" article={anArticle()} publishedVersionId="v7" refresh={refresh} onClose={() => undefined} />)
    expect(screen.getByRole('heading', { name: 'What changes for readers' })).toBeDefined()
    expect((await screen.findByRole('region', { name: 'Changes in the copy' })).textContent).toContain('It sails at noon.')
    expect(sent.map(({ url }) => url)).toEqual(['/api/v1/versions/v7/diff/now'])
  })

  it('[UI-14] offers a correction when readers have another text, and withdrawal while they have any', () => {
    renderInterface(
      <PublishCard
        article={anArticle({ stage: 'published', publishedContentHash: CLAIMS_HASH, publicUrl: '/p/harbour-strike' })}
        gate={aReview().gate}
        signOffs={[]}
      />,
    )
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['Publish the correction…', 'Withdraw…'])
    expect(screen.getByRole('link', { name: 'Open the public page' }).getAttribute('href')).toBe('/p/harbour-strike')
  })
})

describe('the record', () => {
  const event = (given: Partial<AuditEventDto>): AuditEventDto => ({
    chain: 'a1',
    seq: 1,
    at: '2026-07-20T10:00:00.000Z',
    actorId: 'e0000000-0000-4000-8000-000000000001',
    actorName: 'Maya Ito',
    action: 'claim.tagged',
    subject: 'claim:c1',
    data: '{}',
    prevHash: '',
    hash: HASH,
    ...given,
  })

  it('[UI-15] has a sentence for every act that a service records about an article', () => {
    const files = readdirSync('lib/services', { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !file.startsWith('notifications/'),
    )
    const source = files.map((file) => readFileSync(`lib/services/${file}`, 'utf8')).join('\n')
    const recorded = new Set(
      [...source.matchAll(/'((?:article|claim|task|verdict|evidence|sign_off|version|person|desk|token)\.[a-z_-]+)'/g)].map(([, action = '']) => action),
    )
    // Told in a notice, beside the row of the change itself.
    for (const told of ['evidence.altered', 'task.changed', 'task.carried', 'task.waived']) recorded.delete(told)
    // What is recorded is in the past; the names of rights (`article.publish`) are not.
    const acts = [...recorded].filter((action) => /(ed|given|broken|holds|stale|-set)$/.test(action))
    expect(acts.length).toBeGreaterThan(20)
    expect(acts.filter((action) => !Object.hasOwn(ACTS, action))).toEqual([])
  })

  it('[RE-9g] every act of an article is of a kind that one can look for', () => {
    const starts = Object.values(ACTS_OF).flat()
    const elsewhere = /^(person|desk|token)\.|^withheld$/
    expect(Object.keys(ACTS).filter((act) => !elsewhere.test(act) && !starts.some((start) => act.startsWith(start)))).toEqual([])
  })

  it('[UI-15] tells who did what, with the words of people beside it', async () => {
    const { container } = renderInterface(
      <RecordList
        events={[
          event({ data: JSON.stringify({ number: 3, kind: 'figure', wording: '412 to 38', priority: 'normal' }) }),
          event({
            seq: 2,
            action: 'verdict.given',
            data: JSON.stringify({ number: 3, verdict: 'verified', rationale: 'Two agencies.', wording: '412 to 38' }),
          }),
          event({
            seq: 3,
            actorId: null,
            actorName: 'Stet',
            action: 'claim.reopened',
            data: JSON.stringify({ number: 3, before: '412 to 38', after: '421 to 38', change: 'material', reasons: ['number'] }),
          }),
          event({ seq: 4, actorName: 'Stet', action: 'claim.reopened', data: JSON.stringify({ number: 4, change: 'minor', byIds: ['e', 'r', 'gone'] }) }),
          ...(['file', 'link'] as const).flatMap((type, index) =>
            ['evidence.captured', 'evidence.capture_failed'].map((action, at) =>
              event({ seq: 5 + 2 * index + at, action, data: JSON.stringify({ number: 3, type }) }),
            ),
          ),
          event({ seq: 9, action: 'evidence.captured', data: JSON.stringify({ number: 3, finalUrl: 'https://stet.example' }) }),
          event({ seq: 10, action: 'evidence.capture_failed', data: JSON.stringify({ number: 3 }) }),
        ]}
        personNames={{ e: 'Edda Editor', r: 'Rea Reporter' }}
      />,
    )
    const rows = screen.getAllByRole('listitem').map((row) => row.textContent)
    expect(rows[0]).toContain('Maya Ito tagged claim 3 (figure).')
    expect(rows[1]).toContain('Maya Ito checked claim 3: verified.')
    expect(rows[1]).toContain('Two agencies.')
    expect(rows[2]).toContain('Claim 3 was re-opened: its wording changed (a material change).')
    expect(rows[2]).toContain('removed: 412added: 421')
    expect(rows[3]).toContain('Claim 4 was re-opened: Edda Editor or Rea Reporter changed its wording (a minor change).')
    const sources = [
      'A file of claim 3 was read.',
      'A file of claim 3 could not be read.',
      'A link of claim 3 was captured.',
      'A link of claim 3 could not be captured.',
    ]
    for (const [index, sentence] of [...sources, 'A link of claim 3 was captured.', 'A source of claim 3 could not be captured.'].entries())
      expect(rows[4 + index]).toContain(sentence)
    expect(await faults(container)).toEqual([])
  })

  it('[CL-6h] says of what is withheld that it is, and shows no data of it', async () => {
    const hidden = event({ seq: 7, at: null, actorId: null, actorName: '', action: 'withheld', subject: '', data: '{}', withheld: true })
    const { container } = renderInterface(
      <>
        <WithheldNote articleId="a1" claims={[{ id: 'c3', number: 3 }]} />
        <RecordList events={[hidden]} />
      </>,
    )
    const row = screen.getByText('Withheld: not for you to read, or not yet.').closest('li')
    expect(row?.querySelector('time')).toBeNull()
    expect(row?.textContent).toContain(HASH)
    expect(screen.getByRole('link', { name: 'Claim 3' }).getAttribute('href')).toBe('/articles/a1?claim=c3')
    expect(await faults(container)).toEqual([])
  })

  it('[CL-7c] shows who may read confidential evidence its chain, told as that, with an export of its own', async () => {
    const data = JSON.stringify({ confidential: true, evidenceHash: HASH })
    const rows = [event({ chain: 'evidence:e1', action: 'evidence.added', subject: 'evidence:e1', data })]
    const chain = { evidenceId: 'e1', claim: { number: 3, removed: false }, type: 'note' as const, title: null, confidential: true, rows }
    const { container } = renderInterface(
      <OwnChains chains={[chain, { ...chain, evidenceId: 'e2', claim: { number: 4, removed: true }, type: 'link', title: 'Minutes', confidential: false }]} />,
    )
    const own = screen.getByRole('region', { name: 'Note, claim 3' })
    expect(own.textContent).toContain('Maya Ito added confidential evidence.')
    expect(own.textContent).not.toContain('Open to the desk now')
    const links = [...own.querySelectorAll('a')].map((link) => [link.getAttribute('href'), link.getAttribute('download')])
    expect(links).toEqual([
      ['/api/v1/evidence/e1/record?format=jsonl', 'record-evidence-e1.jsonl'],
      ['/api/v1/evidence/e1/record?format=json', 'record-evidence-e1.json'],
      ['/api/v1/evidence/e1/record/proofs', 'proofs-evidence-e1.json'],
    ])
    expect(screen.getByRole('region', { name: 'Link, claim 4 (removed): Minutes' }).textContent).toContain('Open to the desk now')
    expect(screen.getByText(/neither a row of it nor a gap/)).not.toBeNull()
    expect(await faults(container)).toEqual([])
  })

  it('[UI-15] renders the sentence of every act it knows', () => {
    renderInterface(
      <RecordList
        events={Object.keys(ACTS).map((action, index) =>
          event({
            seq: index + 1,
            action,
            data: JSON.stringify({
              number: 1,
              newNumber: 2,
              what: 'readers',
              otherNumber: 3,
              fromNumber: 4,
              kind: 'final',
              from: 'draft',
              to: 'checking',
              assigneeName: 'Omar',
              person: 'Cem',
              speaker: 'Putin',
              checkerName: 'Cleo',
              because: 'cleared',
              before: { state: 'open' },
              after: { state: 'done' },
              type: 'note',
              relation: 'context',
              verdict: 'incorrect',
              change: 'minor',
              reason: 'x',
            }),
          }),
        )}
      />,
    )
    for (const row of screen.getAllByRole('listitem')) expect(row.textContent).not.toContain('record.acts')
  })

  it('[UI-15] [CL-5k] says of a split and a merge who is asked to check what came of it', () => {
    const split = { number: 6, newNumber: 7, before: 'one two', after: 'one', checkers: 'Cleo Checker' }
    const merged = { number: 6, otherNumber: 7, before: 'one', after: 'one two' }
    renderInterface(
      <RecordList
        events={[
          event({ seq: 1, action: 'claim.split', data: JSON.stringify(split) }),
          event({ seq: 2, action: 'claim.merged', data: JSON.stringify({ ...merged, checkers: 'Cleo Checker' }) }),
          event({ seq: 3, action: 'claim.merged', data: JSON.stringify(merged) }),
        ]}
      />,
    )
    const said = screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(said).toEqual([
      expect.stringContaining('split claim 6: part of it is claim 7 now; asked to check it too: Cleo Checker.'),
      expect.stringContaining('made claim 7 part of claim 6; asked to check the whole: Cleo Checker.'),
      expect.stringContaining('made claim 7 part of claim 6.'),
    ])
  })

  it('[UI-15] says of a task who gave it to whom, what became of its due time, and that it was handed back, withdrawn or cleared', () => {
    const names = { number: 6, assigneeName: 'Cleo Checker', toName: 'Cleo Checker' }
    const before = { state: 'open', assigneeId: 'c', dueAt: '2026-07-20T08:00:00.000Z', question: null }
    const updated = (seq: number, after: object, more: object = {}) =>
      event({ seq, action: 'task.updated', data: JSON.stringify({ ...names, before, after: { ...before, ...after }, ...more }) })
    renderInterface(
      <RecordList
        events={[
          updated(1, { assigneeId: 'o' }, { toName: 'Omar Haddad' }),
          updated(2, { dueAt: '2026-07-21T09:30:00.000Z' }),
          updated(3, { state: 'cancelled' }, { ended: 'handed_back', reason: 'I know him.' }),
          updated(4, { state: 'cancelled' }, { ended: 'withdrawn' }),
          updated(5, { question: 'Which?' }),
          event({ seq: 6, action: 'task.ended', data: JSON.stringify({ ...names, because: 'cleared' }) }),
          event({ seq: 7, action: 'task.updated', data: JSON.stringify({ number: 6, before, after: { ...before, assigneeId: 'o' } }) }),
        ]}
      />,
    )
    const told = screen.getAllByRole('listitem').map((row) => row.querySelector('p')?.textContent)
    expect(told).toEqual([
      'Maya Ito gave the check of claim 6 from Cleo Checker to Omar Haddad.',
      'Maya Ito changed what Cleo Checker is asked about claim 6; due Jul 21, 2026, 9:30 AM instead of Jul 20, 2026, 8:00 AM.',
      'Maya Ito handed back the check of claim 6.',
      'Maya Ito withdrew the check of claim 6 from Cleo Checker.',
      'Maya Ito changed what Cleo Checker is asked about claim 6; with another question.',
      'Cleo Checker is not asked to check claim 6 any more: it is cleared.',
      'Maya Ito gave the task on claim 6 to somebody else.',
    ])
    expect(screen.getByText('I know him.')).toBeTruthy()
  })

  it('[UI-15] shows an act that it does not know by its name', () => {
    expect(telling(event({ action: 'article.translated', data: '{"language":"fr"}' }))).toEqual({
      act: 'other',
      values: {
        action: 'article.translated',
        confidential: 'false',
        checkers: 'none',
        passed: 'false',
        standIn: 'false',
        isAdmin: 'undefined',
        disabled: 'undefined',
        state: 'unknown',
        type: 'unknown',
        about: expect.any(String),
        language: 'fr',
        name: 'Maya Ito',
      },
      wording: null,
      change: null,
      memberships: null,
      changedBy: [],
      said: null,
    })
  })
})

describe('removed claims', () => {
  it('[CL-6t] stand folded with who took them out and why, or what they became part of, and open their history', async () => {
    const base = { kind: 'figure' as const, removedAt: '2026-07-20T11:00:00Z' }
    const claims = [
      { ...base, id: 'c1', number: 4, wording: 'five men', removedBy: 'Edda Editor', reason: 'No fact in it.', mergedInto: null },
      { ...base, id: 'c2', number: 3, wording: 'six men', removedBy: 'Cem Checker', reason: null, mergedInto: { id: 'c9', number: 1 } },
    ]
    const entry = {
      wording: 'five men',
      wordingHash: HASH,
      placed: true,
      at: base.removedAt,
      turn: 'first',
      change: null,
      authors: [],
      verdicts: [],
      waivers: [],
    }
    answer = () => Response.json({ wordings: [entry], withdrawn: [], splitFrom: null, merged: [] })
    const { container } = renderInterface(<RemovedClaims articleId="a1" claims={claims} more={false} />)
    expect(container.querySelector('details')?.open).toBe(false)
    fireEvent.click(screen.getByRole('heading', { name: 'Removed claims' }))
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('five menNo fact in it.Removed by Edda Editor'),
      expect.stringContaining('Merged by Cem Checker into claim 1'),
    ])
    expect(screen.getByRole('link', { name: 'claim 1' }).getAttribute('href')).toBe('/articles/a1?claim=c9')
    fireEvent.click(screen.getAllByRole('button', { name: 'Its history' })[0] ?? document.body)
    await waitFor(() => expect(screen.getAllByText('five men')).toHaveLength(2))
    expect(await faults(container)).toEqual([])
  })
})
