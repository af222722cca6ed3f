import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CheckedBeforeItem } from '#lib/api/schemas/library.ts'
import { listCheckedBefore } from '#lib/queries/library/list-checked-before.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { updateDesk } from '#lib/services/desks/update-desk.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { confirmInherited } from '#lib/services/library/confirm-inherited.ts'
import { inheritVerdict } from '#lib/services/library/inherit-verdict.ts'
import { contextOf, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

let made = 0
/** A number that no other test uses, so that tests do not find each other's words. */
const fresh = () => `${(made += 1)}${'0'.repeat(made)}`

async function checked(words: string): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle(`Before it. ${words}. And after.`)
  const claimId = await tag(news.editor, articleId, words)
  await verify(news.checker, claimId)
  return { articleId, claimId }
}

async function open(words: string): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle(`In another article. ${words}. It goes on.`)
  return { articleId, claimId: await tag(news.editor, articleId, words) }
}

async function found(ctx: ServiceContext, claimId: string): Promise<CheckedBeforeItem[]> {
  return (await listCheckedBefore(ctx, claimId)).items
}

describe('words that were checked before', () => {
  it('[CL-10a] are found again whatever their typography, with verdict, checker, article and evidence', async () => {
    const n = fresh()
    const there = await checked(`Some ${n} ships waited in the “inner” harbour`)
    await addEvidence(news.checker, { claimId: there.claimId, type: 'link', url: 'https://example.org/ships', relation: 'supports' })
    const here = await open(`Some ${n} ships waited in the "inner" harbour`)
    expect(await found(news.editor, here.claimId)).toMatchObject([
      {
        article: { id: there.articleId, stage: 'draft' },
        desk: { name: 'World' },
        claim: { id: there.claimId, number: 1 },
        likeness: 1,
        change: null,
        outcome: 'verified',
        verdicts: [{ verdict: 'verified', rationale: 'Two sources agree.', checker: { name: 'Cleo Checker' } }],
        outOfDate: false,
        stands: true,
        evidence: [{ type: 'link', url: 'https://example.org/ships' }],
      },
    ])
  })

  it('[CL-10a] are not found in their own article, nor before anybody checked them', async () => {
    const words = `Exactly ${fresh()} people saw the first game`
    const articleId = await news.newArticle(`${words}. Later: ${words}, he said.`)
    for (const occurrence of [1, 2]) {
      const { claimId } = await tagClaim(news.editor, { articleId, quote: words, occurrence, kind: 'figure' })
      if (occurrence === 1) await verify(news.checker, claimId)
      else expect(await found(news.editor, claimId)).toEqual([])
    }
    const elsewhere = await open(`Nobody checked the ${fresh()} lorries there`)
    expect(await found(news.editor, (await open(`Nobody checked the ${elsewhere.claimId} lorries there`)).claimId)).toEqual([])
  })

  it('[CL-10b] are found where they are nearly the same, the figure that differs shown as such', async () => {
    const there = await checked('The ministry said 1,250 people were injured in the flood on Monday')
    const here = await open('The ministry said 1,350 people were injured in the flood on Monday')
    const [item] = await found(news.editor, here.claimId)
    expect(item).toMatchObject({ claim: { id: there.claimId }, change: { change: 'material', reasons: ['number'] } })
    expect(item?.change?.diff).toEqual([
      { op: 'same', text: 'The ministry said ' },
      { op: 'removed', text: '1,250' },
      { op: 'added', text: '1,350' },
      { op: 'same', text: ' people were injured in the flood on Monday' },
    ])
    expect(item?.likeness).toBeGreaterThan(0.5)
    expect(item?.likeness).toBeLessThan(1)
    const other = await open('The ministry said 40 houses were destroyed in a fire on Friday')
    expect(await found(news.editor, other.claimId)).toEqual([])
  })

  it.each([
    ['Міністерство повідомило, що 1250 людей поранено у понеділок вранці', 'Міністерство повідомило, що 1350 людей поранено у понеділок вранці'],
    ['وقالت الوزارة إن ثلاثة أشخاص أصيبوا في الفيضان يوم الاثنين', 'وقالت الوزارة إن أربعة أشخاص أصيبوا في الفيضان يوم الاثنين'],
    ['Erdoğan şehirde üç bakanla görüştü ve ülkesine döndü', 'Erdoğan şehirde dört bakanla görüştü ve ülkesine döndü'],
  ])('[CL-10b] in any script: %s', async (before, now) => {
    const there = await checked(before)
    expect(await found(news.editor, (await open(now)).claimId)).toMatchObject([{ claim: { id: there.claimId } }])
  })

  it('[CL-10b] short ones are found only where they are the same', async () => {
    const there = await checked('12.75 million')
    expect(await found(news.editor, (await open('12.76 million')).claimId)).toEqual([])
    expect(await found(news.editor, (await open('12.75 million')).claimId)).toMatchObject([{ claim: { id: there.claimId } }])
  })

  it('[CL-10c] tell of the newest verdict of each checker, and where they differ; and what became of them there', async () => {
    const words = `All ${fresh()} wells of the province were dry by spring`
    const there = await checked(words)
    const here = await open(words)
    await verify(news.checker2, there.claimId, 'incorrect')
    expect(await found(news.editor, here.claimId)).toMatchObject([{ outcome: 'disputed', verdicts: [{ verdict: 'verified' }, { verdict: 'incorrect' }] }])
    await verify(news.checker, there.claimId, 'incorrect')
    expect(await found(news.editor, here.claimId)).toMatchObject([{ outcome: 'incorrect', stands: true }])
    await type(news.reporter, there.articleId, ['province', 'country'])
    await reconcileClaims(news.reporter, there.articleId)
    expect(await found(news.editor, here.claimId)).toMatchObject([{ outcome: 'incorrect', stands: false }])
  })
})

describe('a finding on a part of the words', () => {
  it('[CL-10c] [CL-6u] leaves their verdict disputed there, shown with the words that it was given for', async () => {
    const n = fresh()
    const words = `Some ${n} sailors waited in the harbour for a month`
    const there = await checked(words)
    const part = await tag(news.editor, there.articleId, `${n} sailors waited`)
    await verify(news.checker2, part, 'incorrect')
    await moveEdges(news.editor, { claimId: part, quote: `Before it. ${words}` })
    const here = await open(words)
    const item = (await found(news.editor, here.claimId)).find(({ claim }) => claim.id === there.claimId)
    expect(item).toMatchObject({ wording: words, likeness: 1, change: null, stands: true, outcome: 'disputed', verdicts: [{ verdict: 'verified' }] })
  })

  it('[CL-10f] is no verdict on them: one of another article is brought over, and confirmed it is disputed', async () => {
    const n = fresh()
    const words = `Some ${n} divers waited in the harbour for a month`
    const there = await checked(words)
    await addEvidence(news.checker, { claimId: there.claimId, type: 'note', text: 'The harbour says so.', relation: 'supports' })
    const articleId = await news.newArticle(`In another article. ${words}. It goes on.`)
    const claimId = await tag(news.editor, articleId, `${n} divers waited`)
    await verify(news.checker2, claimId, 'incorrect')
    await moveEdges(news.editor, { claimId, quote: words })
    const { items, abilities } = await listCheckedBefore(news.checker, claimId)
    const verdictId = items[0]?.verdicts.at(-1)?.id ?? ''
    const { wordingHash } = await getClaim(news.checker, claimId)
    const { inheritedId } = await inheritVerdict(news.checker, { claimId, verdictId, wordingHash })
    expect([abilities.inherit, (await getClaim(news.checker, claimId)).inherited?.id]).toEqual([true, inheritedId])
    await confirmInherited(news.checker, { claimId, inheritedId, wordingHash })
    expect((await getClaim(news.checker, claimId)).state).toBe('disputed')
  })
})

describe('what one may not read', () => {
  it('[CL-10d] leaves no trace: another desk, a removed claim, a second check that is due', async () => {
    const words = `The bank moved ${fresh()} bars of gold across the border`
    const deskId = await makeDesk(news.db, { name: 'Money' })
    const writer = await makeActor(news.db, { deskId, roles: ['reporter', 'editor'] })
    const theirs = await makeArticle(news.db, { author: writer, deskId, content: `${words}.` })
    const claimId = await tag(contextOf(news.db, writer), theirs, words)
    await verify(contextOf(news.db, await makeActor(news.db, { deskId, roles: ['checker'] })), claimId)
    const here = await open(words)
    expect(await found(news.editor, here.claimId)).toEqual([])
    const both: ServiceContext = { ...news.editor, actor: { ...news.editor.actor, roles: { ...news.editor.actor.roles, [deskId]: ['legal'] } } }
    expect(await found(both, here.claimId)).toMatchObject([{ claim: { id: claimId }, desk: { name: 'Money' } }])
    expect(await refusal(listCheckedBefore(news.stranger, here.claimId))).toMatchObject({ code: 'not-found' })

    const there = await checked(words)
    expect(await found(news.editor, here.claimId)).toMatchObject([{ claim: { id: there.claimId } }])
    await updateClaim(news.editor, { claimId: there.claimId, secondCheck: true })
    for (const who of [news.editor, news.checker, news.checker2]) expect(await found(who, here.claimId)).toEqual([])
    await verify(news.checker2, there.claimId)
    expect(await found(news.editor, here.claimId)).toMatchObject([{ outcome: 'verified' }])
    await removeClaim(news.editor, { claimId: there.claimId, reason: 'Tagged twice.' })
    expect(await found(news.editor, here.claimId)).toEqual([])
  })

  it('[CL-10d] who is to give the second check on the claim itself is told nothing', async () => {
    const words = `Some ${fresh()} letters lay unopened in the old office`
    await checked(words)
    const here = await open(words)
    await updateClaim(news.editor, { claimId: here.claimId, secondCheck: true })
    await verify(news.checker, here.claimId)
    expect(await listCheckedBefore(news.checker2, here.claimId)).toMatchObject({ items: [], hidden: true })
    expect(await found(news.editor, here.claimId)).toHaveLength(1)
  })

  it('[CL-10d] confidential evidence is shown to its readers only', async () => {
    const words = `At least ${fresh()} contracts were signed without a tender`
    const there = await checked(words)
    await addEvidence(news.checker, { claimId: there.claimId, type: 'note', text: 'A clerk has the list.', relation: 'supports', confidential: true })
    const here = await open(words)
    expect((await found(news.checker, here.claimId))[0]?.evidence).toMatchObject([{ text: 'A clerk has the list.' }])
    expect(JSON.stringify(await listCheckedBefore(news.editor, here.claimId))).not.toMatch(/clerk|confidential":true/)
  })
})

it('[CL-10e] a verdict is out of date by the setting of the desk', async () => {
  const words = `About ${fresh()} trees were planted along the river`
  await checked(words)
  const here = await open(words)
  const later = (days: number): ServiceContext => ({ ...news.editor, now: () => new Date(Date.now() + days * 86_400_000) })
  expect(await found(later(89), here.claimId)).toMatchObject([{ outOfDate: false }])
  expect(await found(later(91), here.claimId)).toMatchObject([{ outOfDate: true }])
  const admin = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: [], isAdmin: true }))
  await updateDesk(admin, { deskId: news.deskId, verdictDays: 7 })
  expect(await found(later(8), here.claimId)).toMatchObject([{ outOfDate: true }])
})
