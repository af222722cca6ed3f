import { randomUUID } from 'node:crypto'
import { fc } from '#tests/support/property.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#lib/domain/errors.ts'
import { verifyAuditRows } from '#lib/domain/audit/verify.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { listRecord } from '#lib/queries/record/list-record.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { updateArticle } from '#lib/services/articles/update-article.ts'
import { askAuthor } from '#lib/services/author-queries/ask-author.ts'
import { closeQuery } from '#lib/services/author-queries/close-query.ts'
import { addEvidence } from '#lib/services/evidence/add-evidence.ts'
import { changeEvidence } from '#lib/services/evidence/change-evidence.ts'
import { withdrawEvidence } from '#lib/services/evidence/withdraw-evidence.ts'
import { removeClaim } from '#lib/services/claims/remove-claim.ts'
import { updateClaim } from '#lib/services/claims/update-claim.ts'
import { waiveClaim } from '#lib/services/claims/waive-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { publishArticle } from '#lib/services/publications/publish-article.ts'
import { contextOf, makeActor } from '#tests/support/factories.ts'
import { CLAIMS, histories, somethingIsOpen, WORDINGS, type Act } from '../../unit/domain/gate-oracle.ts'
import { deleteParagraph, insertParagraph, openNewsroom, signOff, tag, type, verify, type Newsroom } from './newsroom.ts'

const REWRITES = ['Nothing else happened.', 'Little else happened.'] as const

let news: Newsroom
let people: Record<'reporter' | 'editor' | 'checker' | 'checker2' | 'publisher' | 'legal' | 'everything', ServiceContext>

beforeAll(async () => {
  news = await openNewsroom()
  const everything = contextOf(
    news.db,
    await makeActor(news.db, { deskId: news.deskId, roles: ['reporter', 'editor', 'checker', 'publisher', 'legal'], name: 'Ola Alone' }),
  )
  people = { ...news, everything }
})
afterAll(() => news.close())

/** One article, on which a history is acted out through the services. */
class Story {
  private readonly claimIds: (string | null)[] = CLAIMS.map(() => null)
  private readonly words: (number | null)[] = CLAIMS.map(() => 0)
  private readonly lost: (number | null)[] = CLAIMS.map(() => null)
  private readonly removed = new Set<number>()
  private rewrites = 0
  readonly articleId: string

  constructor(articleId: string) {
    this.articleId = articleId
  }

  /** Answers whether the act was taken; what the newsroom refuses has not happened. */
  async accept(act: Act): Promise<boolean> {
    try {
      return await this.act(act)
    } catch (error) {
      if (error instanceof AppError) return false
      throw error
    }
  }

  private async act(act: Act): Promise<boolean> {
    const { articleId } = this
    if (act.do === 'flag') return await done(updateArticle(people.editor, { articleId, legalFlag: true }))
    if (act.do === 'sign') return await done(signOff(people[act.by], articleId, act.kind))
    if (act.do === 'rewrite') {
      await type(people[act.by], articleId, [REWRITES[this.rewrites % 2] ?? '', REWRITES[(this.rewrites + 1) % 2] ?? ''])
      this.rewrites += 1
      return true
    }
    const claimId = this.claimIds[act.claim] ?? null
    if (act.do === 'edit') return await this.edit(act)
    if (act.do === 'lose') return await this.lose(act.claim)
    if (act.do === 'back') return await this.back(act.claim)
    if (act.do === 'tag') {
      if (claimId !== null) return false
      this.claimIds[act.claim] = await tag(people[act.by], articleId, this.said(act.claim))
      return true
    }
    return claimId !== null && (await this.actOnClaim(act, claimId))
  }

  private async actOnClaim(act: ActOnClaim, claimId: string): Promise<boolean> {
    switch (act.do) {
      case 'flagClaim':
        return await done(updateClaim(people[act.by], { claimId, legalFlag: true }))
      case 'unflagClaim':
        return await done(updateClaim(people[act.by], { claimId, legalFlag: false, reason: 'Read.' }))
      case 'ask':
        return await done(askAuthor(people[act.by], { claimId, question: 'Is it so?', objection: act.by === 'legal' }))
      case 'close': {
        const newest = await news.db.authorQuery.findFirst({ where: { claimId, closedAt: null }, orderBy: { createdAt: 'desc' }, select: { id: true } })
        return newest !== null && (await done(closeQuery(people[act.by], { queryId: newest.id })))
      }
      case 'against':
        return await done(addEvidence(people[act.by], { claimId, type: 'note', text: 'It was otherwise.', relation: 'contradicts' }))
      case 'withdraw': {
        const newest = await news.db.evidence.findFirst({ where: { claimId, withdrawnAt: null }, orderBy: { createdAt: 'desc' }, select: { id: true } })
        return newest !== null && (await done(withdrawEvidence(people[act.by], { evidenceId: newest.id, reason: 'Another one.' })))
      }
      case 'change': {
        const newest = await news.db.evidence.findFirst({
          where: { claimId, withdrawnAt: null },
          orderBy: { createdAt: 'desc' },
          select: { id: true, createdById: true },
        })
        if (newest?.createdById !== people[act.by].actor.userId) return false
        return await done(changeEvidence(people[act.by], { evidenceId: newest.id, excerpt: `Otherwise again: ${randomUUID()}` }))
      }
      default:
        return await this.decideOnClaim(act, claimId)
    }
  }

  private async decideOnClaim(act: Extract<Act, { do: 'remove' | 'second' | 'waive' | 'verdict' }>, claimId: string): Promise<boolean> {
    if (act.do === 'remove') {
      await removeClaim(people[act.by], { claimId, reason: 'Not a claim.' })
      this.removed.add(act.claim)
      return true
    }
    if (act.do === 'second') return await done(updateClaim(people.editor, { claimId, secondCheck: true }))
    if (act.do === 'verdict') return await done(verify(people[act.by], claimId, act.value))
    const { wordingHash } = await getClaim(people.editor, claimId)
    return await done(waiveClaim(people[act.by], { claimId, wordingHash, reason: 'Known.' }))
  }

  private async edit({ claim, wording, by }: Extract<Act, { do: 'edit' }>): Promise<boolean> {
    const present = this.words[claim]
    if (present === null || present === wording || this.removed.has(claim)) return false
    await type(people[by], this.articleId, [this.said(claim), WORDINGS[claim]?.[wording] ?? ''])
    this.words[claim] = wording
    return true
  }

  private async lose(claim: number): Promise<boolean> {
    if (this.words[claim] === null) return false
    await deleteParagraph(people.reporter, this.articleId, this.said(claim))
    this.lost[claim] = this.words[claim] ?? null
    this.words[claim] = null
    return true
  }

  /** Typed again where it stood. */
  private async back(claim: number): Promise<boolean> {
    const words = this.lost[claim] ?? null
    if (words === null) return false
    this.lost[claim] = null
    this.words[claim] = words
    const next = claim === 0 && this.words[1] !== null ? this.said(1) : (REWRITES[this.rewrites % 2] ?? '')
    await insertParagraph(people.reporter, this.articleId, paragraphOf(this.said(claim)), next)
    return true
  }

  private said(claim: number): string {
    return WORDINGS[claim]?.[this.words[claim] ?? 0] ?? ''
  }
}

const paragraphOf = (words: string) => `It is said that ${words}, they say.`

type ActOnClaim = Exclude<Act, { do: 'tag' | 'edit' | 'rewrite' | 'lose' | 'back' | 'flag' | 'sign' }>

async function done(act: Promise<unknown>): Promise<true> {
  await act
  return true
}

type Outcome = 'published' | 'refused'

/** Acts a history out, looks at the gate after every act, and tries to publish at the end. */
async function actOut(acts: readonly Act[]): Promise<Outcome> {
  const paragraphs = [...WORDINGS.map(([first]) => paragraphOf(first)), REWRITES[0]]
  const story = new Story(await news.newArticle(paragraphs.join('\n\n')))
  const { articleId } = story
  const accepted: Act[] = []
  for (const act of acts) {
    if (!(await story.accept(act))) continue
    accepted.push(act)
    const { publishable, blockers } = (await getReview(people.publisher, articleId)).gate
    expect({ accepted, publishable, blockers }).toMatchObject({ accepted, publishable: !somethingIsOpen(accepted) })
  }
  const { contentHash } = (await getReview(people.publisher, articleId)).gate
  const outcome = await publishArticle(people.publisher, { articleId, contentHash }).then((): Outcome => 'published', refusedByGate)
  expect({ accepted, outcome }).toEqual({ accepted, outcome: somethingIsOpen(accepted) ? 'refused' : 'published' })
  expect(verifyAuditRows(await listRecord(people.legal, articleId))).toMatchObject({ ok: true, chain: articleId })
  return outcome
}

function refusedByGate(error: unknown): Outcome {
  if (error instanceof AppError && error.code === 'gate') return 'refused'
  throw error
}

describe('the gate over random histories in a real newsroom', () => {
  it('[RE-5] publishing succeeds exactly when nothing is open, in 100 histories through the services and the database', async () => {
    const seed = Date.now() % 2 ** 31
    const waiting = fc.sample(histories(9), { seed, numRuns: 100 })
    const tally = { published: 0, refused: 0 }
    // Several at once: each has its article, and most of the time is spent waiting for the database.
    const actNext = async (): Promise<void> => {
      for (let acts = waiting.pop(); acts !== undefined; acts = waiting.pop()) tally[await actOut(acts)] += 1
    }
    await Promise.all([actNext(), actNext(), actNext(), actNext()]).catch((error: unknown) => {
      throw new Error(`with seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    })
    expect(tally.published).toBeGreaterThan(5)
    expect(tally.refused).toBeGreaterThan(20)
  }, 600_000)
})
