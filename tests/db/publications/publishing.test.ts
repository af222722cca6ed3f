import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { getArticle } from '#lib/queries/articles/get-article.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { correctArticle } from '#lib/services/publications/correct-article.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { withdrawArticle } from '#lib/services/publications/withdraw-article.ts'
import { giveSignOff } from '#lib/services/review/give-sign-off.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { acts, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const QUOTE = 'second since Russian forces invaded Ukraine'

/** An article with one claim, verified, with the fact-check and the final sign-off. */
async function approvedArticle(): Promise<{ articleId: string; claimId: string; contentHash: string }> {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, QUOTE)
  await verify(news.checker, claimId)
  await approve(articleId)
  return { articleId, claimId, contentHash: await hashOf(news.publisher, articleId) }
}

async function approve(articleId: string): Promise<void> {
  await signOff(news.checker, articleId, 'fact_check')
  await signOff(news.publisher, articleId, 'final')
}

const codesOf = (blockers: unknown) => (Array.isArray(blockers) ? blockers.map(({ code }: { code: string }) => code) : blockers)
const stageOf = async (articleId: string) => (await getArticle(news.reporter, articleId)).stage

describe('the way to publication', () => {
  it('[RE-3] the stage follows the facts: checking, ready, approved, back after an edit, approved again, published', async () => {
    const articleId = await news.newArticle()
    const stages = [await stageOf(articleId)]
    const look = async () => void stages.push(await stageOf(articleId))
    await updateArticle(news.reporter, { articleId, stage: 'checking' }).then(look)
    const claimId = await tag(news.editor, articleId, QUOTE)
    await look()
    await verify(news.checker, claimId).then(look)
    await approve(articleId).then(look)
    await type(news.reporter, articleId, ['The trip', 'The journey'])
    await reconcileClaims(news.reporter, articleId).then(look)
    await type(news.reporter, articleId, ['second', 'third'])
    await reconcileClaims(news.reporter, articleId).then(look)
    await verify(news.checker, claimId)
    await approve(articleId).then(look)
    await publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }).then(look)
    expect(stages).toEqual(['draft', 'checking', 'checking', 'ready', 'approved', 'ready', 'checking', 'approved', 'published'])
  })

  it('[RE-5] the gate lists everything open, each with a link to its place', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await updateArticle(news.editor, { articleId, legalFlag: true })
    const gate = await getGate(news.reporter, articleId)
    expect(gate).toMatchObject({
      publishable: false,
      blockers: [
        {
          code: 'claim-open',
          message: 'Claim 1 (“second since Russian forces invaded Ukraine”) is open: nobody has been asked to check it.',
          href: `/articles/${articleId}?claim=${claimId}`,
        },
        { code: 'sign-off-missing', message: 'The fact-check sign-off is missing.', href: `/articles/${articleId}/review#sign-off-fact_check` },
        { code: 'sign-off-missing', message: 'The legal sign-off is missing.', href: `/articles/${articleId}/review#sign-off-legal` },
        { code: 'sign-off-missing', message: 'The final sign-off is missing.', href: `/articles/${articleId}/review#sign-off-final` },
      ],
    })
  })

  it('[RE-5] publishing is refused with that very list while anything is open, and nothing changes', async () => {
    const articleId = await news.newArticle()
    await tag(news.editor, articleId, QUOTE)
    const gate = await getGate(news.publisher, articleId)
    const before = await acts(news.db, articleId)
    const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: gate.contentHash }))
    expect(refused).toMatchObject({ code: 'gate', extra: { blockers: gate.blockers } })
    expect(await news.db.publication.count({ where: { articleId } })).toBe(0)
    expect(await acts(news.db, articleId)).toEqual(before)
  })

  it('[RE-6] publishing freezes the exact copy, its hash, the claims and their verdicts', async () => {
    const { articleId, claimId, contentHash } = await approvedArticle()
    const { publicationId } = await publishArticle(news.publisher, { articleId, contentHash })
    const row = await news.db.publication.findUniqueOrThrow({ where: { id: publicationId } })
    const version = await news.db.articleVersion.findUniqueOrThrow({ where: { id: row.versionId } })
    expect(row).toMatchObject({ number: 1, kind: 'publication', contentHash, publishedById: news.publisher.actor.userId, note: null, breakGlassReason: null })
    expect(createHash('sha256').update(`stet-content-v1\n${version.canonical}`).digest('hex')).toBe(contentHash)
    expect(version.kind).toBe('published')
    expect(JSON.parse(row.claims)).toMatchObject([
      { id: claimId, number: 1, wording: QUOTE, state: 'verified', waived: false, verdicts: [{ checkerId: news.checker.actor.userId, verdict: 'verified' }] },
    ])
    await type(news.reporter, articleId, ['second', 'third'])
    await reconcileClaims(news.reporter, articleId)
    expect(await news.db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toEqual(row)
    expect(await stageOf(articleId)).toBe('published')
  })

  it('[RE-5a] an old hash is refused with the present one and what stands in its way, though all was approved', async () => {
    const { articleId, contentHash } = await approvedArticle()
    await type(news.reporter, articleId, ['The trip', 'The journey'])
    const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash }))
    expect(refused).toMatchObject({
      code: 'content-changed',
      extra: { contentHash: await hashOf(news.publisher, articleId), blockers: expect.arrayContaining([expect.objectContaining({ code: 'sign-off-stale' })]) },
    })
    expect(await news.db.publication.count({ where: { articleId } })).toBe(0)
  })

  it('[RE-5b] publishing while somebody types never publishes a change that nobody approved', async () => {
    const outcomes = new Set<string>()
    for (let round = 0; round < 10; round += 1) {
      const { articleId, contentHash } = await approvedArticle()
      const [outcome] = await Promise.all([
        publishArticle(news.publisher, { articleId, contentHash }).then(
          () => 'published',
          (error: { code?: string }) => error.code ?? 'broken',
        ),
        type(news.reporter, articleId, ['second', 'third']),
      ])
      outcomes.add(outcome)
      const rows = await news.db.publication.findMany({ where: { articleId } })
      expect(rows.map((row) => row.contentHash)).toEqual(outcome === 'published' ? [contentHash] : [])
      for (const row of rows) expect((await news.db.articleVersion.findUniqueOrThrow({ where: { id: row.versionId } })).canonical).not.toContain('third')
    }
    for (const outcome of outcomes) expect(['published', 'content-changed']).toContain(outcome)
  })

  it('[RE-5b] is done once when two press the button at once', async () => {
    const { articleId, contentHash } = await approvedArticle()
    const results = await Promise.allSettled([1, 2, 3].map(() => publishArticle(news.publisher, { articleId, contentHash })))
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
    expect(await news.db.publication.count({ where: { articleId } })).toBe(1)
    expect(await refusal(publishArticle(news.publisher, { articleId, contentHash }))).toMatchObject({ code: 'stage' })
  })

  it('[RE-1a] is the publisher’s alone', async () => {
    const { articleId, contentHash } = await approvedArticle()
    for (const who of [news.reporter, news.editor, news.checker, news.legal])
      expect(await refusal(publishArticle(who, { articleId, contentHash }))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(publishArticle(news.stranger, { articleId, contentHash }))).toMatchObject({ code: 'not-found' })
  })

  it('[RE-3b] a set time is refused with the field named, since nothing would publish then', async () => {
    const { articleId, contentHash } = await approvedArticle()
    expect(await refusal(publishArticle(news.publisher, { articleId, contentHash, publishAt: '2030-01-01T00:00:00Z' }))).toMatchObject({
      code: 'invalid-input',
      errors: [{ field: 'publishAt' }],
    })
    expect(await stageOf(articleId)).toBe('approved')
  })
})

describe('sign-offs', () => {
  it('[RE-4] name the copy and the claims they were given for; an edit makes them stale, not gone', async () => {
    const { articleId } = await approvedArticle()
    expect((await getReview(news.reporter, articleId)).signOffs.map(({ kind, stale, by }) => [kind, stale, by.name])).toEqual([
      ['fact_check', null, 'Cleo Checker'],
      ['final', null, 'Pia Publisher'],
    ])
    await type(news.reporter, articleId, ['The trip', 'The journey'])
    await reconcileClaims(news.reporter, articleId)
    const review = await getReview(news.reporter, articleId)
    expect(review.signOffs.map(({ stale }) => stale)).toEqual(['content', 'content'])
    expect(review.gate.blockers.map(({ code }) => code)).toEqual(['sign-off-stale', 'sign-off-stale'])
    await type(news.reporter, articleId, ['The journey', 'The trip'])
    await reconcileClaims(news.reporter, articleId)
    expect((await getGate(news.reporter, articleId)).publishable).toBe(true)
    expect((await acts(news.db, articleId)).filter((action) => action.startsWith('sign_off.'))).toEqual([
      'sign_off.given',
      'sign_off.given',
      'sign_off.stale',
      'sign_off.stale',
      'sign_off.restored',
      'sign_off.restored',
    ])
  })

  it('[RE-4a] a new claim makes them stale as well, though the copy is the same', async () => {
    const { articleId } = await approvedArticle()
    await tag(news.editor, articleId, 'Turkey, a NATO member')
    const review = await getReview(news.reporter, articleId)
    expect(review.signOffs.map(({ stale }) => stale)).toEqual(['claims', 'claims'])
  })

  it('[RE-4b] for another copy or other claims than those that stand are refused with the present hashes', async () => {
    const articleId = await news.newArticle()
    const { gate } = await getReview(news.checker, articleId)
    const other = '0'.repeat(64)
    const given = { articleId, kind: 'fact_check', contentHash: gate.contentHash, claimSetHash: gate.claimSetHash } as const
    for (const wrong of [
      { ...given, contentHash: other },
      { ...given, claimSetHash: other },
    ])
      expect(await refusal(giveSignOff(news.checker, wrong))).toMatchObject({
        code: 'content-changed',
        extra: { contentHash: gate.contentHash, claimSetHash: gate.claimSetHash },
      })
    expect((await getReview(news.checker, articleId)).signOffs).toEqual([])
  })

  it('[RE-4c] the fact-check waits for the claims, and final approval for all else', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    expect(await refusal(signOff(news.checker, articleId, 'fact_check'))).toMatchObject({ code: 'gate', extra: { blockers: [{ code: 'claim-open' }] } })
    expect((await getReview(news.checker, articleId)).blocked).toEqual({ fact_check: 'not-ready' })
    await verify(news.checker, claimId)
    const refused = await refusal(signOff(news.publisher, articleId, 'final'))
    expect(codesOf(refused.extra?.blockers)).toEqual(['sign-off-missing'])
    await signOff(news.editor, articleId, 'desk')
    await approve(articleId)
    expect((await getGate(news.publisher, articleId)).publishable).toBe(true)
  })

  it('[RE-2c] who wrote the copy signs neither the fact-check nor final; who checked does not give final', async () => {
    const everything = await openAllRoles()
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await verify(everything, claimId)
    await signOff(everything, articleId, 'fact_check')
    expect(await refusal(signOff(everything, articleId, 'final'))).toMatchObject({ code: 'four-eyes' })
    expect((await getReview(everything, articleId)).blocked).toEqual({ final: 'four-eyes' })
    await type(everything, articleId, ['The trip', 'The journey'])
    for (const kind of ['fact_check', 'final'] as const) expect(await refusal(signOff(everything, articleId, kind))).toMatchObject({ code: 'four-eyes' })
  })

  it('[RE-4d] legal signs when the article is flagged for legal', async () => {
    const { articleId, contentHash } = await approvedArticle()
    await updateArticle(news.legal, { articleId, legalFlag: true })
    expect(codesOf((await refusal(publishArticle(news.publisher, { articleId, contentHash }))).extra?.blockers)).toEqual(['sign-off-missing'])
    expect(await stageOf(articleId)).toBe('ready')
    await signOff(news.legal, articleId, 'legal')
    expect(await stageOf(articleId)).toBe('approved')
    await publishArticle(news.publisher, { articleId, contentHash })
  })
})

describe('breaking the glass', () => {
  it('[RE-2d] lets a publisher who wrote or checked approve alone, with a reason on the record', async () => {
    const everything = await openAllRoles()
    const articleId = await news.newArticle()
    await verify(everything, await tag(news.editor, articleId, QUOTE))
    await signOff(news.checker2, articleId, 'fact_check')
    const contentHash = await hashOf(everything, articleId)
    expect(await refusal(publishArticle(everything, { articleId, contentHash }))).toMatchObject({ code: 'gate' })
    const { publicationId } = await publishArticle(everything, { articleId, contentHash, breakGlassReason: 'The evacuation order ends at noon.' })
    expect(await news.db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toMatchObject({
      breakGlassReason: 'The evacuation order ends at noon.',
    })
    const event = await news.db.auditEvent.findFirstOrThrow({ where: { chain: articleId, action: 'article.glass_broken' } })
    expect(JSON.parse(event.data)).toMatchObject({ reason: 'The evacuation order ends at noon.', lifted: [{ code: 'sign-off-missing' }] })
  })

  it('[RE-2e] never lifts an open claim, nor the fact-check', async () => {
    const articleId = await news.newArticle()
    await tag(news.editor, articleId, QUOTE)
    const contentHash = await hashOf(news.publisher, articleId)
    const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash, breakGlassReason: 'Urgent.' }))
    expect(refused.code).toBe('gate')
    expect(codesOf(refused.extra?.blockers)).toEqual(['claim-open', 'sign-off-missing'])
  })

  it('[RE-2d] a reason that was not needed is not kept as one', async () => {
    const { articleId, contentHash } = await approvedArticle()
    const { publicationId } = await publishArticle(news.publisher, { articleId, contentHash, breakGlassReason: 'In case.' })
    expect(await news.db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toMatchObject({ breakGlassReason: null })
  })
})

describe('after publication', () => {
  async function publishedArticle() {
    const article = await approvedArticle()
    const { articleId, contentHash } = article
    await publishArticle(news.publisher, { articleId, contentHash })
    return article
  }

  it('[RE-7] a correction passes the same gate and carries a note to readers', async () => {
    const { articleId, claimId } = await publishedArticle()
    const had = await news.db.publication.findFirstOrThrow({ where: { articleId } })
    await type(news.reporter, articleId, ['second', 'third'])
    // What the question before a correction compares the copy with (UI-14c).
    const { publishedVersionId, claims } = await getReview(news.publisher, articleId)
    expect(publishedVersionId).toBe(had.versionId)
    expect(claims.map(({ taggedAt }) => Date.parse(taggedAt) <= had.publishedAt.getTime())).toEqual(claims.map(() => true))
    const contentHash = await hashOf(news.publisher, articleId)
    const note = 'An earlier version miscounted the trips.'
    const refused = await refusal(correctArticle(news.publisher, { articleId, contentHash, note }))
    expect(codesOf(refused.extra?.blockers)).toEqual(['claim-reopened', 'sign-off-stale', 'sign-off-stale'])
    await verify(news.checker, claimId)
    await approve(articleId)
    const { publicationId } = await correctArticle(news.publisher, { articleId, contentHash, note })
    expect(await news.db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toMatchObject({ number: 2, kind: 'correction', contentHash, note })
    expect(await stageOf(articleId)).toBe('corrected')
    expect((await getReview(news.publisher, articleId)).publishedVersionId).not.toBe(had.versionId)
  })

  it('[RE-7a] a correction of what readers have already, or of what they never had, is refused', async () => {
    const { articleId, contentHash } = await publishedArticle()
    expect(await refusal(correctArticle(news.publisher, { articleId, contentHash, note: 'x' }))).toMatchObject({ code: 'conflict' })
    const { claimId: _claimId, ...draft } = await approvedArticle()
    expect(await refusal(correctArticle(news.publisher, { ...draft, note: 'x' }))).toMatchObject({ code: 'stage' })
  })

  it('[RE-7b] a withdrawal leaves a notice and ends all work on the article', async () => {
    const { articleId, claimId, contentHash } = await publishedArticle()
    const { publicationId } = await withdrawArticle(news.publisher, { articleId, contentHash, note: 'The source took it back.' })
    expect(await news.db.publication.findUniqueOrThrow({ where: { id: publicationId } })).toMatchObject({
      number: 2,
      kind: 'withdrawal',
      contentHash,
      note: 'The source took it back.',
    })
    expect(await stageOf(articleId)).toBe('withdrawn')
    const { wordingHash } = await getClaim(news.checker, claimId)
    expect(wordingHash).toMatch(/^[0-9a-f]{64}$/)
    for (const act of [
      () => verify(news.checker, claimId),
      () => tag(news.editor, articleId, 'Turkey'),
      () => publishArticle(news.publisher, { articleId, contentHash }),
      () => withdrawArticle(news.publisher, { articleId, contentHash, note: 'x' }),
    ])
      expect(await refusal(act())).toMatchObject({ code: 'stage' })
    await expect(type(news.reporter, articleId, ['second', 'third'])).rejects.toThrow('forbidden')
  })

  it('[RE-7c] what readers have can be withdrawn while other copy stands in the workbench; another hash is refused', async () => {
    const { articleId, contentHash } = await publishedArticle()
    await type(news.reporter, articleId, ['second', 'third'])
    expect(await refusal(withdrawArticle(news.publisher, { articleId, contentHash: '0'.repeat(64), note: 'x' }))).toMatchObject({ code: 'content-changed' })
    await withdrawArticle(news.publisher, { articleId, contentHash, note: 'x' })
    expect(await stageOf(articleId)).toBe('withdrawn')
  })

  it('[RE-7c] nothing can be withdrawn that readers never had', async () => {
    const { articleId, contentHash } = await approvedArticle()
    expect(await refusal(withdrawArticle(news.publisher, { articleId, contentHash, note: 'x' }))).toMatchObject({ code: 'stage' })
  })
})

async function openAllRoles() {
  return contextOf(
    news.db,
    await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'editor', 'checker', 'publisher', 'legal'], name: 'Ola Alone' }),
  )
}
