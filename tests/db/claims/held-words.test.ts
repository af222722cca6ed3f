/** RE-5f, CL-5i: no way of taking a claim off its words clears what held it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listRemovedClaims } from '#lib/queries/claims/list-removed-claims.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { nameVersion } from '#lib/services/articles/name-version.ts'
import { restoreVersion } from '#lib/services/articles/restore-version.ts'
import { mergeClaims } from '#lib/services/claims/merge-claims.ts'
import { moveEdges } from '#lib/services/claims/move-edges.ts'
import { reattachClaim } from '#lib/services/claims/reattach-claim.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { splitClaim } from '#lib/services/claims/split-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { change, deleteParagraph, find, hashOf, openNewsroom, refusal, signOff, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom
beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const WORDS = 'the bridge cost 40 million dollars'
const COPY = `Experts say that ${WORDS}, they say.\n\nNothing else happened.`

async function tagged(words = WORDS, copy = COPY) {
  const articleId = await news.newArticle(copy)
  return { articleId, claimId: await tag(news.checker, articleId, words) }
}

const against = async (claimId: string, given: { confidential?: boolean; readers?: string[] } = {}) =>
  (await addEvidence(news.legal, { claimId, type: 'note', text: 'The invoice says 90 million.', relation: 'contradicts', ...given })).evidenceId
const secretly = async (claimId: string) => await against(claimId, { confidential: true, readers: [news.publisher.actor.userId] })
const remove = async (claimId: string) => await removeClaim(news.editor, { claimId, reason: 'No claim.' })
const open = async (articleId: string) => (await getReview(news.editor, articleId)).gate.blockers.filter(({ code }) => !code.startsWith('sign-off'))
const codes = async (articleId: string) => (await open(articleId)).map(({ code }) => code)
const cut = async (articleId: string, words: string) => {
  await type(news.reporter, articleId, [words, 'nothing'])
  await reconcileClaims(news.reporter, articleId)
}
/** Cut, so that the claim has no place, and removed by who may. */
async function cutAndRemove({ articleId, claimId }: { articleId: string; claimId: string }, paragraph = 'Experts say') {
  await deleteParagraph(news.reporter, articleId, paragraph)
  await reconcileClaims(news.reporter, articleId)
  expect((await getClaim(news.editor, claimId)).state).toBe('detached')
  await remove(claimId)
  expect(await open(articleId)).toEqual([])
}
const typeAgain = async (articleId: string, words = WORDS) => await type(news.reporter, articleId, ['Nothing else happened', `Nothing else happened: ${words}`])

/** The paragraph goes, its claim is removed, and its words are typed elsewhere. */
async function cutAndTypeAgain(articleId: string, claimId: string): Promise<void> {
  await deleteParagraph(news.reporter, articleId, 'Experts say')
  await reconcileClaims(news.reporter, articleId)
  await remove(claimId)
  await typeAgain(articleId)
}
async function assertRefused(articleId: string) {
  const refused = await refusal(publishArticle(news.publisher, { articleId, contentHash: await hashOf(news.publisher, articleId) }))
  expect([refused.code, JSON.stringify(refused.extra?.['blockers'])]).toEqual(['gate', expect.stringContaining('words-unclaimed')])
}

describe('a claim that is removed once its words are gone, and the words that come back', () => {
  it.each([
    [
      'verified, with evidence against it since',
      async (claimId: string) => {
        await verify(news.checker, claimId)
        await against(claimId)
      },
    ],
    ['open, with evidence against it', async (claimId: string) => void (await against(claimId))],
    ['open, with confidential evidence against it', async (claimId: string) => void (await secretly(claimId))],
    [
      'checked once of two',
      async (claimId: string) => {
        await updateClaim(news.editor, { claimId, secondCheck: true })
        await verify(news.checker2, claimId)
      },
    ],
    [
      'verified on evidence that was withdrawn',
      async (claimId: string) => {
        const on = await addEvidence(news.checker2, { claimId, type: 'note', text: 'So they say.', relation: 'supports' })
        await verify(news.checker, claimId)
        await withdrawEvidence(news.checker2, { evidenceId: on.evidenceId, reason: 'They do not.' })
      },
    ],
  ] satisfies [string, (claimId: string) => Promise<void>][])('[RE-5f] stay held: %s', async (state, make) => {
    const { articleId, claimId } = await tagged()
    await make(claimId)
    await cutAndRemove({ articleId, claimId })
    await typeAgain(articleId)
    expect(await open(articleId)).toEqual([
      {
        code: 'words-unclaimed',
        // Whatever the first of two checks came to (CL-6h).
        message: `“${WORDS}” ${state === 'checked once of two' ? 'was checked as claim 1 and not cleared,' : 'stood in claim 1, which was not cleared,'} and stands in the copy outside of every claim: tag it and have it checked, or change the words.`,
        href: `/articles/${articleId}?claim=${claimId}`,
      },
    ])
    await assertRefused(articleId)
    expect((await listRemovedClaims(news.publisher, { articleId, limit: 10 })).items).toMatchObject([{ id: claimId, reason: 'No claim.' }])
    // Other words are nobody's business.
    await type(news.reporter, articleId, ['cost 40 million', 'cost money, millions'])
    expect(await open(articleId)).toEqual([])
  })

  it('[RE-5f] by a restored version too, done by one editor alone', async () => {
    const { articleId, claimId } = await tagged()
    await verify(news.checker, claimId)
    await against(claimId)
    const { versionId } = await nameVersion(news.editor, { articleId, name: 'Before' })
    await cutAndRemove({ articleId, claimId })
    await restoreVersion(news.editor, { versionId })
    expect(await codes(articleId)).toEqual(['words-unclaimed'])
  })

  it('[RE-5f] [CL-8f] with a quote that a source has in other words', async () => {
    const said = '“We will never sell the company to anyone,” Ms Berg said.'
    const { articleId, claimId } = await tagged(said, `${said}\n\nNothing else happened.`)
    await addEvidence(news.checker2, { claimId, type: 'note', text: 'Ms Berg: "We will sell the company to anyone." That was all.', relation: 'supports' })
    expect(await codes(articleId)).toContain('quote-altered')
    await cutAndRemove({ articleId, claimId }, 'Ms Berg')
    await typeAgain(articleId, said)
    expect(await codes(articleId)).toEqual(['words-unclaimed', 'quote-altered'])
    // Tagged anew, they are compared with what the claim was compared with.
    await tag(news.checker, articleId, said)
    expect(await codes(articleId)).toEqual(['claim-open', 'quote-altered'])
  })

  it('[RE-5f] [CL-5i] tagged again they have the evidence and the second check of the claim that was removed', async () => {
    const { articleId, claimId } = await tagged()
    await updateClaim(news.editor, { claimId, secondCheck: true })
    await verify(news.checker2, claimId)
    await against(claimId)
    await cutAndRemove({ articleId, claimId })
    await typeAgain(articleId)
    const again = await tag(news.editor, articleId, `happened: ${WORDS}`)
    const claim = await getClaim(news.checker, again)
    expect(claim).toMatchObject({ state: 'open', secondCheck: true, evidence: [{ relation: 'contradicts', text: 'The invoice says 90 million.' }] })
    const row = (await listRecord(news.editor, articleId)).items.findLast(({ action }) => action === 'evidence.carried')
    expect(JSON.parse(row?.data ?? '')).toMatchObject({ number: 2, fromNumber: 1, type: 'note', relation: 'contradicts' })
    await verify(news.checker, again)
    await verify(news.checker2, again)
    expect(await open(articleId)).toEqual([])
    await signOff(news.editor, articleId, 'desk')
    // It comes once, and not again when it is withdrawn here.
    await withdrawEvidence(news.legal, { evidenceId: claim.evidence[0]?.id ?? '', reason: 'Another bridge.' })
    expect((await getClaim(news.checker, again)).evidence).toEqual([])
  })

  it.each(['cut', 'changed'])('[RE-5f] [CL-5i] a second check that was asked for is not lost with words that are %s and tagged again', async (how) => {
    const { articleId, claimId } = await tagged()
    await updateClaim(news.checker2, { claimId, secondCheck: true })
    if (how === 'changed') {
      await type(news.reporter, articleId, [WORDS.slice(1), 'here was a bridge'])
      await reconcileClaims(news.reporter, articleId)
    }
    await cutAndTypeAgain(articleId, claimId)
    expect(await codes(articleId)).toEqual(['words-unclaimed'])
    const again = await tag(news.editor, articleId, WORDS)
    await verify(news.checker, again)
    expect(await codes(articleId)).toEqual(['claim-awaiting-second'])
    await verify(news.checker2, again)
    expect(await open(articleId)).toEqual([])
  })

  it('[RE-5f] [CL-5i] no verdict of somebody who cannot read what speaks against them clears them', async () => {
    const { articleId, claimId } = await tagged()
    await secretly(claimId)
    await remove(claimId)
    expect(await codes(articleId)).toEqual(['words-unclaimed'])
    const again = await tag(news.editor, articleId, WORDS)
    expect(await codes(articleId)).toEqual(['claim-open'])
    await verify(news.checker, again)
    expect(await open(articleId)).toMatchObject([
      { code: 'claim-to-confirm', message: `Claim 2 (“${WORDS}”) has to be confirmed: a checker looks at it once more.` },
    ])
    // Nor its removal.
    await cutAndTypeAgain(articleId, again)
    expect(await codes(articleId)).toEqual(['words-unclaimed'])
    const third = await tag(news.checker, articleId, WORDS)
    expect((await getClaim(news.editor, third)).evidence).toEqual([])
    const [found] = (await getClaim(news.legal, third)).evidence
    expect(found).toMatchObject({ confidential: true, relation: 'contradicts' })
    await withdrawEvidence(news.legal, { evidenceId: found?.id ?? '', reason: 'A forgery.' })
    await verify(news.checker, third)
    expect(await open(articleId)).toEqual([])
  })

  it('[RE-5f] a claim that nothing holds leaves nothing behind', async () => {
    const { articleId, claimId } = await tagged()
    await remove(claimId)
    const checked = await tag(news.checker, articleId, WORDS)
    const evidenceId = await against(checked)
    await verify(news.checker2, checked)
    await cutAndRemove({ articleId, claimId: checked })
    await typeAgain(articleId)
    expect([await open(articleId), evidenceId]).toEqual([[], expect.any(String)])
  })

  it('[RE-5f] nor does it help to put the claim on other words', async () => {
    const { articleId, claimId } = await tagged()
    await secretly(claimId)
    await deleteParagraph(news.reporter, articleId, 'Experts say')
    await reconcileClaims(news.reporter, articleId)
    await reattachClaim(news.editor, { claimId, quote: 'Nothing else' })
    await typeAgain(articleId)
    expect(await codes(articleId)).toContain('words-unclaimed')
  })

  it('[RE-5f] nor to make open afterwards what is confidential', async () => {
    const { articleId, claimId } = await tagged()
    const evidenceId = await secretly(claimId)
    await deleteParagraph(news.reporter, articleId, 'Experts say')
    await reconcileClaims(news.reporter, articleId)
    await reattachClaim(news.editor, { claimId, quote: 'Nothing else' })
    await typeAgain(articleId)
    await changeEvidence(news.legal, { evidenceId, confidential: false })
    expect(await codes(articleId)).toContain('words-unclaimed')
    // Whoever tags them has it now, as open evidence.
    const again = await tag(news.editor, articleId, WORDS)
    expect([await codes(articleId), (await getClaim(news.checker, again)).evidence.map(({ relation }) => relation)]).toEqual([
      ['claim-open', 'claim-open'],
      ['contradicts'],
    ])
  })

  it('[RE-5f] nor to write them a second time and change them in the claim', async () => {
    const { articleId, claimId } = await tagged()
    await against(claimId)
    await cut(articleId, '40 million')
    await typeAgain(articleId)
    expect(await codes(articleId)).toEqual(['claim-open', 'words-unclaimed'])
  })
})

describe('words that are taken out of a claim with evidence against it that not everybody may read', () => {
  const [FIRST, SECOND] = ['The bridge cost 40 million dollars.', 'The mayor did not take bribes.']
  const BOTH = `${FIRST} ${SECOND}`
  const both = async () => await tagged(BOTH, `${BOTH}\n\nNothing else happened.`)
  const confirm = async (claimId: string) => {
    const { wordingHash } = await getClaim(news.publisher, claimId)
    await waiveClaim(news.publisher, { claimId, wordingHash, reason: 'I know of it.' })
  }

  it('[CL-5i] by a split, it is evidence of both', async () => {
    const { articleId, claimId } = await both()
    await secretly(claimId)
    const { claimId: part } = await splitClaim(news.editor, { claimId, quote: FIRST })
    for (const id of [claimId, part]) {
      expect((await getClaim(news.editor, id)).evidence).toEqual([])
      expect((await getClaim(news.legal, id)).evidence).toMatchObject([{ relation: 'contradicts', confidential: true }])
      await verify(news.checker, id)
    }
    expect(await codes(articleId)).toEqual(['claim-to-confirm', 'claim-to-confirm'])
    for (const id of [claimId, part]) await confirm(id)
    expect(await open(articleId)).toEqual([])
    const told = await news.db.notification.findMany({ where: { claimId: part, kind: 'evidence' }, select: { userId: true } })
    expect(told.map(({ userId }) => userId).toSorted()).toEqual([news.legal.actor.userId, news.publisher.actor.userId].toSorted())
  })

  it('[CL-5i] so it is where two were merged before', async () => {
    const { articleId, claimId } = await tagged(SECOND, `${BOTH}\n\nNothing else happened.`)
    const other = await tag(news.checker, articleId, FIRST)
    await secretly(other)
    await mergeClaims(news.editor, { claimId, otherId: other })
    const { claimId: part } = await splitClaim(news.editor, { claimId, quote: FIRST })
    await verify(news.checker, part)
    await verify(news.checker, claimId)
    expect(await codes(articleId)).toEqual(['claim-to-confirm', 'claim-to-confirm'])
  })

  it('[RE-5f] by merging and taking words out again they stay held', async () => {
    const { articleId, claimId } = await tagged(SECOND, `${BOTH}\n\nNothing else happened.`)
    const other = await tag(news.checker, articleId, FIRST)
    await secretly(other)
    await mergeClaims(news.editor, { claimId, otherId: other })
    await moveEdges(news.editor, { claimId, quote: SECOND })
    expect(await codes(articleId)).toEqual(['claim-open', 'words-unclaimed'])
  })

  it('[RE-5f] by other edges, until the claim is back on them or another stands on what was left out', async () => {
    const { articleId, claimId } = await both()
    await secretly(claimId)
    await moveEdges(news.editor, { claimId, quote: SECOND })
    expect(await codes(articleId)).toEqual(['claim-open', 'words-unclaimed'])
    await moveEdges(news.editor, { claimId, quote: BOTH })
    expect(await codes(articleId)).toEqual(['claim-open'])
    await moveEdges(news.editor, { claimId, quote: SECOND })
    const rest = await tag(news.editor, articleId, FIRST)
    expect(await codes(articleId)).toEqual(['claim-open', 'claim-open'])
    for (const id of [claimId, rest]) await verify(news.checker, id)
    expect(await codes(articleId)).toEqual(['claim-to-confirm', 'claim-to-confirm'])
    for (const id of [claimId, rest]) await confirm(id)
    expect(await open(articleId)).toEqual([])
  })

  it('[RE-5f] words that came to the claim after the evidence go again, and nothing tells of it', async () => {
    const { articleId, claimId } = await tagged(FIRST, `${BOTH}\n\nNothing else happened.`)
    await secretly(claimId)
    await moveEdges(news.editor, { claimId, quote: BOTH })
    await moveEdges(news.editor, { claimId, quote: FIRST })
    expect(await codes(articleId)).toEqual(['claim-open'])
  })

  it('[RE-5f] undo of the cut after the removal brings nothing back either', async () => {
    const { articleId, claimId } = await both()
    await verify(news.checker, claimId)
    await against(claimId)
    const copied = await remembered(articleId, BOTH)
    await cutAndRemove({ articleId, claimId }, FIRST)
    await copied()
    expect(await codes(articleId)).toEqual(['words-unclaimed'])
  })
})

/** Puts the words back with the marks that they had. */
async function remembered(articleId: string, words: string): Promise<() => Promise<void>> {
  let marks: Record<string, unknown> = {}
  await change(news.reporter, articleId, (doc) => {
    const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = find(doc, words).text.toDelta()
    marks = delta.find(({ insert }) => insert === words)?.attributes ?? {}
  }).catch(() => undefined)
  expect(Object.keys(marks)).not.toEqual([])
  return async () => await change(news.reporter, articleId, (doc) => find(doc, 'Nothing else').text.insert(0, `${words} `, marks))
}
