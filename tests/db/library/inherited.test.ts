import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClaimDto } from '#lib/api/schemas/claims.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listCheckedBefore } from '#lib/queries/library/list-checked-before.ts'
import { listQuotes } from '#lib/queries/quotes/list-quotes.ts'
import { getGate } from '#lib/queries/review/get-gate.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { captureAgain } from '#lib/services/evidence/capture-again.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { confirmInherited } from '#lib/services/library/confirm-inherited.ts'
import { inheritVerdict } from '#lib/services/library/inherit-verdict.ts'
import { takeBackInherited } from '#lib/services/library/take-back-inherited.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { contextOf, failCapture, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { acts, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

let made = 0
const words = () => `Exactly ${(made += 1)}${'0'.repeat(made)} tonnes of wheat left the port, he said`

interface Place {
  articleId: string
  claimId: string
}

async function checked(wording: string): Promise<Place & { verdictId: string }> {
  const articleId = await news.newArticle(`Before it. ${wording}. And after.`)
  const claimId = await tag(news.editor, articleId, wording)
  return { articleId, claimId, verdictId: await verify(news.checker, claimId) }
}

async function open(wording: string): Promise<Place> {
  const articleId = await news.newArticle(`In another article. ${wording}. It goes on.`)
  return { articleId, claimId: await tag(news.editor, articleId, wording) }
}

async function bringOver(ctx: ServiceContext, { claimId }: Place, verdictId: string): Promise<string> {
  const { wordingHash } = await getClaim(ctx, claimId)
  return (await inheritVerdict(ctx, { claimId, verdictId, wordingHash })).inheritedId
}

/** Nothing came along: without evidence here there is nothing to confirm. */
async function addNote({ claimId }: Place): Promise<void> {
  await addEvidence(news.editor, { claimId, type: 'note', text: 'The port says so.', relation: 'supports' })
}

async function confirm(ctx: ServiceContext, place: Place, inheritedId: string): Promise<ClaimDto> {
  const { claimId } = place
  const { wordingHash, evidence } = await getClaim(ctx, claimId)
  if (evidence.length === 0) {
    expect(await refusal(confirmInherited(ctx, { claimId, inheritedId, wordingHash }))).toMatchObject({ code: 'conflict' })
    await addNote(place)
  }
  await confirmInherited(ctx, { claimId, inheritedId, wordingHash })
  return await getClaim(ctx, claimId)
}

const later = (ctx: ServiceContext, days: number): ServiceContext => ({ ...ctx, now: () => new Date(Date.now() + days * 86_400_000) })

describe('a verdict that is brought over', () => {
  it('[CL-10i][CL-10l] leaves calls off the record behind, and is not confirmed here without evidence', async () => {
    const wording = words()
    const there = await checked(wording)
    const call = { claimId: there.claimId, type: 'call', text: 'Do not quote me.', relation: 'supports' } as const
    await addEvidence(news.checker, { ...call, terms: 'off_record' })
    await addEvidence(news.checker, { ...call, text: 'A secret.', confidential: true })
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker, here, there.verdictId)
    const claim = await getClaim(news.checker, here.claimId)
    expect(claim).toMatchObject({ evidence: [], inherited: { abilities: { confirm: false, takeBack: true } } })
    const { wordingHash } = claim
    expect(await refusal(confirmInherited(news.checker, { claimId: here.claimId, inheritedId, wordingHash }))).toMatchObject({ code: 'conflict' })
    await addNote(here)
    expect((await getClaim(news.checker, here.claimId)).inherited?.abilities.confirm).toBe(true)
    await confirmInherited(news.checker, { claimId: here.claimId, inheritedId, wordingHash })
    const { data } = await news.db.auditEvent.findFirstOrThrow({ where: { chain: here.articleId, action: 'verdict.inherited' } })
    for (const id of [there.articleId, there.claimId, there.verdictId]) expect(data).not.toContain(id)
  })

  it('[CL-10g] counts for nothing, and counts as a verdict of who confirms it', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await open(wording)
    const before = await getGate(news.editor, here.articleId)
    const inheritedId = await bringOver(news.checker2, here, there.verdictId)
    expect(await getClaim(news.checker2, here.claimId)).toMatchObject({
      state: 'open',
      verdicts: [],
      inherited: {
        id: inheritedId,
        verdict: 'verified',
        rationale: 'Two sources agree.',
        checker: { name: 'Cleo Checker' },
        outOfDate: false,
        diff: null,
        from: { articleId: there.articleId, claimId: there.claimId, title: 'Grain deal nears' },
        by: { name: 'Carl Checker' },
        abilities: { confirm: false, takeBack: true },
      },
    })
    expect(await getGate(news.editor, here.articleId)).toEqual(before)
    expect(await confirm(news.checker2, here, inheritedId)).toMatchObject({
      state: 'verified',
      inherited: null,
      verdicts: [{ verdict: 'verified', rationale: 'Two sources agree.', inherited: true, checker: { name: 'Carl Checker' } }],
    })
    expect((await acts(news.db, here.articleId)).slice(-3)).toEqual(['verdict.inherited', 'evidence.added', 'verdict.inherited_confirmed'])
    const record = await news.db.auditEvent.findMany({ where: { chain: here.articleId, action: 'verdict.inherited' } })
    expect(record[0]?.data).not.toContain('Grain deal')
  })

  it('[CL-10g] stands for its words: an edit puts it aside, taking the edit back brings it up again', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker, here, there.verdictId)
    const { wordingHash } = await getClaim(news.checker, here.claimId)
    await type(news.reporter, here.articleId, ['wheat', 'maize'])
    expect((await getClaim(news.checker, here.claimId)).inherited).toBeNull()
    expect(await refusal(confirmInherited(news.checker, { claimId: here.claimId, inheritedId, wordingHash }))).toMatchObject({ code: 'wording-changed' })
    const { wordingHash: present } = await getClaim(news.checker, here.claimId)
    expect(await refusal(confirmInherited(news.checker, { claimId: here.claimId, inheritedId, wordingHash: present }))).toMatchObject({ code: 'conflict' })
    await type(news.reporter, here.articleId, ['maize', 'wheat'])
    expect((await getClaim(news.checker, here.claimId)).inherited?.id).toBe(inheritedId)
    await verify(news.checker2, here.claimId, 'incorrect')
    expect(await getClaim(news.checker, here.claimId)).toMatchObject({ state: 'incorrect', inherited: null })
  })

  it('[CL-10g] is not confirmed once it is out of date', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker, here, there.verdictId)
    const { wordingHash } = await getClaim(news.checker, here.claimId)
    const inSpring = later(news.checker, 91)
    expect((await getClaim(inSpring, here.claimId)).inherited).toMatchObject({ outOfDate: true, abilities: { confirm: false, takeBack: true } })
    expect(await refusal(confirmInherited(inSpring, { claimId: here.claimId, inheritedId, wordingHash }))).toMatchObject({ code: 'conflict' })
  })

  it('[CL-10h] is confirmed under four eyes, and is one of two where two are needed', async () => {
    const wording = words()
    const there = await checked(wording)
    const writer = contextOf(news.db, await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'checker'], name: 'Wanda Writer' }))
    const articleId = await makeArticle(news.db, { author: writer.actor, deskId: news.deskId, content: `${wording}.` })
    const claimId = await tag(news.editor, articleId, wording)
    const { wordingHash } = await getClaim(writer, claimId)
    const over = { claimId, verdictId: there.verdictId, wordingHash }
    expect((await listCheckedBefore(writer, claimId)).abilities.inherit).toBe(false)
    expect(await refusal(inheritVerdict(writer, over))).toMatchObject({ code: 'four-eyes' })
    for (const ctx of [news.reporter, news.editor, news.publisher]) expect(await refusal(inheritVerdict(ctx, over))).toMatchObject({ code: 'forbidden' })
    expect(await refusal(inheritVerdict(news.stranger, over))).toMatchObject({ code: 'not-found' })
    const { inheritedId } = await inheritVerdict(news.checker2, over)
    for (const [ctx, code] of [
      [writer, 'four-eyes'],
      [news.editor, 'forbidden'],
      [news.stranger, 'not-found'],
    ] as const) {
      expect(await refusal(confirmInherited(ctx, { claimId, inheritedId, wordingHash }))).toMatchObject({ code })
      expect(await refusal(takeBackInherited(ctx, { claimId, inheritedId }))).toMatchObject({ code })
    }
    await updateClaim(news.editor, { claimId, secondCheck: true })
    expect((await confirm(news.checker, { articleId, claimId }, inheritedId)).state).toBe('awaiting_second')
    expect(await getClaim(news.checker2, claimId)).toMatchObject({ verdictsHidden: true, verdicts: [], inherited: null })
  })
})

describe('what its verdicts depend on', () => {
  const withCondition = async (ctx: ServiceContext, claimId: string, condition?: string) => {
    const { wordingHash } = await getClaim(ctx, claimId)
    return (await giveVerdict(ctx, { claimId, wordingHash, verdict: 'verified', rationale: 'Seen.', ...(condition !== undefined && { condition }) })).verdictId
  }

  it('[CL-10n] comes along from every verdict that counted, is shown before it is confirmed, and holds here', async () => {
    const wording = words()
    const there = await checked(wording)
    await withCondition(news.checker, there.claimId, 'tonnes of wheat')
    const newest = await withCondition(news.checker2, there.claimId)
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker2, here, newest)
    expect((await getClaim(news.checker2, here.claimId)).inherited?.conditions).toMatchObject([{ words: 'tonnes of wheat', checker: { name: 'Cleo Checker' } }])
    expect((await confirm(news.checker2, here, inheritedId)).verdicts).toMatchObject([{ condition: 'tonnes of wheat' }])
    await type(news.reporter, here.articleId, ['of wheat', 'of the wheat'])
    expect((await getClaim(news.checker2, here.claimId)).reopened).toMatchObject({ change: 'material', reasons: expect.arrayContaining(['condition']) })
  })

  it('[CL-10n] of several stretches all that lies between them has to stay; it is not brought to words without them', async () => {
    const wording = words()
    const there = await checked(wording)
    await withCondition(news.checker, there.claimId, 'Exactly')
    const newest = await withCondition(news.checker2, there.claimId, 'wheat')
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker, here, newest)
    const [verdict] = (await confirm(news.checker, here, inheritedId)).verdicts
    expect(verdict?.condition).toBe(wording.slice(0, wording.indexOf(' left')))
    const another = words()
    const first = await checked(another)
    const depends = await withCondition(news.checker, first.claimId, 'port, he')
    const place = await open(another.replace('port, he', 'port – he'))
    const { wordingHash } = await getClaim(news.checker2, place.claimId)
    expect(await refusal(inheritVerdict(news.checker2, { claimId: place.claimId, verdictId: depends, wordingHash }))).toMatchObject({ code: 'conflict' })
  })
})

describe('a verdict that holds no longer where it came from', () => {
  it('[CL-10o] is not confirmed: somebody has found otherwise, or evidence has come against it', async () => {
    for (const act of [
      (claimId: string) => verify(news.checker2, claimId, 'incorrect'),
      (claimId: string) => addEvidence(news.editor, { claimId, type: 'note', text: 'The port says no.', relation: 'contradicts' }),
    ]) {
      const wording = words()
      const there = await checked(wording)
      await addEvidence(news.editor, { claimId: there.claimId, type: 'note', text: 'The site says so.', relation: 'supports' })
      const here = await open(wording)
      const inheritedId = await bringOver(news.checker2, here, there.verdictId)
      await act(there.claimId)
      const { wordingHash } = await getClaim(news.checker2, here.claimId)
      const sent = { claimId: here.claimId, inheritedId, wordingHash }
      expect(await refusal(confirmInherited(news.checker2, sent))).toMatchObject({ code: 'conflict', detail: /holds no longer where it came from/ })
    }
  })
})

describe('a source that is withdrawn where it came from', () => {
  async function withSource(visibility: { confidential?: boolean } = {}) {
    const wording = words()
    const there = await checked(wording)
    const source = { claimId: there.claimId, type: 'note', text: 'The site says so.', relation: 'supports', ...visibility } as const
    const { evidenceId } = await addEvidence(news.editor, source)
    const here = await open(wording)
    return { there, here, evidenceId, inheritedId: await bringOver(news.checker2, here, there.verdictId) }
  }

  it('[CL-10m] is told as that with who and why, keeps the verdict from being confirmed, and who brought it over is told', async () => {
    const { here, evidenceId, inheritedId } = await withSource()
    await withdrawEvidence(news.checker, { evidenceId, reason: 'Site was a fake' })
    const claim = await getClaim(news.checker2, here.claimId)
    expect(claim).toMatchObject({
      evidence: [{ withdrawnThere: { by: { name: 'Cleo Checker' }, reason: 'Site was a fake' } }],
      inherited: { abilities: { confirm: false, takeBack: true } },
    })
    const told = await news.db.notification.findMany({ where: { claimId: here.claimId }, select: { userId: true, kind: true, action: true, actorName: true } })
    expect(told).toEqual([{ userId: news.checker2.actor.userId, kind: 'evidence', action: 'evidence.withdrawn_there', actorName: 'Stet' }])
    const sent = { claimId: here.claimId, inheritedId, wordingHash: claim.wordingHash }
    expect(await refusal(confirmInherited(news.checker2, sent))).toMatchObject({ code: 'conflict', detail: /withdrawn where it came from/ })
    await withdrawEvidence(news.checker2, { evidenceId: claim.evidence[0]?.id ?? '', reason: 'Fake, too' })
    await addNote(here)
    expect((await confirm(news.checker2, here, inheritedId)).state).toBe('verified')
  })

  it('[CL-10m] says neither who nor why to who may not read it there, and nothing of what is confidential there by then', async () => {
    const { there, evidenceId, here } = await withSource()
    const origin = await news.db.article.findUniqueOrThrow({ where: { id: there.articleId }, select: { deskId: true } })
    const elsewhere = await makeDesk(news.db, { name: 'Far' })
    await withdrawEvidence(news.checker, { evidenceId, reason: 'Site was a fake' })
    await news.db.article.update({ where: { id: there.articleId }, data: { deskId: elsewhere } })
    expect((await getClaim(news.checker2, here.claimId)).evidence).toMatchObject([{ withdrawnThere: { by: null, reason: null } }])
    await news.db.article.update({ where: { id: there.articleId }, data: origin })
    await news.db.evidence.update({ where: { id: evidenceId }, data: { confidential: true } })
    expect((await getClaim(news.checker2, here.claimId)).evidence).toMatchObject([{ withdrawnThere: null }])
  })
})

describe('what cannot be brought over', () => {
  it('[CL-10f] [DO-6e] is what differs in more than light words, is out of date, disputed, or changed there since; it is said why', async () => {
    const wording = words()
    const there = await checked(wording)
    const other = await open(wording.replace('wheat', 'maize'))
    const here = await open(wording)
    const { wordingHash } = await getClaim(news.checker2, here.claimId)
    // The other tests' words are nearly these.
    const blocked = async (ctx: ServiceContext, claimId: string) =>
      (await listCheckedBefore(ctx, claimId)).items.flatMap((item) => (item.claim.id === there.claimId ? [item.blocked] : []))
    const refused = async (ctx: ServiceContext, { claimId }: Place) => {
      const seen = await getClaim(ctx, claimId)
      return (await refusal(inheritVerdict(ctx, { claimId, verdictId: there.verdictId, wordingHash: seen.wordingHash }))).code
    }
    expect([await blocked(news.checker2, other.claimId), await refused(news.checker2, other)]).toEqual([['material'], 'conflict'])
    const inSpring = later(news.checker2, 91)
    expect([await blocked(inSpring, here.claimId), await refused(inSpring, here)]).toEqual([['out_of_date'], 'conflict'])
    const second = await verify(news.checker2, there.claimId, 'incorrect')
    expect([await blocked(news.checker2, here.claimId), await refused(news.checker2, here)]).toEqual([['disputed'], 'conflict'])
    expect((await refusal(inheritVerdict(news.checker2, { claimId: here.claimId, verdictId: second, wordingHash }))).code).toBe('conflict')
    await verify(news.checker2, there.claimId)
    await type(news.reporter, there.articleId, ['wheat', 'maize'])
    await reconcileClaims(news.reporter, there.articleId)
    expect([await blocked(news.checker2, here.claimId), await refused(news.checker2, here)]).toEqual([['changed_there'], 'conflict'])
    expect(await acts(news.db, here.articleId)).not.toContain('verdict.inherited')
  })

  it('[CL-10f] is anything while another waits or the words have a verdict, or when the words have changed under the hand', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await open(wording)
    const { wordingHash } = await getClaim(news.checker, here.claimId)
    const over = { claimId: here.claimId, verdictId: there.verdictId, wordingHash }
    expect(await refusal(inheritVerdict(news.checker, { ...over, wordingHash: 'a'.repeat(64) }))).toMatchObject({ code: 'wording-changed' })
    await inheritVerdict(news.checker, over)
    expect(await refusal(inheritVerdict(news.checker2, over))).toMatchObject({ code: 'conflict' })
    await verify(news.checker, here.claimId)
    expect(await refusal(inheritVerdict(news.checker2, over))).toMatchObject({ code: 'conflict' })
  })

  it('[CL-10f] a minor change can be brought over, and is shown', async () => {
    const wording = words()
    const there = await checked(wording)
    const here = await open(wording.replace('port, he', 'port – he'))
    await bringOver(news.checker2, here, there.verdictId)
    expect((await getClaim(news.checker2, here.claimId)).inherited?.diff).toEqual(expect.arrayContaining([{ op: 'removed', text: ',' }]))
  })
})

describe('its evidence', () => {
  it('[CL-10i] comes along as copies, confidential evidence stays where it is; [CL-10j] taken back, it goes', async () => {
    const wording = words()
    const there = await checked(wording)
    const { evidenceId: link } = await addEvidence(news.editor, {
      claimId: there.claimId,
      type: 'link',
      url: 'https://example.org/wheat',
      relation: 'supports',
    })
    await failCapture(news.db, link)
    await captureAgain(news.checker, { evidenceId: link, text: 'The port gave the figure.', title: 'Port report' })
    await addEvidence(news.checker, { claimId: there.claimId, type: 'note', text: 'A docker told me.', relation: 'supports', confidential: true })
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker, here, there.verdictId)
    const claim = await getClaim(news.checker2, here.claimId)
    expect(claim.evidence).toMatchObject([
      {
        type: 'link',
        url: 'https://example.org/wheat',
        createdBy: { name: 'Ed Editor' },
        broughtBy: { name: 'Cleo Checker' },
        captureState: 'captured',
        captures: [{ title: 'Port report', pasted: true }],
      },
    ])
    expect(
      JSON.stringify(await news.db.auditEvent.findMany({ where: { chain: here.articleId } }), (_, value) =>
        typeof value === 'bigint' ? Number(value) : value,
      ),
    ).not.toContain('docker')
    await takeBackInherited(news.checker2, { claimId: here.claimId, inheritedId })
    expect(await getClaim(news.checker2, here.claimId)).toMatchObject({ evidence: [], inherited: null, state: 'open' })
    expect((await getClaim(news.checker, there.claimId)).evidence).toHaveLength(2)
    expect((await acts(news.db, here.articleId)).at(-1)).toBe('verdict.inherited_taken_back')
    const again = await bringOver(news.checker, here, there.verdictId)
    await confirm(news.checker, here, again)
    expect(await refusal(takeBackInherited(news.checker, { claimId: here.claimId, inheritedId: again }))).toMatchObject({ code: 'conflict' })
  })

  it('[CL-7v] taken back, what its adder has made confidential since is kept, for its readers alone', async () => {
    const wording = words()
    const there = await checked(wording)
    await addEvidence(news.editor, { claimId: there.claimId, type: 'note', text: 'A docker told me.', relation: 'supports' })
    const here = await open(wording)
    const inheritedId = await bringOver(news.checker, here, there.verdictId)
    const [brought] = (await getClaim(news.editor, here.claimId)).evidence
    await changeEvidence(news.editor, { evidenceId: brought?.id ?? '', confidential: true })
    await takeBackInherited(news.checker2, { claimId: here.claimId, inheritedId })
    expect((await getClaim(news.editor, here.claimId)).evidence).toMatchObject([{ id: brought?.id, confidential: true }])
    expect((await getClaim(news.checker2, here.claimId)).evidence).toEqual([])
    const row = await news.db.auditEvent.findFirstOrThrow({ where: { chain: here.articleId, action: 'verdict.inherited_taken_back' } })
    expect(JSON.parse(row.data)).toMatchObject({ evidenceIds: [] })
  })

  it('[CL-10i] a source that an author of the words found elsewhere clears no quote here', async () => {
    const wording = `He said “we shipped ${(made += 1)}44 tonnes of wheat” on Friday`
    const there = await checked(wording)
    const quote = `We shipped ${made}44 tonnes of wheat`
    await addEvidence(news.reporter, { claimId: there.claimId, type: 'note', text: `He told me: “${quote}”`, relation: 'supports' })
    const here = await open(wording)
    await bringOver(news.checker, here, there.verdictId)
    expect((await listQuotes(news.checker, here.claimId)).items).toMatchObject([{ cannotClear: 'author' }])
  })

  it('[CL-10j] another desk sees what was brought over, and not where it comes from', async () => {
    const wording = words()
    const there = await checked(wording)
    const deskId = await makeDesk(news.db, { name: 'Trade' })
    const author = await makeActor(news.db, { deskId, roles: ['reporter', 'editor'] })
    const articleId = await makeArticle(news.db, { author, deskId, content: `${wording}.` })
    const claimId = await tag(contextOf(news.db, author), articleId, wording)
    const both: ServiceContext = { ...news.checker, actor: { ...news.checker.actor, roles: { ...news.checker.actor.roles, [deskId]: ['checker'] } } }
    await bringOver(both, { articleId, claimId }, there.verdictId)
    expect((await getClaim(contextOf(news.db, author), claimId)).inherited).toMatchObject({ from: null, checker: { name: 'Cleo Checker' } })
    expect((await getClaim(both, claimId)).inherited?.from).toMatchObject({ articleId: there.articleId })
  })
})
