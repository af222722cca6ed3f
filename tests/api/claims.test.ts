/** CL-1 to CL-10 as a program meets them: over HTTP alone, but for the typing itself, which goes through the log. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { OperationName } from '#lib/api/operations.ts'
import { claimSchema, type ClaimDto } from '#lib/api/schemas/claims.ts'
import { checkedBeforeSchema } from '#lib/api/schemas/library.ts'
import { articleQuotesSchema, quotesSchema } from '#lib/api/schemas/quotes.ts'
import { suggestionsSchema } from '#lib/api/schemas/suggestions.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { type } from '#tests/db/review/newsroom.ts'
import type { Sent } from './support/invoke.ts'
import { openNewsroom, type Newsroom, type PersonName } from './support/newsroom.ts'
import { caller, answerOf } from './support/world.ts'

const COPY = [
  'Putin arrived in Tehran on Tuesday. The trip was his second since Russian forces invaded Ukraine earlier this year.',
  '“We will never trade our sovereignty for gas,” President Ebrahim Raisi said. Iran has sold 20 drones to a NATO member.',
].join('\n\n')
const TRIP = 'second since Russian forces invaded Ukraine'

let newsroom: Newsroom
const as = (name: PersonName) => caller(newsroom, name)

beforeAll(async () => {
  newsroom = await openNewsroom()
  // Legal checks here too: two checkers are needed for a second check.
  const memberships = [{ deskId: newsroom.deskId, roles: ['legal', 'checker'] }]
  await as('admin')('updatePerson', { params: { id: newsroom.ids.legal }, body: { memberships } })
})
afterAll(() => newsroom.close())

async function write(content = COPY): Promise<string> {
  const { id } = await as('reporter')('createArticle', { body: { title: 'Putin in Tehran', deskId: newsroom.deskId, content } })
  return z.string().parse(id)
}

/** An operation whose answer is the claim. */
async function act(name: PersonName, operation: OperationName, claimId: string, sent: Sent = {}): Promise<ClaimDto> {
  return claimSchema.parse(await as(name)(operation, { ...sent, params: { id: claimId, ...sent.params } }))
}

async function tag(articleId: string, quote: string, name: PersonName = 'editor', kind = 'figure'): Promise<ClaimDto> {
  return claimSchema.parse(await as(name)('tagClaim', { params: { id: articleId }, body: { quote, kind } }))
}

async function judge(name: PersonName, claim: ClaimDto, verdict = 'verified'): Promise<ClaimDto> {
  return await act(name, 'giveVerdict', claim.id, { body: { verdict, rationale: 'Both trips are on record.', wordingHash: claim.wordingHash } })
}

/** A person types, and the pass that follows every commit is done. */
async function retype(name: PersonName, articleId: string, ...words: [string, string][]): Promise<void> {
  const actor = { userId: newsroom.ids[name], name, sessionId: null, roles: {}, isAdmin: false, scopes: null }
  for (const pair of words) await type({ db: newsroom.db, actor }, articleId, pair)
  await reconcileClaims({ db: newsroom.db, now: () => new Date(), newId: () => crypto.randomUUID() }, articleId)
}

test('[CL-1] a claim has a number, a kind, a priority, a note, its words with what stands around them, and who tagged it', async () => {
  const articleId = await write()
  const first = await tag(articleId, TRIP)
  expect(first).toMatchObject({ number: 1, kind: 'figure', priority: 'normal', state: 'open', blocking: true, taggedWording: TRIP, wording: TRIP })
  expect(first).toMatchObject({ createdBy: { name: 'editor' }, prefix: expect.stringMatching(/his $/), suffix: expect.stringMatching(/^ earlier/) })
  const body = { priority: 'high', kind: 'date', note: 'Count both.', legalFlag: true }
  expect(await act('editor', 'updateClaim', first.id, { body })).toMatchObject(body)
  // Overlapping, over two paragraphs, and in the headline.
  expect(await tag(articleId, 'Russian forces invaded Ukraine earlier this year')).toMatchObject({ number: 2 })
  expect(await tag(articleId, 'earlier this year.\n\n“We will never trade')).toMatchObject({ number: 3 })
  expect(await tag(articleId, 'Putin in Tehran', 'editor', 'event')).toMatchObject({ number: 4, prefix: '' })
})

test('[CL-2] who may not write tags all the same, by a quote with its place; what is not there, or there twice, is refused', async () => {
  const articleId = await write('A deal was made. A deal was broken.')
  const tagging = (body: Record<string, unknown>) => answerOf(newsroom, 'checker', 'tagClaim', { params: { id: articleId }, body: { kind: 'event', ...body } })
  expect(await tagging({ quote: 'no such words' })).toMatchObject({ status: 409, body: { code: 'quote-not-found' } })
  expect(await tagging({ quote: 'A deal' })).toMatchObject({ status: 409, body: { code: 'quote-ambiguous' } })
  const second = await tagging({ quote: 'A deal', suffix: ' was broken' })
  expect(second).toMatchObject({ status: 201, body: { prefix: expect.stringMatching(/made\. $/), createdBy: { name: 'checker' } } })
  expect(await answerOf(newsroom, 'outsider', 'tagClaim', { params: { id: articleId }, body: { quote: 'broken', kind: 'event' } })).toMatchObject({
    status: 404,
  })
})

test('[CL-3] a verdict is for the exact words: another number re-opens it, the old words restore it', async () => {
  const articleId = await write()
  const claim = await tag(articleId, TRIP)
  await judge('checker', claim)
  await retype('reporter', articleId, ['second', 'third'])
  const reopened = await act('checker', 'getClaim', claim.id)
  expect(reopened).toMatchObject({ state: 'reopened', blocking: true, reopened: { change: 'material', reasons: expect.arrayContaining(['number']) } })
  const late = { params: { id: claim.id }, body: { verdict: 'verified', rationale: 'As before.', wordingHash: claim.wordingHash } }
  expect(await answerOf(newsroom, 'checker', 'giveVerdict', late)).toMatchObject({
    status: 409,
    body: { code: 'wording-changed', wordingHash: reopened.wordingHash },
  })
  expect(await answerOf(newsroom, 'checker', 'stillHolds', { params: { id: claim.id }, body: { wordingHash: reopened.wordingHash } })).toMatchObject({
    status: 409,
    body: { code: 'change-is-material', reasons: ['number'], touched: [{ reason: 'number', before: 'second', after: 'third' }] },
  })
  await retype('reporter', articleId, ['third', 'second'])
  expect(await act('checker', 'getClaim', claim.id)).toMatchObject({ state: 'verified', reopened: null })
})

test('[CL-3d] [DO-6b] after a synonym the claim waits until its own checker says with one click that the verdict still holds', async () => {
  const articleId = await write()
  const claim = await tag(articleId, TRIP)
  await judge('checker', claim)
  await retype('reporter', articleId, ['forces', 'troops'])
  const { wordingHash, ...reopened } = await act('checker', 'getClaim', claim.id)
  expect(reopened).toMatchObject({
    state: 'reopened',
    blocking: true,
    reopened: { change: 'minor', reasons: [], touched: [] },
    abilities: { stillHolds: true },
  })
  const body = { wordingHash }
  expect(await answerOf(newsroom, 'editor', 'stillHolds', { params: { id: claim.id }, body })).toMatchObject({ status: 403 })
  expect(await answerOf(newsroom, 'checker', 'stillHolds', { params: { id: claim.id }, body: { wordingHash: claim.wordingHash } })).toMatchObject({
    status: 409,
    body: { code: 'wording-changed' },
  })
  expect(await answerOf(newsroom, 'checker', 'stillHolds', { params: { id: claim.id }, body })).toMatchObject({
    status: 200,
    body: { state: 'verified', blocking: false },
  })
})

test('[CL-4] a claim whose words are gone is listed as detached, and comes back where a person says', async () => {
  const articleId = await write()
  const claim = await tag(articleId, TRIP)
  await retype('reporter', articleId, [TRIP, ''])
  expect(await act('editor', 'getClaim', claim.id)).toMatchObject({ state: 'detached', blocking: true, wording: TRIP })
  const listed = z.array(claimSchema).parse((await as('editor')('listClaims', { params: { id: articleId } }))['items'])
  expect(listed.map(({ id, state }) => [id, state])).toEqual([[claim.id, 'detached']])
  const body = { quote: 'arrived in Tehran on Tuesday' }
  expect(await answerOf(newsroom, 'reporter', 'reattachClaim', { params: { id: claim.id }, body })).toMatchObject({ status: 403 })
  expect(await act('editor', 'reattachClaim', claim.id, { body })).toMatchObject({ state: 'open', wording: body.quote, taggedWording: TRIP })
})

test('[CL-4] [DO-8e] a verdict does not go to a sentence that denies it when the one that was checked is deleted', async () => {
  const paid = 'The minister paid the firm 40,000 euros'
  const articleId = await write(`${paid}. It rains.\n\nHis lawyer denies that ${paid}, and calls it a smear.`)
  const body = { quote: paid, kind: 'figure', occurrence: 1 }
  const claim = claimSchema.parse(await as('editor')('tagClaim', { params: { id: articleId }, body }))
  expect(await judge('checker', claim)).toMatchObject({ state: 'verified', blocking: false })
  await retype('reporter', articleId, [`${paid}. It rains.`, ''])
  expect(await act('editor', 'getClaim', claim.id)).toMatchObject({ state: 'detached', blocking: true, wording: paid })
  expect(await as('editor')('getGate', { params: { id: articleId } })).toMatchObject({
    publishable: false,
    blockers: expect.arrayContaining([expect.objectContaining({ code: 'claim-detached' })]),
  })
})

test('[CL-5] its edges are moved, it is split and merged, and all of it stands in its history', async () => {
  const articleId = await write()
  const claim = await tag(articleId, TRIP)
  const wider = await act('checker', 'moveClaimEdges', claim.id, { body: { quote: `${TRIP} earlier this year` } })
  expect(wider.wording).toBe(`${TRIP} earlier this year`)
  const part = claimSchema.parse(await as('checker')('splitClaim', { params: { id: claim.id }, body: { quote: 'earlier this year', kind: 'date' } }))
  expect(part).toMatchObject({ number: 2, kind: 'date', wording: 'earlier this year' })
  expect((await act('checker', 'getClaim', claim.id)).wording).toBe(TRIP)
  expect((await act('checker', 'mergeClaim', claim.id, { body: { otherId: part.id } })).wording).toBe(`${TRIP} earlier this year`)
  const history = await as('reporter')('getClaimHistory', { params: { id: claim.id } })
  expect(history).toMatchObject({ wordings: expect.arrayContaining([expect.objectContaining({ placed: true })]), merged: [{ id: part.id, number: 2 }] })
  expect(await answerOf(newsroom, 'checker', 'getClaim', { params: { id: part.id } })).toMatchObject({ status: 410 })
})

test('[CL-6] open, assigned, in checking, a blind second check that differs, agreed, and waived with a reason', async () => {
  const articleId = await write()
  const claim = await tag(articleId, TRIP)
  const { id: taskId } = await as('editor')('assignClaim', { params: { id: claim.id }, body: { assigneeId: newsroom.ids.checker, secondCheck: true } })
  expect(await act('editor', 'getClaim', claim.id)).toMatchObject({ state: 'assigned', secondCheck: true })
  await as('checker')('updateTask', { params: { id: z.string().parse(taskId) }, body: { state: 'in_checking' } })
  expect((await act('editor', 'getClaim', claim.id)).state).toBe('in_checking')
  await judge('checker', claim)
  expect(await act('legal', 'getClaim', claim.id)).toMatchObject({ state: 'awaiting_second', blocking: true, verdictsHidden: true, verdicts: [] })
  expect(await judge('legal', claim, 'incorrect')).toMatchObject({ state: 'disputed', blocking: true, verdictsHidden: false })
  expect(await judge('legal', claim)).toMatchObject({ state: 'verified', blocking: false })
  const other = await tag(articleId, 'sold 20 drones')
  const waiver = { params: { id: other.id }, body: { wordingHash: other.wordingHash, reason: 'Known to all.' } }
  expect(await answerOf(newsroom, 'checker', 'waiveClaim', waiver)).toMatchObject({ status: 403 })
  expect(claimSchema.parse(await as('publisher')('waiveClaim', waiver))).toMatchObject({
    state: 'waived',
    blocking: false,
    waiver: { reason: 'Known to all.' },
  })
})

test('[CL-8] quotes are compared with each source: exact, altered with its diff, which holds publication back, and not found', async () => {
  const articleId = await write()
  const claim = await tag(articleId, 'We will never trade our sovereignty for gas', 'editor', 'quote')
  const source = async (text: string) => await as('checker')('addEvidence', { params: { id: claim.id }, body: { type: 'note', text, relation: 'supports' } })
  await source('Raisi said: "We will never sell our sovereignty for gas."')
  const read = async () => quotesSchema.parse(await as('reporter')('listQuotes', { params: { id: claim.id } }))
  expect(await read()).toMatchObject({
    items: [
      {
        result: 'altered',
        diff: expect.arrayContaining([
          { op: 'removed', text: 'sell' },
          { op: 'added', text: 'trade' },
        ]),
      },
    ],
    quotes: [{ altered: true, speaker: 'President Ebrahim Raisi', speakerNamed: null }],
  })
  await judge('checker', claim)
  const blockers = async () => z.array(z.object({ code: z.string() })).parse((await as('publisher')('getGate', { params: { id: articleId } }))['blockers'])
  expect((await blockers()).map(({ code }) => code)).toContain('quote-altered')
  await source('"We will never trade our sovereignty for gas," he said.')
  expect((await read()).items.map(({ result }) => result).toSorted()).toEqual(['altered', 'exact'])
  expect((await blockers()).map(({ code }) => code)).not.toContain('quote-altered')
  const all = articleQuotesSchema.parse(await as('editor')('listArticleQuotes', { params: { id: articleId } }))
  expect(all.items).toMatchObject([{ claimId: claim.id, altered: false, sources: [{ result: 'altered' }, { result: 'exact' }] }])
})

test('[CL-8n] a mark that has lost its partner is told as such, and lets no altered quotation through', async () => {
  const articleId = await write()
  const claim = await tag(articleId, 'We will never trade our sovereignty for gas', 'editor', 'quote')
  const text = 'Raisi said: "We will never sell our sovereignty for gas."'
  await as('checker')('addEvidence', { params: { id: claim.id }, body: { type: 'note', text, relation: 'supports' } })
  await retype('reporter', articleId, ['“We will never', 'We will never'])
  const { quotes } = quotesSchema.parse(await as('reporter')('listQuotes', { params: { id: claim.id } }))
  expect(quotes).toMatchObject([{ quote: 'We will never trade our sovereignty for gas', unpaired: true, altered: true }])
  expect(await as('publisher')('getGate', { params: { id: articleId } })).toMatchObject({
    blockers: expect.arrayContaining([expect.objectContaining({ code: 'quote-altered', message: expect.stringContaining('has no partner') })]),
  })
})

test('[CL-2] of the same words in other quotation marks those are tagged that stand exactly so', async () => {
  const articleId = await write('Er sagte „das ist vorbei“ und sie «das ist vorbei».')
  expect(await tag(articleId, '„das ist vorbei“')).toMatchObject({ wording: '„das ist vorbei“' })
  expect(await tag(articleId, '«das ist vorbei»')).toMatchObject({ wording: '«das ist vorbei»' })
  expect(await answerOf(newsroom, 'editor', 'tagClaim', { params: { id: articleId }, body: { quote: '"das ist vorbei"', kind: 'quote' } })).toMatchObject({
    body: { code: 'quote-ambiguous' },
  })
})

test('[CL-8q] an ellipsis that turns the sense round is altered, and shows what fell out', async () => {
  const articleId = await write('He said “we will … trade our sovereignty for gas” on Friday.')
  const claim = await tag(articleId, 'we will … trade our sovereignty for gas', 'editor', 'quote')
  const body = { type: 'note', text: '“We will never trade our sovereignty for gas,” he said.', relation: 'supports' }
  await as('checker')('addEvidence', { params: { id: claim.id }, body })
  expect(quotesSchema.parse(await as('reporter')('listQuotes', { params: { id: claim.id } })).items).toMatchObject([
    { result: 'altered', diff: expect.arrayContaining([{ op: 'removed', text: ' never ' }]) },
  ])
})

test('[CL-8o] the words of the article, typed by who may not check or as an excerpt of what was not read, let no altered quotation through', async () => {
  const articleId = await write()
  const claim = await tag(articleId, 'We will never trade our sovereignty for gas', 'editor', 'quote')
  const add = async (name: PersonName, body: object) => await as(name)('addEvidence', { params: { id: claim.id }, body: { relation: 'supports', ...body } })
  await add('checker', { type: 'note', text: 'Raisi said: "We will never sell our sovereignty for gas."' })
  await add('reporter', { type: 'note', text: 'We will never trade our sovereignty for gas' })
  await add('editor', { type: 'link', url: 'https://example.org/said', excerpt: 'We will never trade our sovereignty for gas' })
  const { quotes, items } = quotesSchema.parse(await as('reporter')('listQuotes', { params: { id: claim.id } }))
  expect([quotes[0]?.altered, items.map(({ result, cannotClear }) => [result, cannotClear])]).toEqual([
    true,
    [
      ['altered', null],
      ['exact', 'author'],
      ['exact', 'excerpt'],
    ],
  ])
})

test('[CL-8h] who may not read the source that differs is told whom to ask when they override', async () => {
  const articleId = await write()
  const claim = await tag(articleId, 'We will never trade our sovereignty for gas', 'editor', 'quote')
  const body = { type: 'note', text: 'Raisi said: "We will never sell our sovereignty for gas."', relation: 'supports', confidential: true }
  await as('checker')('addEvidence', { params: { id: claim.id }, body })
  const { quotes } = quotesSchema.parse(await as('editor')('listQuotes', { params: { id: claim.id } }))
  expect(quotes).toMatchObject([{ altered: false, holdsBack: true }])
  const override = { params: { id: claim.id }, body: { quoteHash: quotes[0]?.quoteHash, reason: 'Let it be.' } }
  expect(await answerOf(newsroom, 'editor', 'overrideQuote', override)).toMatchObject({
    status: 409,
    body: { detail: 'Publication waits for this quote, and to let it stand is not yours to decide. Ask who checked the claim, or have the words changed.' },
  })
  expect(await answerOf(newsroom, 'checker', 'overrideQuote', override)).toMatchObject({ status: 403 })
})

test('[CL-9] suggestions come with their reasons and without a verdict; what was accepted or dismissed is remembered', async () => {
  const articleId = await write()
  const params = { id: articleId }
  const read = async () => suggestionsSchema.parse(await as('checker')('listSuggestions', { params }))
  const [first, second] = (await read()).items
  if (!first || !second) throw new Error('nothing was suggested')
  expect([first.reasons.length > 0, JSON.stringify(first).includes('verdict')]).toEqual([true, false])
  const { quote, prefix, suffix } = first
  const accepted = claimSchema.parse(await as('checker')('acceptSuggestion', { params, body: { quote, prefix, suffix } }))
  expect(accepted).toMatchObject({ wording: quote, kind: first.kind, state: 'open', verdicts: [] })
  await as('reporter')('dismissSuggestion', { params, body: { wordingHash: second.wordingHash } })
  const after = await read()
  expect(after.items.map(({ wordingHash }) => wordingHash)).not.toContain(second.wordingHash)
  expect(after.items.map((item) => item.quote)).not.toContain(quote)
  expect(after.dismissed).toMatchObject([{ wordingHash: second.wordingHash, by: { name: 'reporter' } }])
  expect(after.coverage.tagged).toBeGreaterThan(0)
})

test('[CL-10] what was checked in another article stands beside the same words, is brought over by a person, and counts once confirmed', async () => {
  const before = await tag(await write(), 'sold 20 drones to a NATO member')
  await judge('checker', before)
  const claim = await tag(await write('Reports say that Iran has sold 20 drones to a NATO member, and more.'), 'sold 20 drones to a NATO member')
  const { items } = checkedBeforeSchema.parse(await as('checker')('listCheckedBefore', { params: { id: claim.id } }))
  const [found] = items
  expect(found).toMatchObject({ claim: { id: before.id }, likeness: 1, outcome: 'verified', outOfDate: false, blocked: null })
  await as('checker')('addEvidence', { params: { id: claim.id }, body: { type: 'note', text: 'The register has them.', relation: 'supports' } })
  const brought = await act('checker', 'inheritVerdict', claim.id, { body: { verdictId: found?.verdicts[0]?.id, wordingHash: claim.wordingHash } })
  expect(brought).toMatchObject({ state: 'open', blocking: true, inherited: { verdict: 'verified', abilities: { confirm: true } } })
  const confirm = { params: { id: claim.id, inherited: brought.inherited?.id ?? '' }, body: { wordingHash: claim.wordingHash } }
  expect(claimSchema.parse(await as('checker')('confirmInherited', confirm))).toMatchObject({ state: 'verified', verdicts: [{ inherited: true }] })
  const search = await as('reporter')('search', { query: { q: '"20 drones"', kind: 'claim', verdict: 'verified' } })
  expect(
    z
      .array(z.object({ id: z.string() }))
      .parse(search['items'])
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([before.id, claim.id].toSorted())
  expect((await as('outsider')('search', { query: { q: '"20 drones"' } }))['items']).toEqual([])
})

test('[RE-5j] [CL-8w] [CL-6n] what leaves a claim that is not cleared is found elsewhere, with its quotes, and no second check is removed', async () => {
  const both = 'The bridge cost 40 million dollars and the mayor took bribes from a builder.'
  const said = '“We will never sell the company to anyone,” Ms Berg said.'
  const articleId = await write(`${both} ${said}\n\nFiller words here. More of them here.`)
  const claim = await tag(articleId, both)
  await judge('checker', claim, 'incorrect')
  const quote = await tag(articleId, said, 'editor', 'quote')
  const body = { type: 'note', text: 'Ms Berg: "We will sell the company to anyone."', relation: 'supports' }
  await as('checker')('addEvidence', { params: { id: quote.id }, body })
  await retype('reporter', articleId, [' and the mayor took bribes from a builder', ''], ['never ', ''])
  const open = async () =>
    z
      .array(z.object({ code: z.string() }))
      .parse((await as('reporter')('getGate', { params: { id: articleId } }))['blockers'])
      .flatMap(({ code }) => (code.startsWith('sign-off') ? [] : [code]))
  for (const { id } of [claim, quote]) await judge('checker', await act('checker', 'getClaim', id))
  expect(await open()).toEqual([])
  await retype('reporter', articleId, ['Filler words', 'The mayor took bribes from a builder. Filler words'], ['More of', `${said} More of`])
  expect(await open()).toEqual(['words-unclaimed', 'quote-altered'])

  const asked = await tag(articleId, 'Filler words here')
  await act('editor', 'updateClaim', asked.id, { body: { secondCheck: true } })
  const refused = await answerOf(newsroom, 'editor', 'removeClaim', { params: { id: asked.id }, body: { reason: 'None.' } })
  expect(refused).toMatchObject({ status: 409, body: { hold: 'second_asked' } })
})
