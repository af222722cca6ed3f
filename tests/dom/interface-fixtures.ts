import type { ArticleDto, ArticleListItem } from '#lib/api/schemas/articles.ts'
import type { LegalItem } from '#lib/api/schemas/legal.ts'
import type { BoardItem, TaskDto, TaskListItem } from '#lib/api/schemas/claims.ts'
import type { MeDto } from '#lib/api/schemas/people.ts'
import type { ReviewDto, SignOffDto } from '#lib/api/schemas/review.ts'
import type { Role } from '#lib/policies/actor.ts'

const DESK = { id: 'd0000000-0000-4000-8000-000000000001', name: 'World', timeZone: 'UTC' }
const ARTICLE_ID = 'a0000000-0000-4000-8000-000000000001'
export const MAYA = { id: 'e0000000-0000-4000-8000-000000000001', name: 'Maya Ito' }
export const OMAR = { id: 'e0000000-0000-4000-8000-000000000002', name: 'Omar Haddad' }
export const HASH = 'ab12cd34'.repeat(8)
export const CLAIMS_HASH = 'ef56ab78'.repeat(8)

export function aMe(roles: Role[]): Pick<MeDto, 'id' | 'desks'> {
  return { id: MAYA.id, desks: [{ deskId: DESK.id, deskName: DESK.name, roles }] }
}

export function aTask(given: Partial<TaskDto> = {}): TaskDto {
  return {
    id: 'f0000000-0000-4000-8000-000000000001',
    claimId: 'c0000000-0000-4000-8000-000000000001',
    state: 'open',
    assignee: MAYA,
    createdBy: OMAR,
    question: null,
    dueAt: null,
    overdue: false,
    timeZone: 'UTC',
    secondCheck: false,
    ended: null,
    endReason: null,
    createdAt: '2026-07-20T08:00:00Z',
    ...given,
  }
}

export function aClaim(number: number, given: Partial<BoardItem> = {}): BoardItem {
  const { task } = given
  return {
    id: `c0000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    number,
    kind: 'figure',
    priority: 'normal',
    state: 'open',
    wording: `wording of claim ${number}`,
    article: { id: ARTICLE_ID, slug: 'harbour-strike', title: 'Harbour strike' },
    desk: DESK,
    task: null,
    alsoWith: [],
    due: task?.dueAt ? { at: task.dueAt, overdue: task.overdue } : null,
    unasked: null,
    openQueries: 0,
    legalFlag: false,
    openProposals: 0,
    proposed: null,
    checkedByMe: false,
    againWith: [],
    changed: null,
    authorsAsked: [],
    ...given,
  }
}

export function aListedTask(number: number, given: Partial<TaskDto> = {}, ofClaim: Partial<TaskListItem['claim']> = {}): TaskListItem {
  const { id, kind, priority, state, wording, article } = aClaim(number, { state: 'assigned' })
  return {
    ...aTask({ id: `f0000000-0000-4000-8000-${String(number).padStart(12, '0')}`, claimId: id, ...given }),
    claim: { id, number, kind, priority, state, wording, legalFlag: false, checkedByMe: false, changed: null, ...ofClaim },
    article,
  }
}

export function anArticle(given: Partial<ArticleDto> = {}): ArticleDto {
  return {
    id: ARTICLE_ID,
    slug: 'harbour-strike',
    title: 'Harbour strike',
    stage: 'ready',
    desk: DESK,
    createdBy: OMAR,
    createdAt: '2026-07-19T08:00:00Z',
    updatedAt: '2026-07-20T08:00:00Z',
    counts: { total: 3, open: 0, verified: 3, reopened: 0, detached: 0 },
    legalFlag: false,
    contentHash: HASH,
    claimSetHash: CLAIMS_HASH,
    head: 7,
    epoch: 0,
    publicUrl: null,
    publishedContentHash: null,
    ...given,
    abilities: {
      edit: true,
      tagClaim: true,
      assign: true,
      addEvidence: true,
      giveVerdict: true,
      waive: true,
      moveStage: true,
      flagLegal: true,
      unflagLegal: true,
      object: false,
      signOff: { desk: true, fact_check: true, legal: true, final: true },
      publish: true,
      breakGlass: true,
      correct: true,
      withdraw: true,
      restore: true,
      readRecord: true,
      ...given.abilities,
    },
  }
}

export function aListedArticle(given: Partial<ArticleListItem> = {}): ArticleListItem {
  const { id, slug, title, stage, desk, createdBy, createdAt, updatedAt, counts } = anArticle()
  return { id, slug, title, stage, desk, createdBy, createdAt, updatedAt, counts, awaitsMe: [], ...given }
}

/** An article that waits on legal. */
export function aLegalItem(given: Partial<LegalItem> = {}): LegalItem {
  const { counts: _counts, createdAt: _createdAt, ...article } = aListedArticle({ id: 'a0000000-0000-4000-8000-00000000000f' })
  return { ...article, flagged: true, claims: [], signOff: 'missing', ...given }
}

export function aSignOff(given: Partial<SignOffDto> = {}): SignOffDto {
  return {
    id: 'b0000000-0000-4000-8000-000000000001',
    kind: 'fact_check',
    contentHash: HASH,
    claimSetHash: CLAIMS_HASH,
    versionId: 'b0000000-0000-4000-8000-000000000002',
    by: OMAR,
    at: '2026-07-20T11:00:00Z',
    stale: null,
    ...given,
  }
}

export function aReview(given: Partial<Omit<ReviewDto, 'gate'>> & { blockers?: ReviewDto['gate']['blockers'] } = {}): ReviewDto {
  const { blockers = [], ...rest } = given
  return {
    gate: { publishable: blockers.length === 0, blockers, contentHash: HASH, claimSetHash: CLAIMS_HASH },
    signOffs: [],
    required: ['fact_check', 'final'],
    legalFlags: [],
    endedChecks: [],
    passedWords: [],
    claims: [],
    publishedVersionId: null,
    undecidedSuggestions: 0,
    blocked: {},
    involvement: {},
    ...rest,
  }
}
