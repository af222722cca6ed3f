import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindAsked, searchQuerySchema, type SearchItem } from '#lib/api/schemas/search.ts'
import type { z } from 'zod'
import { CLAIM_STATES } from '#lib/domain/claims/terms.ts'
import { listClaims } from '#lib/queries/claims/list-claims.ts'
import { search } from '#lib/queries/search/search.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { captureAgain } from '#lib/services/evidence/capture-again.ts'
import { assignClaim } from '#lib/services/tasks/assign-claim.ts'
import { contextOf, failCapture, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { deleteParagraph, openNewsroom, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

async function find(ctx: ServiceContext, query: z.input<typeof searchQuerySchema>): Promise<SearchItem[]> {
  return (await search(ctx, searchQuerySchema.parse(query))).items
}

async function ids(ctx: ServiceContext, query: z.input<typeof searchQuerySchema>): Promise<string[]> {
  return (await find(ctx, query)).map(({ kind, id }) => `${kind} ${id}`)
}

const marks = (item: SearchItem | undefined) => item?.excerpt.filter(({ match }) => match).map(({ text }) => text)

describe('words', () => {
  it('[SR-2] are found whatever their endings, case and accents; phrases, or, and minus', async () => {
    const articleId = await makeArticle(news.db, {
      author: news.reporter.actor,
      deskId: news.deskId,
      title: 'The WHO warns of “quiet” winters',
      content: 'President Erdoğan’s ministers and/or aides were sailing past Çeşme.\n\nКиїв став іншим.',
    })
    const found = [`article ${articleId}`]
    for (const q of [
      'warning WINTER',
      'who',
      'erdogan minister',
      'cesme',
      '"quiet winters"',
      '“quiet winters”',
      'київ',
      'submarine or sailed',
      'warn -summer',
      'aides',
      '<aides>',
    ])
      expect([q, await ids(news.editor, { q, kind: 'article' })]).toEqual([q, found])
    for (const q of ['"winters quiet"', 'warn -winter', 'warn submarine', '"', '-', '()&|!:*', "' OR 1=1", '\u0001']) {
      expect([q, await ids(news.editor, { q, kind: 'article' })]).toEqual([q, []])
    }
  })

  it('[SR-1a] of an article are those of its copy as the last pass saw it', async () => {
    const articleId = await news.newArticle('A walrus was seen.\n\nIt swam away.')
    expect(await ids(news.editor, { q: 'walrus' })).toEqual([`article ${articleId}`])
    await type(news.reporter, articleId, ['walrus', 'narwhal'])
    await reconcileClaims(news.reporter, articleId)
    expect([await ids(news.editor, { q: 'walrus' }), await ids(news.editor, { q: 'narwhal' })]).toEqual([[], [`article ${articleId}`]])
    await tag(news.editor, articleId, 'narwhal was seen')
    await type(news.reporter, articleId, ['narwhal', 'dolphin'])
    await reconcileClaims(news.reporter, articleId)
    expect(await ids(news.editor, { q: 'narwhal' })).toEqual([])
    expect((await find(news.editor, { q: 'dolphin' })).map(({ kind }) => kind).toSorted()).toEqual(['article', 'claim'])
  })

  it('[SR-5] stand in excerpts of plain text, marked', async () => {
    await news.newArticle(`${'Long before it nothing happened at all in the town. '.repeat(40)}Then a “zeppelin” <b>landed</b> &amp; left.`)
    const [item] = await find(news.editor, { q: 'zeppelins' })
    expect(marks(item)).toEqual(['zeppelin'])
    expect(item?.excerpt.map(({ text }) => text).join('')).toMatch(/“zeppelin” <b>landed<\/b> &amp; left/)
    expect(item?.excerpt.map(({ text }) => text).join('').length).toBeLessThan(600)
  })
})

it('[SR-5] words that are short are told whole, with the figure that they begin with', async () => {
  const articleId = await news.newArticle('31 schooners left the port on Friday, an official said.')
  await tag(news.editor, articleId, '31 schooners left the port on Friday')
  const [claim] = await find(news.editor, { q: 'schooners', kind: 'claim' })
  expect(claim?.excerpt.map(({ text }) => text).join('')).toBe('31 schooners left the port on Friday')
  expect(marks(claim)).toEqual(['schooners'])
})

describe('evidence', () => {
  it('[SR-1] is found by what was written down and by what was captured', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, 'sold 20 drones')
    const { evidenceId: note } = await addEvidence(news.editor, { claimId, type: 'note', text: 'The ombudsman counted them twice.', relation: 'supports' })
    const { evidenceId: link } = await addEvidence(news.editor, { claimId, type: 'link', url: 'https://example.org/d', title: 'Drones', relation: 'context' })
    await failCapture(news.db, link)
    await captureAgain(news.editor, { evidenceId: link, text: `${'Filler. '.repeat(50)}The quartermaster signed for them.` })
    expect(await find(news.checker, { q: 'ombudsman' })).toMatchObject([
      { kind: 'evidence', id: note, claim: { id: claimId, number: 1 }, article: { id: articleId }, type: 'note', relation: 'supports', title: null },
    ])
    const [captured] = await find(news.checker, { q: 'quartermasters' })
    expect(captured).toMatchObject({ kind: 'evidence', id: link, title: 'Drones', confidential: false, pastedBy: { name: news.editor.actor.name } })
    expect(marks(captured)).toEqual(['quartermaster'])
  })

  it('[SR-1b] that is confidential is found by its readers only, in words, lists and counts', async () => {
    const claimId = await tag(news.editor, await news.newArticle(), 'sold 20 drones')
    const readers = [news.legal.actor.userId]
    const secret = { claimId, type: 'note', text: 'Whistleblower says forty.', relation: 'contradicts', confidential: true, readers } as const
    const { evidenceId } = await addEvidence(news.checker, secret)
    for (const who of [news.checker, news.legal]) expect(await ids(who, { q: 'whistleblower' })).toEqual([`evidence ${evidenceId}`])
    for (const who of [news.editor, news.publisher, news.checker2, news.stranger]) {
      expect(await ids(who, { q: 'whistleblower' })).toEqual([])
      expect(await ids(who, { kind: 'evidence', limit: 50 })).not.toContain(`evidence ${evidenceId}`)
    }
  })
})

describe('who may not read it', () => {
  it('[SR-1b] finds nothing of another desk, nor a claim that was removed, and learns of no desk', async () => {
    const articleId = await news.newArticle('An armadillo crossed the road.')
    const claimId = await tag(news.editor, articleId, 'armadillo crossed')
    expect(await ids(news.editor, { q: 'armadillo' })).toHaveLength(2)
    expect(await ids(news.stranger, { q: 'armadillo' })).toEqual([])
    expect(await ids(news.stranger, { q: 'armadillo', deskId: news.deskId })).toEqual([])
    expect(await ids(news.editor, { q: 'armadillo', deskId: await makeDesk(news.db) })).toEqual([])
    await removeClaim(news.editor, { claimId, reason: 'No claim.' })
    expect(await ids(news.editor, { q: 'armadillo' })).toEqual([`article ${articleId}`])
  })

  it('[SR-1b] finds the people whom the list of people shows', async () => {
    expect((await find(news.editor, { q: 'checker', kind: 'person' })).map((item) => (item.kind === 'person' ? item.name : item.kind)).toSorted()).toEqual([
      'Carl Checker',
      'Cleo Checker',
    ])
    expect(marks((await find(news.editor, { q: 'cleo (', kind: 'person' }))[0])).toBeUndefined()
    expect(marks((await find(news.editor, { q: 'CLEO', kind: 'person' }))[0])).toEqual(['Cleo'])
    expect(await find(news.stranger, { q: 'checker', kind: 'person' })).toEqual([])
    const admin = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: [], isAdmin: true, name: 'Ada Admin' }))
    expect(await find(admin, { q: 'sam stranger' })).toMatchObject([{ kind: 'person', name: 'Sam Stranger' }])
    expect(await find(admin, { q: 'armadillo' })).toEqual([])
  })

  it('[SR-1c] learns nothing of a first verdict while the second is due', async () => {
    const articleId = await news.newArticle('Exactly nine pelicans nested there.')
    const claimId = await tag(news.editor, articleId, 'nine pelicans')
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await verify(news.checker, claimId, 'incorrect')
    for (const filter of [{ verdict: 'incorrect' }, { checker: news.checker.actor.userId }, { state: 'incorrect' }] as const)
      expect(await ids(news.checker2, { q: 'pelicans', ...filter })).toEqual([])
    expect(await find(news.checker2, { q: 'pelicans', kind: 'claim' })).toMatchObject([{ state: 'awaiting_second', verdict: null }])
    await verify(news.checker2, claimId, 'incorrect')
    expect(await ids(news.editor, { q: 'pelicans', verdict: 'incorrect', checker: news.checker.actor.userId })).toEqual([`claim ${claimId}`])
    expect(await ids(news.checker, { q: 'pelicans', checker: 'me' })).toEqual([`claim ${claimId}`])
    expect(await ids(news.editor, { q: 'pelicans', checker: 'me' })).toEqual([])
  })
})

describe('filters', () => {
  it('[SR-3] by state find each claim in its state, as the claim itself says', async () => {
    const content = ['open', 'assigned', 'verified', 'incorrect', 'reopened', 'waived', 'gone', 'disputed'].map((word) => `The heron ${word} one.`).join('\n\n')
    const articleId = await news.newArticle(content)
    const on = (word: string) => tag(news.editor, articleId, `heron ${word} one`)
    await on('open')
    await assignClaim(news.editor, { claimId: await on('assigned'), assigneeId: news.checker.actor.userId })
    await verify(news.checker, await on('verified'))
    await verify(news.checker, await on('incorrect'), 'incorrect')
    await verify(news.checker, await on('reopened'))
    const waived = await on('waived')
    const disputed = await on('disputed')
    await on('gone')
    const hash = async (id: string) => (await listClaims(news.editor, articleId)).find((claim) => claim.id === id)?.wordingHash ?? ''
    await waiveClaim(news.editor, { claimId: waived, wordingHash: await hash(waived), reason: 'Known.' })
    await verify(news.checker, disputed)
    await verify(news.checker2, disputed, 'incorrect')
    await type(news.reporter, articleId, ['heron reopened one', 'heron reopened two'])
    await deleteParagraph(news.reporter, articleId, 'heron gone one')
    await reconcileClaims(news.reporter, articleId)
    const claims = await listClaims(news.editor, articleId)
    expect(new Set(claims.map(({ state }) => state)).size).toBe(8)
    for (const state of CLAIM_STATES) {
      const there = claims.filter((claim) => claim.state === state).map(({ id }) => `claim ${id}`)
      expect([state, await ids(news.editor, { q: 'heron', state })]).toEqual([state, there])
    }
  })

  it('[SR-3] by verdict, checker and age: the verdict that counts for the words as they are', async () => {
    const articleId = await news.newArticle('Some otters built a dam. Then it rained.')
    const claimId = await tag(news.editor, articleId, 'otters built a dam')
    const me = news.checker.actor.userId
    await verify(news.checker, claimId, 'incorrect')
    await verify(news.checker, claimId)
    const found = [`claim ${claimId}`]
    expect(await ids(news.editor, { q: 'otters', verdict: 'verified' })).toEqual(found)
    expect(await ids(news.editor, { q: 'otters', verdict: 'verified', checker: me, days: 1 })).toEqual(found)
    expect(await ids(news.editor, { q: 'otters', verdict: 'incorrect' })).toEqual([])
    expect(await ids(news.editor, { q: 'otters', checker: news.checker2.actor.userId })).toEqual([])
    const later = { ...news.editor, now: () => new Date(Date.now() + 8 * 86_400_000) }
    expect([await ids(later, { q: 'otters', checker: me, days: 7 }), await ids(later, { q: 'otters', days: 7 })]).toEqual([[], []])
    expect(await ids(later, { q: 'otters', days: 30 })).toHaveLength(2)
    await type(news.reporter, articleId, ['otters built', 'otters broke'])
    await reconcileClaims(news.reporter, articleId)
    expect(await ids(news.editor, { q: 'otters', verdict: 'verified' })).toEqual([])
  })

  it('[SR-3] that only claims can meet ask for claims where no kind is named', async () => {
    const articleId = await news.newArticle('Six badgers dug a badger sett.')
    const claimId = await tag(news.editor, articleId, 'badger sett')
    expect(await ids(news.editor, { q: 'badger' })).toContain(`article ${articleId}`)
    for (const kind of [undefined, 'claim' as const]) expect(await ids(news.editor, { q: 'badger', state: 'open', kind })).toEqual([`claim ${claimId}`])
    expect([{ state: 'open' as const }, { checker: claimId, kind: 'claim' as const }, { kind: 'person' as const }, {}].map(kindAsked)).toEqual([
      'claim',
      'claim',
      'person',
      undefined,
    ])
  })

  it('[SR-3] that only claims can meet are refused beside another kind, by name', () => {
    const parsed = searchQuerySchema.safeParse({ kind: 'article', state: 'open', verdict: 'verified' })
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toEqual(['state', 'verdict'])
    expect(searchQuerySchema.safeParse({ kind: 'claim', state: 'open' }).success).toBe(true)
  })
})

it('[SR-4] pages follow one another, newest first and people first, and repeat nothing', async () => {
  const deskId = await makeDesk(news.db, { name: 'Lynx watch' })
  const lynx = contextOf(news.db, await makeActor(news.db, { deskId, roles: ['reporter', 'editor'], name: 'Lena Lynx' }))
  for (const village of ['one', 'two', 'three', 'four']) {
    const articleId = await makeArticle(news.db, { author: lynx.actor, deskId, content: `A lynx was seen near village ${village}.` })
    await tag(lynx, articleId, 'lynx was seen')
  }
  const whole = await find(lynx, { q: 'lynx', limit: 50 })
  const count = (kind: SearchItem['kind']) => whole.filter((item) => item.kind === kind).length
  expect([whole[0]?.kind, count('person'), count('article'), count('claim')]).toEqual(['person', 1, 4, 4])
  expect(whole.slice(1).map(({ at }) => at)).toEqual(
    whole
      .slice(1)
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  )
  const paged: SearchItem[] = []
  let cursor: string | undefined
  do {
    const page = await search(lynx, searchQuerySchema.parse({ q: 'lynx', limit: 2, ...(cursor !== undefined && { cursor }) }))
    paged.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(paged).toEqual(whole)
  expect(await find(lynx, { limit: 50 })).toHaveLength(whole.length)
})
