/** A claim as one person sees it: with what they may do, and without the evidence that is not theirs to read. */
import type { z } from 'zod'
import type { claimAbilitiesSchema, ClaimDto, EvidenceDto, TaskDto, VerdictDto } from '#lib/api/schemas/claims.ts'
import type { ClaimSourceDto } from '#lib/api/schemas/pasted-claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { changeSince, confirmable, reopenedSince, type Reopened } from '#lib/domain/claims/reopened.ts'
import { decidedByOthers, isUntouched, removalHold } from '#lib/domain/claims/removal.ts'
import { claimState, isBlocking, isWaived, toConfirm } from '#lib/domain/claims/state.ts'
import { weighedAs, weighsAll } from '#lib/domain/claims/weighed.ts'
import { mayEndSecondCheck, wroteWording } from '#lib/domain/review/four-eyes.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '../articles/load-copy.ts'
import { queryDto } from '../author-queries/query-dto.ts'
import { loadQueries, peopleInQuery, whoLeft, type QueryRow } from '../author-queries/query-rows.ts'
import type { QueryContext } from '../context.ts'
import { CAPTURE_SELECT, captureDto } from '../evidence/capture-dto.ts'
import { factsAbout, mayRead } from '../evidence/may-read.ts'
import { loadWithdrawnOrigins, type WithdrawnOrigin } from '../evidence/withdrawn-origins.ts'
import { personRefs } from '../people/person-refs.ts'
import { loadAlteredQuotes } from '../quotes/altered-quotes.ts'
import type { ArticleRow } from '../review/load-article.ts'
import { loadChangesSince, type ChangesSince } from './changes-since.ts'
import { countingWaiver, factsOf, removalFactsOf, type ClaimRow } from './claim-rows.ts'
import { inheritedDto, loadInherited, peopleInherited, type InheritedRow } from '../library/inherited-dto.ts'
import { isBlind, loadUntoldFindings } from './is-blind.ts'
import { ownToSetAside } from './own-to-set-aside.ts'
import { loadWordingAuthors } from './wording-authors.ts'
import { loadClaimSources } from '../pasted-claims/claim-sources.ts'
import { taskDto } from '../tasks/task-dto.ts'
import { proposalDto } from '../wording-proposals/proposal-dto.ts'
import { loadProposals, type ProposalRow } from '../wording-proposals/proposal-rows.ts'

/** In the order given; all of one article that the person may see. */
export async function claimDtos(ctx: QueryContext, article: ArticleRow, claims: readonly ClaimRow[]): Promise<ClaimDto[]> {
  const { actor, db, now } = ctx
  // Nothing is asked of what no claim has.
  const ids = (has: (claim: ClaimRow) => boolean) => claims.filter(has).map(({ id }) => id)
  const allEvidence = await loadEvidence(
    db,
    ids((claim) => claim.evidence.some(({ withdrawnAt }) => withdrawnAt === null)),
  )
  const evidence = allEvidence.filter((found) => mayRead(actor, article, found))
  const origins = await loadWithdrawnOrigins(db, actor, evidence)
  const altered = await loadAltered(db, article, claims, allEvidence)
  const authorsOf = await loadWordingAuthors(
    db,
    ids(() => true),
  )
  const queries = await loadQueries(
    db,
    ids(({ _count }) => _count.authorQueries > 0),
  )
  const left = await whoLeft(
    db,
    article.deskId,
    queries.map(({ askedById }) => askedById),
  )
  const untold = await loadUntoldFindings(ctx, article, claims)
  const inherited = await loadInherited(
    db,
    ids(({ _count }) => _count.inherited > 0),
  )
  const proposals = await loadProposals(
    db,
    ids(({ wordingProposals }) => wordingProposals.length > 0),
  )
  const sourceOf = await loadClaimSources(
    ctx,
    claims.flatMap(({ pastedFromId }) => pastedFromId ?? []),
  )
  const proposers = proposals.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById ?? proposedById])
  const reopened = claims.filter((claim) => claimState(factsOf(claim, article.desk)) === 'reopened')
  const changesOf = await loadChangesSince(db, reopened)
  const changers = reopened.flatMap(({ id }) => changesOf(id).byIds)
  const person = await personRefs(db, [
    ...peopleIn(claims, evidence),
    ...changers,
    ...[...origins.values()].flatMap(({ byId }) => byId ?? []),
    ...queries.flatMap(peopleInQuery),
    ...proposers,
    ...peopleInherited(inherited),
  ])
  return claims.map((claim) => {
    const ownWording = wroteWording({ fourEyes: article.desk.fourEyes, userId: actor.userId, wordingAuthorIds: authorsOf(claim.id) })
    const found = evidence
      .filter(({ claimId }) => claimId === claim.id)
      .map((row) => ({
        ...evidenceDto(row, person),
        withdrawnThere: originDto(origins.get(row.id), person),
        abilities: evidenceAbilities(row, { actor, article, ownWording }),
      }))
    const asked = queries.filter(({ claimId }) => claimId === claim.id)
    return claimDto({
      actor,
      article,
      claim,
      quoteAltered: altered.has(claim.id),
      changes: changesOf(claim.id),
      person,
      now: now(),
      evidence: found,
      inherited,
      wordingAuthorIds: authorsOf(claim.id),
      queries: asked,
      left,
      untold,
      pastedFrom: claim.pastedFromId === null ? null : sourceOf(claim.pastedFromId),
      proposals: proposals.filter(({ claimId }) => claimId === claim.id),
    })
  })
}

/** Those with a quote that blocks, as the gate sees it (CL-8h): by all evidence. Without any there is nothing to compare, and the copy is not read. */
async function loadAltered(db: Tx, article: ArticleRow, claims: readonly ClaimRow[], evidence: readonly { claimId: string }[]): Promise<ReadonlySet<string>> {
  const sourced = claims.filter(({ id }) => evidence.some(({ claimId }) => claimId === id))
  if (sourced.length === 0) return new Set()
  const { doc } = await loadCopy(db, article.id)
  return new Set((await loadAlteredQuotes(db, doc, sourced, article)).map(({ claimId }) => claimId))
}

interface Parts {
  actor: Actor
  article: ArticleRow
  claim: ClaimRow
  quoteAltered: boolean
  /** Of its words, since the newest verdict; none but of a claim that is re-opened. */
  changes: ChangesSince
  person: (id: string) => PersonRef
  now: Date
  evidence: EvidenceDto[]
  inherited: readonly InheritedRow[]
  wordingAuthorIds: string[]
  queries: QueryRow[]
  proposals: ProposalRow[]
  pastedFrom: ClaimSourceDto | null
  /** Askers of them who have left the desk. */
  left: ReadonlySet<string>
  /** Verdicts on other claims that they are to check without knowing. */
  untold: ReadonlySet<string>
}

function claimDto(parts: Parts): ClaimDto {
  const { article, claim, person, now, evidence, untold } = parts
  const facts = factsOf(claim, article.desk)
  const state = claimState(facts)
  const hidden = isBlind(parts)
  const abilities = abilitiesOn(parts)
  const waiver = isWaived(facts) ? countingWaiver(claim, article.desk) : undefined
  return {
    id: claim.id,
    articleId: claim.articleId,
    number: claim.number,
    kind: claim.kind,
    priority: claim.priority,
    state,
    blocking: isBlocking(state),
    quoteAltered: parts.quoteAltered,
    note: claim.note,
    secondCheck: facts.secondCheck,
    legalFlag: claim.legalFlag,
    legalFlaggedBy: claim.legalFlaggedById === null ? null : person(claim.legalFlaggedById),
    taggedWording: claim.taggedWording,
    wording: claim.wording,
    wordingHash: claim.wordingHash,
    prefix: claim.prefix,
    suffix: claim.suffix,
    createdBy: person(claim.createdById),
    createdAt: claim.createdAt.toISOString(),
    reopened: state === 'reopened' ? reopenedDto(reopenedSince(facts.verdicts, claim.wording), parts) : null,
    toConfirm: state === 'to_confirm' ? toConfirm(facts, ({ id, confidential }) => !confidential || evidence.some((found) => found.id === id)) : null,
    waiver: waiver ? { reason: waiver.reason, by: person(waiver.userId), at: waiver.createdAt.toISOString() } : null,
    // That it was cleared without somebody tells what was found.
    tasks: claim.tasks
      .filter(({ ended }) => !(hidden && ended === 'cleared'))
      .map((task): TaskDto => taskDto(task, { person, now, timeZone: article.desk.timeZone })),
    evidence,
    verdicts: hidden ? [] : claim.verdicts.map((verdict) => ({ ...verdictDto(verdict, claim, person), evidenceIds: givenOn(verdict, parts) })),
    standingFindings: hidden
      ? []
      : claim.standingFindings
          .filter(({ verdict }) => !untold.has(verdict.id))
          .flatMap((found) => standingDto(found, claim, person))
          .toSorted(byTime),
    verdictsHidden: hidden,
    queries: parts.queries.map((query) => queryDto(query, parts)),
    inherited: hidden ? null : inheritedDto({ ...parts, mayCheck: abilities.giveVerdict }),
    pastedFrom: parts.pastedFrom,
    proposals: hidden ? [] : parts.proposals.map((proposal) => proposalDto(proposal, parts)),
    abilities,
  }
}

function reopenedDto(reopened: Reopened | null, { changes, person }: Parts): ClaimDto['reopened'] {
  return reopened && { ...reopened, by: changes.byIds.map(person), at: changes.at?.toISOString() ?? null, placed: changes.placed }
}

function abilitiesOn({ actor, article, claim, wordingAuthorIds, quoteAltered, evidence }: Parts): z.infer<typeof claimAbilitiesSchema> {
  const facts = factsOf(claim, article.desk)
  const state = claimState(facts)
  const open = article.stage !== 'withdrawn'
  const attached = open && claim.detachedAt === null
  const checker = attached && can(actor, 'verdict.give', article)
  const ownWording = wroteWording({ fourEyes: article.desk.fourEyes, userId: actor.userId, wordingAuthorIds })
  const isOwn = ownToSetAside(claim, article.desk, { userId: actor.userId, wordingAuthorIds })
  const mayWaive = attached && can(actor, 'claim.waive', article)
  const removal = removalFactsOf(claim, article.desk, { quoteAltered })
  const mayRemove = open && can(actor, 'claim.remove', { ...article, createdById: claim.createdById, untouched: isUntouched(removal) })
  const hold = removalHold(removal)
  const confirmed = confirmable(facts.verdicts, actor.userId)
  const change = confirmed && changeSince(confirmed, facts.verdicts, claim.wording)
  const mayConfirm =
    state === 'to_confirm' && weighsAll(facts, { againstIds: claim.evidence.filter(({ id }) => evidence.some((read) => read.id === id)).map(weighedAs) })
  const reshape = attached && can(actor, 'claim.reshape', { ...article, createdById: claim.createdById })
  function narrowBlocked() {
    if (!mayWaive && decidedByOthers(claim, actor.userId)) return 'decided'
    if (isOwn && claim.verdicts.length > 0) return 'four-eyes'
    // A flag for legal and the second check go along in a split. Of changed words only the choice tells whether they may go.
    const held = removalHold({ ...removal, legalFlag: false, secondCheckOwn: false })
    return held === 'reopened' ? null : held
  }
  return {
    edit: open && can(actor, 'claim.edit', { ...article, createdById: claim.createdById }),
    assign: open && can(actor, 'task.assign', article),
    endSecondCheck:
      open &&
      claim.secondCheck &&
      !article.desk.secondCheck &&
      can(actor, 'claim.endSecondCheck', article) &&
      mayEndSecondCheck({
        fourEyes: article.desk.fourEyes,
        userId: actor.userId,
        wordingAuthorIds,
        checkerIds: facts.verdicts.map(({ checkerId }) => checkerId),
      }),
    addEvidence: open && can(actor, 'evidence.add', article),
    giveVerdict: checker && !ownWording,
    giveVerdictBlocked: checker && ownWording ? 'four-eyes' : null,
    stillHolds: checker && !ownWording && confirmed !== null && (change ? change.change === 'minor' : mayConfirm),
    waive: mayWaive && !isOwn && (state !== 'verified' || claim.authorQueries.length > 0),
    remove: mayRemove && !isOwn && hold === null,
    removeBlocked: mayRemove && !isOwn ? hold : null,
    setAsideBlocked: (mayWaive || mayRemove) && isOwn ? 'four-eyes' : null,
    reshape,
    narrowBlocked: reshape ? narrowBlocked() : null,
    reattach: open && claim.detachedAt !== null && can(actor, 'claim.reattach', article),
    ask: open && can(actor, 'query.ask', article),
    object: open && can(actor, 'query.object', article),
    flagLegal: open && can(actor, 'claim.flagLegal', article),
    unflagLegal: open && !ownWording && can(actor, 'claim.unflagLegal', { ...article, byLegal: claim.legalFlagByLegal }),
    propose: attached && can(actor, 'wording.propose', article),
  }
}

export function verdictDto(verdict: ClaimRow['verdicts'][number], claim: ClaimRow, person: Parts['person']): VerdictDto {
  const { id, verdict: value, rationale, condition, wording, wordingHash, checkerId, confirmsId, inheritedId, ownWords, createdAt } = verdict
  return {
    id,
    verdict: value,
    rationale,
    condition,
    wording,
    wordingHash,
    checker: person(checkerId),
    stillHolds: confirmsId !== null,
    inherited: inheritedId !== null,
    ownWords,
    current: wordingHash === claim.wordingHash,
    createdAt: createdAt.toISOString(),
  }
}

/** Of what the reader may see, what its giver had before them and it rests on or weighed. */
function givenOn({ evidenceIds, againstIds }: ClaimRow['verdicts'][number], { claim, evidence }: Parts): string[] {
  const weighed = new Set([...evidenceIds, ...againstIds])
  return claim.evidence.filter((fact) => weighed.has(weighedAs(fact)) && evidence.some(({ id }) => id === fact.id)).map(({ id }) => id)
}

function standingDto({ wordingHash, verdict }: ClaimRow['standingFindings'][number], claim: ClaimRow, person: Parts['person']): StandingFindingDto[] {
  return wordingHash === claim.wordingHash ? [{ ...verdictDto(verdict, claim, person), number: verdict.claim.number, current: false }] : []
}

type StandingFindingDto = ClaimDto['standingFindings'][number]

function byTime(one: StandingFindingDto, other: StandingFindingDto): number {
  return one.createdAt.localeCompare(other.createdAt)
}

type EvidenceRow = Awaited<ReturnType<typeof loadEvidence>>[number]

/** What counts; or what was withdrawn, which is kept for the history. */
export async function loadEvidence(db: Tx, claimIds: readonly string[], { withdrawn = false } = {}) {
  if (claimIds.length === 0) return []
  return await db.evidence.findMany({
    where: { claimId: { in: [...claimIds] }, withdrawnAt: withdrawn ? { not: null } : null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      claimId: true,
      type: true,
      relation: true,
      url: true,
      title: true,
      text: true,
      excerpt: true,
      locator: true,
      reached: true,
      reachedAt: true,
      terms: true,
      fileName: true,
      confidential: true,
      createdById: true,
      createdAt: true,
      withdrawnAt: true,
      withdrawnById: true,
      withdrawnReason: true,
      readers: { select: { userId: true } },
      inherited: { select: { broughtById: true } },
      captures: { orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }], select: CAPTURE_SELECT },
    },
  })
}

/** Four eyes keep who wrote the words from what somebody else added. */
function evidenceAbilities(
  row: EvidenceRow,
  { actor, article, ownWording }: Pick<Parts, 'actor' | 'article'> & { ownWording: boolean },
): EvidenceDto['abilities'] {
  const facts = factsAbout(row, article)
  const open = article.stage !== 'withdrawn'
  const unentangled = row.createdById === actor.userId || !ownWording
  return {
    pasteText: open && unentangled && row.captures[0]?.state === 'failed' && can(actor, 'evidence.paste', facts),
    withdraw: open && can(actor, 'evidence.withdraw', facts),
    change: open && can(actor, 'evidence.change', facts),
  }
}

const NO_ABILITIES: EvidenceDto['abilities'] = { pasteText: false, withdraw: false, change: false }

/** As it is read beside another claim, where nothing can be done with it. */
export function evidenceDto(
  {
    claimId: _claimId,
    withdrawnAt: _at,
    withdrawnById: _by,
    withdrawnReason: _reason,
    createdById,
    createdAt,
    reachedAt,
    readers,
    captures,
    inherited,
    ...found
  }: EvidenceRow,
  person: Parts['person'],
): EvidenceDto {
  const made = captures.map((capture) => captureDto(capture, person))
  return {
    ...found,
    reachedAt: reachedAt?.toISOString() ?? null,
    captureState: made[0]?.state ?? null,
    captures: made,
    readers: readers.map(({ userId }) => person(userId)),
    createdBy: person(createdById),
    createdAt: createdAt.toISOString(),
    broughtBy: inherited && person(inherited.broughtById),
    withdrawnThere: null,
    abilities: NO_ABILITIES,
  }
}

function originDto(origin: WithdrawnOrigin | undefined, person: Parts['person']): EvidenceDto['withdrawnThere'] {
  return origin ? { at: origin.at.toISOString(), by: origin.byId === null ? null : person(origin.byId), reason: origin.reason } : null
}

function peopleIn(claims: readonly ClaimRow[], evidence: readonly EvidenceRow[]): string[] {
  const inClaims = claims.flatMap((claim) => [
    claim.createdById,
    ...(claim.legalFlaggedById === null ? [] : [claim.legalFlaggedById]),
    ...claim.waivers.map(({ userId }) => userId),
    ...claim.tasks.flatMap(({ assigneeId, createdById }) => [assigneeId, createdById]),
    ...claim.verdicts.map(({ checkerId }) => checkerId),
    ...claim.standingFindings.map(({ verdict }) => verdict.checkerId),
  ])
  return [...inClaims, ...evidence.flatMap(peopleInEvidence)]
}

export function peopleInEvidence({ createdById, withdrawnById, readers, captures, inherited }: EvidenceRow): string[] {
  return [
    createdById,
    ...(withdrawnById === null ? [] : [withdrawnById]),
    ...(inherited ? [inherited.broughtById] : []),
    ...captures.map(({ requestedById }) => requestedById),
    ...readers.map(({ userId }) => userId),
  ]
}
