import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getClaimHistory } from '#lib/queries/claims/get-claim-history.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { namesInRecord } from '#lib/queries/record/names-in-record.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { reconcileClaims } from '#lib/services/claims/reconcile-claims.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { stillHolds } from '#lib/services/verdicts/still-holds.ts'
import { acts, change, find, openNewsroom, refusal, tag, type, verify, type Newsroom } from '../review/newsroom.ts'

let news: Newsroom

beforeAll(async () => {
  news = await openNewsroom()
})
afterAll(() => news.close())

const QUOTE = 'second since Russian forces invaded Ukraine'

async function checkedClaim(quote = QUOTE): Promise<{ articleId: string; claimId: string }> {
  const articleId = await news.newArticle()
  const claimId = await tag(news.editor, articleId, quote)
  await verify(news.checker, claimId)
  return { articleId, claimId }
}

/** Types, and lets the pass run as it would a moment later. */
async function retype(articleId: string, before: string, after: string): Promise<void> {
  await type(news.reporter, articleId, [before, after])
  await reconcileClaims(news.reporter, articleId)
}

/** Formats words as an editor would. */
async function formatWords(articleId: string, words: string, attributes: Record<string, unknown>): Promise<void> {
  await change(news.reporter, articleId, (doc) => {
    const { text, at } = find(doc, words)
    text.format(at, words.length, attributes)
  })
  await reconcileClaims(news.reporter, articleId)
}

/** Replaces selected words as an editor does: what is typed carries no claim that ends there. */
async function typeOver(articleId: string, before: string, after: string): Promise<void> {
  await change(news.reporter, articleId, (doc) => {
    const { text, at } = find(doc, before)
    const marks = text.toDelta().flatMap(({ attributes }: { attributes?: object }) => Object.keys(attributes ?? {}))
    text.delete(at, before.length)
    text.insert(at, after)
    text.format(at, after.length, Object.fromEntries(marks.map((name: string) => [name, null])))
  })
  await reconcileClaims(news.reporter, articleId)
}

describe('a verdict with a condition', () => {
  it('[CL-3j] a change that loses the words it depends on is material, and any other is what it is', async () => {
    const articleId = await news.newArticle('The nations of the world have firmly resolved to work together on the programme.')
    const quote = 'have firmly resolved to work together'
    const claimId = await tag(news.editor, articleId, quote)
    const { wordingHash } = await getClaim(news.checker, claimId)
    const given = { claimId, verdict: 'verified' as const, rationale: 'So the treaty.', wordingHash }
    expect(await refusal(giveVerdict(news.checker, { ...given, condition: 'firm' }))).toMatchObject({ code: 'invalid-input', errors: [{ field: 'condition' }] })
    await giveVerdict(news.checker, { ...given, condition: 'firmly' })
    await retype(articleId, 'resolved', 'resolve')
    const minor = await getClaim(news.checker, claimId)
    expect(minor).toMatchObject({ reopened: { change: 'minor', reasons: [] }, verdicts: [{ condition: 'firmly' }] })
    await stillHolds(news.checker, { claimId, wordingHash: minor.wordingHash })
    await retype(articleId, 'firmly', 'freely')
    const material = await getClaim(news.checker, claimId)
    expect(material).toMatchObject({ reopened: { change: 'material', reasons: ['condition'] }, abilities: { stillHolds: false } })
    expect(await refusal(stillHolds(news.checker, { claimId, wordingHash: material.wordingHash }))).toMatchObject({ code: 'change-is-material' })
  })
})

describe('the history of a claim', () => {
  it('[CL-3i] tells every wording, newest first, with what changed, by whom, and what was decided on it', async () => {
    const { articleId, claimId } = await checkedClaim()
    await retype(articleId, 'second', 'third')
    await type(news.editor, articleId, ['invaded', 'entered'])
    await reconcileClaims(news.editor, articleId)
    const { wordingHash } = await getClaim(news.editor, claimId)
    await waiveClaim(news.publisher, { claimId, wordingHash, reason: 'Known.' })
    await retype(articleId, 'entered', 'invaded')
    await retype(articleId, 'third', 'second')
    const { wordings } = await getClaimHistory(news.legal, claimId)
    expect(wordings).toMatchObject([
      { wording: QUOTE, turn: 'restored', change: { change: 'material', reasons: ['number'] } },
      { turn: 'reopened', change: { diff: [{ op: 'same' }, { op: 'removed', text: 'entered' }, { op: 'added', text: 'invaded' }, { op: 'same' }] } },
      { turn: 'changed', waivers: [{ reason: 'Known.', by: { name: 'Pia Publisher' } }] },
      { turn: 'reopened', change: { change: 'material', reasons: ['number'] }, verdicts: [], waivers: [] },
      { wording: QUOTE, turn: 'first', placed: true, change: null, verdicts: [{ verdict: 'verified', checker: { name: 'Cleo Checker' } }] },
    ])
    expect(wordings.map(({ authors }) => authors.map(({ name }) => name).toSorted())).toContainEqual(['Ed Editor', 'Rita Reporter'])
  })
})

describe('a verdict is bound to the wording it was given for', () => {
  it('[CL-3] an edit inside a verified claim re-opens it, with a diff of what changed', async () => {
    const { articleId, claimId } = await checkedClaim()
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', blocking: false, reopened: null })
    await retype(articleId, 'second', 'third')
    expect(await getClaim(news.checker, claimId)).toMatchObject({
      state: 'reopened',
      blocking: true,
      wording: 'third since Russian forces invaded Ukraine',
      reopened: {
        change: 'material',
        reasons: ['number'],
        diff: [
          { op: 'removed', text: 'second' },
          { op: 'added', text: 'third' },
          { op: 'same', text: ' since Russian forces invaded Ukraine' },
        ],
      },
      verdicts: [{ current: false }],
    })
    expect(await acts(news.db, articleId)).toEqual(['article.created', 'claim.tagged', 'verdict.given', 'claim.reopened'])
    const { items } = await listRecord(news.editor, articleId)
    expect(Object.values(await namesInRecord(news.editor, items))).toEqual([news.reporter.actor.name])
  })

  it('[CL-3k] a re-opened claim says who changed its words since the verdict', async () => {
    const { articleId, claimId } = await checkedClaim()
    await retype(articleId, 'second', 'third')
    expect((await getClaim(news.checker, claimId)).reopened).toMatchObject({ by: [{ name: 'Rita Reporter' }] })
    await type(news.editor, articleId, ['invaded', 'entered'])
    // Between an edit and the pass nobody has looked who it was.
    expect((await getClaim(news.checker, claimId)).reopened).toMatchObject({ by: [{ name: 'Rita Reporter' }] })
    await reconcileClaims(news.editor, articleId)
    const again = (await getClaim(news.checker, claimId)).reopened
    expect(again?.by.map(({ name }) => name)).toEqual(['Rita Reporter', 'Ed Editor'])
    expect(again?.at).toEqual(expect.any(String))
  })

  it('[CL-3h] striking out "not" re-opens the claim as a material change, and taking the stroke away restores it', async () => {
    const articleId = await news.newArticle('The ministers did not agree on the second draft of the plan.')
    const claimId = await tag(news.editor, articleId, 'ministers did not agree')
    await verify(news.checker, claimId)
    await formatWords(articleId, 'not', { strike: {} })
    expect(await getClaim(news.checker, claimId)).toMatchObject({
      state: 'reopened',
      wording: 'ministers did n\u0336o\u0336t\u0336 agree',
      reopened: { change: 'material', reasons: ['negation', 'struck'] },
    })
    await formatWords(articleId, 'not', { strike: null })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: 'ministers did not agree' })
  })

  it('[CL-3h] a raised figure is another figure, and bold changes nothing', async () => {
    const articleId = await news.newArticle('The reactor made 106 watts last year.')
    const claimId = await tag(news.editor, articleId, 'made 106 watts')
    await verify(news.checker, claimId)
    await formatWords(articleId, '6', { bold: {} })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: 'made 106 watts' })
    await formatWords(articleId, '6', { superscript: {} })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'made 10⁶ watts', reopened: { reasons: ['number'] } })
  })

  it('[CL-4c] a figure typed over the last word of a claim is in the claim, and typing the old one back restores the verdict', async () => {
    const { articleId, claimId } = await checkedClaim('has sold 20')
    await typeOver(articleId, '20', '30')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'has sold 30' })
    await typeOver(articleId, '30', '20')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: 'has sold 20' })
  })

  it('[CL-4c] a figure that goes on beyond the edge of a claim re-opens it', async () => {
    const { articleId, claimId } = await checkedClaim('has sold 20')
    await typeOver(articleId, ' drones', '0 drones')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'has sold 200' })
  })

  it('[CL-4c] words typed over the left edge of an overlapping claim stay in both, and typing them back restores both', async () => {
    const { articleId, claimId } = await checkedClaim('sold 20 drones')
    const other = await tag(news.editor, articleId, 'Turkey, a NATO member, has sold')
    await verify(news.checker, other)
    await typeOver(articleId, 'has sold', 'had bought')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'had bought 20 drones' })
    expect(await getClaim(news.checker, other)).toMatchObject({ state: 'reopened', wording: 'Turkey, a NATO member, had bought' })
    await typeOver(articleId, 'had bought', 'has sold')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: 'sold 20 drones' })
    expect(await getClaim(news.checker, other)).toMatchObject({ state: 'verified', wording: 'Turkey, a NATO member, has sold' })
  })

  it('[CL-3b] typing it back restores the verdict', async () => {
    const { articleId, claimId } = await checkedClaim()
    await retype(articleId, 'invaded', 'entered')
    await retype(articleId, 'entered', 'invaded')
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', reopened: null, verdicts: [{ current: true }] })
    expect((await acts(news.db, articleId)).slice(-2)).toEqual(['claim.reopened', 'claim.restored'])
  })

  it('[CL-3c] a change of quote style or of spaces does nothing', async () => {
    const { articleId, claimId } = await checkedClaim('has sold 20 drones to Ukrainian soldiers, “without conditions”')
    const before = await acts(news.db, articleId)
    await retype(articleId, '“without conditions”', '"without conditions"')
    await retype(articleId, 'sold 20', 'sold\u00a020')
    expect(await getClaim(news.checker, claimId)).toMatchObject({
      state: 'verified',
      wording: 'has sold\u00a020 drones to Ukrainian soldiers, "without conditions"',
    })
    expect(await acts(news.db, articleId)).toEqual(before)
  })

  it('[CL-3e] the state is right for a reader even before the pass has run', async () => {
    const { articleId, claimId } = await checkedClaim()
    await type(news.reporter, articleId, ['second', 'third'])
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'third since Russian forces invaded Ukraine' })
    expect(await acts(news.db, articleId)).not.toContain('claim.reopened')
  })

  it('[CL-3f] the pass changes nothing when it runs again, and costs one look when nobody typed', async () => {
    const { articleId } = await checkedClaim()
    await type(news.reporter, articleId, ['second', 'third'])
    expect(await reconcileClaims(news.reporter, articleId)).toEqual({ changed: true })
    const after = await acts(news.db, articleId)
    expect(await reconcileClaims(news.reporter, articleId)).toEqual({ changed: false })
    await news.db.document.update({ where: { articleId }, data: { reconciledSeq: 0 } })
    expect(await reconcileClaims(news.reporter, articleId)).toEqual({ changed: false })
    expect(await acts(news.db, articleId)).toEqual(after)
  })

  it('[CL-3f] typing outside every claim is seen and changes nothing but the time of the last change', async () => {
    const { articleId } = await checkedClaim()
    const before = await news.db.article.findUniqueOrThrow({ where: { id: articleId } })
    const record = await acts(news.db, articleId)
    await type(news.reporter, articleId, ['NATO member', 'NATO ally'])
    expect(await reconcileClaims({ ...news.reporter, now: () => new Date('2030-01-01T00:00:00Z') }, articleId)).toEqual({ changed: false })
    expect(await news.db.article.findUniqueOrThrow({ where: { id: articleId } })).toEqual({ ...before, updatedAt: new Date('2030-01-01T00:00:00Z') })
    const { head, reconciledSeq } = await news.db.document.findUniqueOrThrow({ where: { articleId } })
    expect(reconciledSeq).toBe(head)
    expect(await acts(news.db, articleId)).toEqual(record)
  })

  it('[CL-3f] two passes at once record one re-opening', async () => {
    const { articleId } = await checkedClaim()
    await type(news.reporter, articleId, ['second', 'third'])
    await Promise.all([1, 2, 3, 4].map(() => reconcileClaims(news.reporter, articleId)))
    expect((await acts(news.db, articleId)).filter((action) => action === 'claim.reopened')).toHaveLength(1)
  })

  it('[CL-6d] an edit ends a waiver, and typing it back restores it', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    const { wordingHash } = await getClaim(news.editor, claimId)
    await waiveClaim(news.editor, { claimId, wordingHash, reason: 'Common knowledge.' })
    expect(await getClaim(news.editor, claimId)).toMatchObject({
      state: 'waived',
      blocking: false,
      waiver: { reason: 'Common knowledge.', by: { name: 'Ed Editor' } },
    })
    await retype(articleId, 'second', 'third')
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'reopened', blocking: true, waiver: null })
    await retype(articleId, 'third', 'second')
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'waived' })
  })
})

describe('an invisible character', () => {
  it('[CL-3c] re-opens a claim and takes its verdict along until it is taken out; a soft hyphen changes nothing', async () => {
    const { articleId, claimId } = await checkedClaim('resolved to work together on the programme')
    await retype(articleId, 'together', 'to\u00adgether')
    expect((await getClaim(news.checker, claimId)).state).toBe('verified')
    await retype(articleId, 'programme', 'pro\u200bgramme')
    const { state, reopened, wordingHash } = await getClaim(news.checker, claimId)
    expect([state, reopened?.change, reopened?.reasons]).toEqual(['reopened', 'material', ['invisible']])
    expect(await refusal(stillHolds(news.checker, { claimId, wordingHash }))).toMatchObject({ code: 'change-is-material' })
    await retype(articleId, 'pro\u200bgramme', 'programme')
    expect((await getClaim(news.checker, claimId)).state).toBe('verified')
  })
})

describe('a figure at the edge of a claim', () => {
  /** Inserts at the claim's edge without its mark, as a program of one's own can. */
  async function insertBeside(articleId: string, words: string, { before = '', after = '' }: { before?: string; after?: string }): Promise<void> {
    await change(news.reporter, articleId, (doc) => {
      const { text, at } = find(doc, words)
      const names = text.toDelta().flatMap(({ attributes }: { attributes?: object }) => Object.keys(attributes ?? {}))
      const bare = Object.fromEntries(names.map((name: string) => [name, null]))
      if (after !== '') text.insert(at + words.length, after, bare)
      if (before !== '') text.insert(at, before, bare)
    })
    await reconcileClaims(news.reporter, articleId)
  }

  it.each([
    ['has sold 20', { after: '\u2060000' }, 'has sold 20\u2060000'],
    ['has sold 20', { after: '\u00ad0' }, 'has sold 20\u00ad0'],
    ['has sold 20', { after: ' 000' }, 'has sold 20 000'],
    ['has sold 20', { after: '\u202f000' }, 'has sold 20\u202f000'],
    ['has sold 20', { after: '–50' }, 'has sold 20–50'],
    ['has sold 20', { after: '×10' }, 'has sold 20×10'],
    ['has sold 20', { after: '⁄2' }, 'has sold 20⁄2'],
    ['20 drones', { before: '<' }, '<20 drones'],
    ['20 drones', { before: '≠ ' }, '≠ 20 drones'],
    ['20 drones', { before: '2-' }, '2-20 drones'],
    ['20 drones', { before: '1 ' }, '1 20 drones'],
    ['20', { before: '.', after: '\u200b0' }, '.20\u200b0'],
  ])('[CL-4c] [DO-8k] that is made another one beside the mark re-opens it, until that is taken out: %s %j', async (quote, typed, whole) => {
    const { articleId, claimId } = await checkedClaim(quote)
    await insertBeside(articleId, quote, typed)
    const { state, wording, reopened } = await getClaim(news.checker, claimId)
    expect([state, wording, reopened?.change]).toEqual(['reopened', whole, 'material'])
    expect((await getReview(news.publisher, articleId)).gate.blockers.map(({ code }) => code)).toContain('claim-reopened')
    await change(news.reporter, articleId, (doc) => {
      const { text, at } = find(doc, whole)
      const { before = '', after = '' } = typed as { before?: string; after?: string }
      text.delete(at + whole.length - after.length, after.length)
      text.delete(at, before.length)
    })
    await reconcileClaims(news.reporter, articleId)
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: quote })
  })

  it('[CL-4c] [DO-8k] in the middle of which a claim was put re-opens it when the rest of it changes', async () => {
    const articleId = await news.newArticle('Turkey has sold 20 000 drones to Ukraine.')
    const claimId = await tag(news.editor, articleId, 'has sold 20')
    await verify(news.checker, claimId)
    await insertBeside(articleId, 'drones', { before: 'new ' })
    expect((await getClaim(news.checker, claimId)).state).toBe('verified')
    await type(news.reporter, articleId, ['000 new', '500 new'])
    await reconcileClaims(news.reporter, articleId)
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'reopened', wording: 'has sold 20 500' })
  })

  it('[DO-8k] does not re-open for copy that is typed on behind it', async () => {
    const { articleId, claimId } = await checkedClaim('has sold 20')
    for (const after of [' 40', ', and 50', ' – 60']) await insertBeside(articleId, 'has sold 20', { after })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', wording: 'has sold 20' })
  })
})

describe('still holds', () => {
  it('[CL-3d] one click confirms a verdict after a minor change, and is logged', async () => {
    const { articleId, claimId } = await checkedClaim('resolved to work together on the programme')
    await retype(articleId, 'the programme', 'this programme')
    const claim = await getClaim(news.checker, claimId)
    expect(claim).toMatchObject({ state: 'reopened', reopened: { change: 'minor', reasons: [] }, abilities: { stillHolds: true } })
    await stillHolds(news.checker, { claimId, wordingHash: claim.wordingHash })
    expect(await getClaim(news.checker, claimId)).toMatchObject({
      state: 'verified',
      verdicts: [
        { stillHolds: false, current: false },
        { stillHolds: true, current: true, wording: 'resolved to work together on this programme' },
      ],
    })
    expect((await acts(news.db, articleId)).at(-1)).toBe('verdict.still_holds')
  })

  it('[CL-3d] [DO-6b] confirms a synonym and a mended typing error; until then the claim blocks, and others check it', async () => {
    const { articleId, claimId } = await checkedClaim('resolved to work together on the programme')
    await retype(articleId, 'work together', 'labour togehter')
    await retype(articleId, 'labour togehter', 'labour together')
    const claim = await getClaim(news.checker, claimId)
    expect(claim).toMatchObject({ state: 'reopened', blocking: true, reopened: { change: 'minor', touched: [] }, abilities: { stillHolds: true } })
    expect((await getClaim(news.checker2, claimId)).abilities).toMatchObject({ stillHolds: false, giveVerdict: true })
    expect(await refusal(stillHolds(news.reporter, { claimId, wordingHash: claim.wordingHash }))).toMatchObject({ code: 'forbidden' })
    await stillHolds(news.checker, { claimId, wordingHash: claim.wordingHash })
    expect(await getClaim(news.checker, claimId)).toMatchObject({ state: 'verified', blocking: false })
  })

  it('[CL-3d] is for whoever gave the verdict: another checker is refused, and checks', async () => {
    const { articleId, claimId } = await checkedClaim('resolved to work together on the programme')
    await retype(articleId, 'resolved to', 'resolved, to')
    const { wordingHash, reopened, abilities } = await getClaim(news.checker2, claimId)
    expect([reopened?.change, abilities.stillHolds, abilities.giveVerdict]).toEqual(['minor', false, true])
    expect(await refusal(stillHolds(news.checker2, { claimId, wordingHash }))).toMatchObject({
      code: 'conflict',
      detail: 'There is no verdict of yours to confirm. Check the claim and give a verdict.',
    })
    expect((await getClaim(news.checker, claimId)).state).toBe('reopened')
    await stillHolds(news.checker, { claimId, wordingHash })
  })

  it('[CL-3d] is refused for a material change', async () => {
    const { articleId, claimId } = await checkedClaim()
    await retype(articleId, 'second', 'third')
    const claim = await getClaim(news.checker, claimId)
    expect(claim.reopened?.touched).toEqual([{ reason: 'number', before: 'second', after: 'third' }])
    expect(claim.abilities.stillHolds).toBe(false)
    expect(await refusal(stillHolds(news.checker, { claimId, wordingHash: claim.wordingHash }))).toMatchObject({
      code: 'change-is-material',
      extra: { reasons: ['number'] },
    })
    expect((await getClaim(news.checker, claimId)).state).toBe('reopened')
  })

  it('[CL-3d] [DO-6b] is refused where punctuation at a figure makes it another one', async () => {
    const { articleId, claimId } = await checkedClaim('has sold 20 drones')
    for (const figure of ['.20', ',20', '2\u00ad0']) {
      await retype(articleId, 'sold 20', `sold ${figure}`)
      const { wordingHash, reopened } = await getClaim(news.checker, claimId)
      expect([reopened?.change, reopened?.reasons]).toEqual(['material', expect.arrayContaining(['number'])])
      expect(await refusal(stillHolds(news.checker, { claimId, wordingHash }))).toMatchObject({ code: 'change-is-material' })
      await retype(articleId, `sold ${figure}`, 'sold 20')
      expect((await getClaim(news.checker, claimId)).state).toBe('verified')
    }
  })

  it('[CL-3g] a row of minor changes cannot carry a verdict further than one of them could', async () => {
    const { articleId, claimId } = await checkedClaim('resolved to work together on the programme')
    for (const [before, after] of [
      ['the programme', 'this programme'],
      ['work ', 'worked '],
      ['resolved', 'resolve'],
      ['programme', 'program'],
    ] as const) {
      await retype(articleId, before, after)
      const { wordingHash, reopened } = await getClaim(news.checker, claimId)
      if (reopened?.change === 'material') {
        expect(reopened.reasons).toEqual(['large'])
        expect(await refusal(stillHolds(news.checker, { claimId, wordingHash }))).toMatchObject({ code: 'change-is-material' })
        return
      }
      await stillHolds(news.checker, { claimId, wordingHash })
    }
    expect.unreachable('the last minor change should have been material against the check')
  })

  it('[CL-3d] has nothing to confirm on a claim that nobody checked, or that has not changed', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    const { wordingHash } = await getClaim(news.checker, claimId)
    expect(await refusal(stillHolds(news.checker, { claimId, wordingHash }))).toMatchObject({ code: 'conflict' })
    await verify(news.checker, claimId)
    expect(await refusal(stillHolds(news.checker, { claimId, wordingHash }))).toMatchObject({ code: 'conflict' })
  })
})

describe('a verdict on other words than those that stand', () => {
  it('[CL-3a] is refused with the present wording and a diff, and nothing is written', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    const { wordingHash } = await getClaim(news.checker, claimId)
    await type(news.reporter, articleId, ['invaded', 'entered'])
    const refused = await refusal(giveVerdict(news.checker, { claimId, verdict: 'verified', rationale: 'Seen.', wordingHash }))
    const now = await getClaim(news.checker, claimId)
    expect(refused).toMatchObject({
      code: 'wording-changed',
      extra: {
        wording: 'second since Russian forces entered Ukraine',
        wordingHash: now.wordingHash,
        diff: [
          { op: 'same', text: 'second since Russian forces ' },
          { op: 'removed', text: 'invaded' },
          { op: 'added', text: 'entered' },
          { op: 'same', text: ' Ukraine' },
        ],
      },
    })
    expect(now.verdicts).toEqual([])
  })

  it('[CL-3a] two verdicts at the same moment by two checkers both count', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await Promise.all([verify(news.checker, claimId), verify(news.checker2, claimId)])
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified', verdicts: [{ current: true }, { current: true }] })
  })

  it('[CL-6c] checkers who differ leave the claim disputed until they agree', async () => {
    const articleId = await news.newArticle()
    const claimId = await tag(news.editor, articleId, QUOTE)
    await Promise.all([verify(news.checker, claimId), verify(news.checker2, claimId, 'incorrect')])
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'disputed', blocking: true })
    await verify(news.checker2, claimId)
    expect(await getClaim(news.editor, claimId)).toMatchObject({ state: 'verified' })
  })

  it('[CL-3a] a verdict and an edit at the same moment never leave words verified that nobody saw', async () => {
    for (let round = 0; round < 8; round += 1) {
      const articleId = await news.newArticle()
      const claimId = await tag(news.editor, articleId, QUOTE)
      const { wordingHash } = await getClaim(news.checker, claimId)
      const verdict = giveVerdict(news.checker, { claimId, verdict: 'verified', rationale: 'Seen.', wordingHash }).then(
        () => 'given',
        () => 'refused',
      )
      await Promise.all([verdict, type(news.reporter, articleId, ['second', 'third'])])
      await reconcileClaims(news.reporter, articleId)
      expect((await getClaim(news.editor, claimId)).state).toBe((await verdict) === 'given' ? 'reopened' : 'open')
    }
  })
})
