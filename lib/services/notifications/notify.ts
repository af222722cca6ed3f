/**
 * WO-3: tells those whom an act concerns, in the transaction of the act. It follows the record: what is recorded
 * about an article is looked at here, so that no service has to think of it. Whoever acted is not told of it, nor
 * anybody without a role on the article's desk.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, isWaived, outcomeOf } from '#lib/domain/claims/state.ts'
import { DEFAULT_WAYS, GROUPED_KINDS, type NotificationKind, type Ways } from '#lib/domain/notifications.ts'
import type { Role } from '#lib/policies/actor.ts'
import { countingWaiver, factsOf } from '#lib/queries/claims/claim-rows.ts'
import { loadAuthorsAsked } from '#lib/queries/claims/authors-asked.ts'
import { loadBlind } from '#lib/queries/claims/is-blind.ts'
import { claimsWithArticle, type ClaimWithArticle } from '#lib/queries/claims/load-claims.ts'
import { loadActors } from '#lib/queries/people/load-actor.ts'
import { announceNotice } from '../announce.ts'
import { queueMail } from './queue-mail.ts'

/** As the record takes it. */
export interface Act {
  /** The article's id. */
  chain: string
  actor: { userId: string } | null
  /** Whose act it followed from, where the record names nobody: not told of it either. */
  following?: { userId: string } | null
  actorName: string
  at: Date
  action: string
  subject: string
  data: Record<string, unknown>
  tell?: Concern | Concern[]
}

export interface Concern {
  kind: NotificationKind
  claimId: string | null
  userIds: readonly string[]
  /** What the act came to, where that is more than the record calls it. */
  action?: string
  /** Whose doing it was, where the record names nobody. */
  actorName?: string
  /** In the app alone. */
  quiet?: boolean
}

export async function notify(tx: Tx, act: Act): Promise<void> {
  if (act.actor && DEALT_WITH.has(act.action)) await markDealtWith(tx, act, act.actor.userId)
  if (act.action === 'task.updated') await takeBackAsked(tx, act)
  await markPointless(tx, act)
  const settled = SETTLED[act.action]
  if (settled !== undefined) return await takeBack(tx, act, settled)
  const found = act.tell ?? (await CONCERNS[act.action]?.(tx, act)) ?? []
  for (const concern of Array.isArray(found) ? found : [found]) await tell(tx, act, concern)
}

export async function tell(tx: Tx, act: Act, concern: Concern): Promise<void> {
  const { kind, claimId, userIds } = concern
  const told = await howToTell(tx, kind, await whoMaySee(tx, act, userIds))
  if (told.length === 0) return
  // What stands unread about the same thing is told anew, and once.
  const { action = act.action, actorName = act.actorName, quiet = false } = concern
  const before = { userId: { in: told.map(({ userId }) => userId) }, kind, articleId: act.chain, claimId, readAt: null }
  // A message after it does not take back that one was named.
  await tx.notification.deleteMany({ where: { ...before, ...(kind === 'message' && { action }) } })
  const { at } = act
  for (const { userId, inApp, byMail } of told) {
    if (quiet && !inApp) continue
    const mailAfter = byMail && !quiet ? await queueMail(tx, { userId, at }) : null
    const group = await groupOf(tx, { userId, kind, articleId: act.chain, action, actorName })
    await tx.notification.create({ data: { userId, kind, articleId: act.chain, claimId, action, actorName, createdAt: at, inApp, mailAfter, ...group } })
    if (inApp) await announceNotice(tx, userId)
  }
}

const CONCERNS: Readonly<Record<string, ((tx: Tx, act: Act) => Promise<Concern | Concern[] | undefined>) | undefined>> = {
  'task.assigned': async (_tx, { subject, data }) => ({ kind: 'assigned', claimId: idIn(subject), userIds: texts(data['assigneeId']) }),
  'task.updated': async (_tx, act) => taskChanged(act),
  'claim.reopened': reopened,
  'claim.moved': moved,
  'verdict.given': verdictGiven,
  'message.posted': readersOf,
  'query.asked': askedOf,
  'query.objected': objected,
  'query.replied': answered,
  'query.closed': closed,
  'query.objection_withdrawn': withdrawn,
  'query.handed_over': async (_tx, { subject, data }) => ({ kind: 'query', claimId: idIn(subject), userIds: texts(data['toId']) }),
  'verdict.inherited_confirmed': verdictGiven,
  'claim.now_disputed': verdictGiven,
  'wording.proposed': async (tx, act) => ({ kind: 'proposal', claimId: idIn(act.subject), userIds: await writersTold(tx, act) }),
  'wording.accepted': async (tx, { subject, data }) => ({ kind: 'proposal', claimId: idIn(subject), userIds: await proposerIn(tx, data) }),
  'wording.declined': async (tx, { subject, data }) => ({ kind: 'proposal', claimId: idIn(subject), userIds: await proposerIn(tx, data) }),
  'claim.legal_flagged': async (tx, { chain, subject }) => ({ kind: 'legal', claimId: idIn(subject), userIds: await holdersOf(tx, chain, 'legal') }),
  'article.legal_flagged': async (tx, { chain }) => ({ kind: 'legal', claimId: null, userIds: await holdersOf(tx, chain, 'legal') }),
  'evidence.added': contradicted,
  'evidence.changed': contradicted,
  'sign_off.stale': async (tx, { subject }) => ({ kind: 'sign_off_stale', claimId: null, userIds: await giverOf(tx, idIn(subject)) }),
  'article.published': published,
  'article.corrected': published,
  'article.withdrawn': published,
}

/** What makes an earlier notice pointless, while nobody has read it. */
const SETTLED: Readonly<Record<string, { kind: NotificationKind; action?: string } | undefined>> = {
  'claim.restored': { kind: 'reopened' },
  'claim.dispute_ended': { kind: 'verdict', action: 'claim.now_disputed' },
  'sign_off.restored': { kind: 'sign_off_stale' },
}

/** What one does to a claim oneself: what one was told about it is read by then (WO-3f). */
const DEALT_WITH: ReadonlySet<string> = new Set([
  'verdict.given',
  'verdict.still_holds',
  'verdict.inherited_confirmed',
  'claim.waived',
  'task.updated',
  'query.replied',
  'query.closed',
  'query.objection_withdrawn',
  'message.posted',
  'wording.accepted',
  'wording.declined',
])

async function markDealtWith(tx: Tx, { subject, at }: Act, userId: string): Promise<void> {
  const { count } = await tx.notification.updateMany({ where: { userId, claimId: idIn(subject), readAt: null }, data: { readAt: at } })
  if (count > 0) await announceNotice(tx, userId)
}

/**
 * WO-3g: evidence against a claim that was decided comes after the decision: those whose verdict counts are told, or who
 * waived it unchecked, and the desk's editors. Of confidential evidence its readers alone are told, that they may read it.
 */
async function contradicted(tx: Tx, act: Act): Promise<Concern | undefined> {
  if (act.data['relation'] !== 'contradicts') return undefined
  const { what = 'relation' } = act.data
  if (typeof what !== 'string' || !what.split(', ').some((part) => part === 'relation' || part === 'excerpt')) return undefined
  const { article, ...claim } = await subjectOf(tx, act)
  const facts = factsOf(claim, article.desk)
  const checkers = countingVerdicts(facts).map(({ checkerId }) => checkerId)
  const waiver = checkers.length === 0 && isWaived(facts) ? countingWaiver(claim, article.desk) : undefined
  if (checkers.length === 0 && !waiver) return undefined
  return {
    kind: 'evidence',
    claimId: claim.id,
    userIds: [...checkers, ...(waiver ? [waiver.userId] : []), ...(await holdersOf(tx, act.chain, 'editor'))],
    action: 'evidence.contradicts',
  }
}

/** Whoever holds the role on the article's desk. */
async function holdersOf(tx: Tx, articleId: string, role: Role): Promise<string[]> {
  const members = await tx.deskMember.findMany({ where: { role, desk: { articles: { some: { id: articleId } } } }, select: { userId: true } })
  return members.map(({ userId }) => userId)
}

/** WO-3i: what was told of a claim or a flag that is no more is read; of a claim that became part of another, it is about that one. */
async function markPointless(tx: Tx, { action, chain, subject, data, at }: Act): Promise<void> {
  if (action === 'claim.merged') {
    const [claimId = ''] = texts(data['otherClaimId'])
    await tx.notification.updateMany({ where: { articleId: chain, claimId }, data: { claimId: idIn(subject) } })
  }
  if (action !== 'claim.removed' && action !== 'claim.legal_unflagged' && action !== 'article.legal_unflagged') return
  const claimId = action === 'article.legal_unflagged' ? null : idIn(subject)
  const where = { articleId: chain, readAt: null, claimId, ...(action !== 'claim.removed' && { kind: 'legal' as const }) }
  const told = await tx.notification.findMany({ where, select: { userId: true }, distinct: ['userId'] })
  await tx.notification.updateMany({ where, data: { readAt: at } })
  for (const { userId } of told) await announceNotice(tx, userId)
}

/** Somebody else is asked now: who was asked before needs not hear of it any more. */
async function takeBackAsked(tx: Tx, { subject, data }: Act): Promise<void> {
  if (newAssignee(data).length === 0) return
  for (const userId of texts(assigneeIn(data['before']))) {
    const { count } = await tx.notification.deleteMany({ where: { userId, kind: 'assigned', claimId: idIn(subject), readAt: null } })
    if (count > 0) await announceNotice(tx, userId)
  }
}

const ASKED: ReadonlySet<string> = new Set(['task.assigned', 'task.updated'])

/** WO-3f: the group of what is unread of the same kind and act, by the same person, about the same article; else one of its own. */
async function groupOf(
  tx: Tx,
  { kind, ...same }: { userId: string; kind: NotificationKind; articleId: string; action: string; actorName: string },
): Promise<{ groupId?: string }> {
  // Of claims that one is not asked about any more no list of the board tells.
  if (!GROUPED_KINDS.includes(kind) || (kind === 'assigned' && !ASKED.has(same.action))) return {}
  const told = await tx.notification.findFirst({
    where: { kind, ...same, readAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { groupId: true },
  })
  return told ?? {}
}

/** Whoever wants neither way is left out. */
async function howToTell(tx: Tx, kind: NotificationKind, userIds: readonly string[]): Promise<(Ways & { userId: string })[]> {
  const chosen = await tx.notificationChoice.findMany({ where: { kind, userId: { in: [...userIds] } } })
  return userIds
    .map((userId) => {
      const { inApp, byMail } = chosen.find((choice) => choice.userId === userId) ?? DEFAULT_WAYS[kind]
      return { userId, inApp, byMail }
    })
    .filter(({ inApp, byMail }) => inApp || byMail)
}

async function takeBack(tx: Tx, { chain, subject }: Act, settled: { kind: NotificationKind; action?: string }): Promise<void> {
  const about = settled.kind === 'sign_off_stale' ? { userId: { in: await giverOf(tx, idIn(subject)) } } : { claimId: idIn(subject) }
  const rows = await tx.notification.findMany({ where: { articleId: chain, ...settled, readAt: null, ...about }, select: { id: true, userId: true } })
  await tx.notification.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
  for (const { userId } of rows) await announceNotice(tx, userId)
}

async function whoMaySee(tx: Tx, { chain, actor, following }: Act, userIds: readonly string[]): Promise<string[]> {
  const others = [...new Set(userIds)].filter((id) => id !== actor?.userId && id !== following?.userId)
  if (others.length === 0) return []
  const members = await tx.deskMember.findMany({
    where: { userId: { in: others }, user: { disabledAt: null }, desk: { articles: { some: { id: chain } } } },
    select: { userId: true },
  })
  return [...new Set(members.map(({ userId }) => userId))]
}

/** Who checked it, but for whoever changed its words. */
async function reopened(tx: Tx, { subject, data, actorName }: Act): Promise<Concern> {
  const claimId = idIn(subject)
  const verdicts = await tx.verdict.findMany({ where: { claimId }, select: { checkerId: true } })
  const byIds = Array.isArray(data['byIds']) ? data['byIds'].flatMap(texts) : []
  const people = await tx.user.findMany({ where: { id: { in: byIds } }, orderBy: { name: 'asc' }, select: { name: true } })
  const checkers = verdicts.map(({ checkerId }) => checkerId)
  return {
    kind: 'reopened',
    claimId,
    userIds: byIds.length === 1 ? checkers.filter((id) => id !== byIds[0]) : checkers,
    actorName: people.length === 0 ? actorName : ANY_OF.format(people.map(({ name }) => name)),
    // The copy says what it said.
    ...(data['placed'] === true && { action: 'claim.edges_moved' }),
  }
}

/** Whose verdict counts on the words where somebody put it: what stands beside them there was not before them (CL-4b). */
async function moved(tx: Tx, act: Act): Promise<Concern> {
  const { article, ...claim } = await subjectOf(tx, act)
  return { kind: 'reopened', claimId: idIn(act.subject), userIds: countingVerdicts(factsOf(claim, article.desk)).map(({ checkerId }) => checkerId) }
}

const ANY_OF = new Intl.ListFormat('en', { type: 'disjunction' })

/**
 * Who tagged it and who asked for the check; who found otherwise in the same words; and who wrote them, when they
 * cannot stay as they are. While a second check is due that is not said yet, nor by who is told (CL-6h).
 */
async function verdictGiven(tx: Tx, act: Act): Promise<Concern> {
  const { article, ...claim } = await subjectOf(tx, act)
  const facts = factsOf(claim, article.desk)
  const outcome = outcomeOf(facts)
  const authors = outcome === 'verified' || outcome === 'awaiting_second' ? [] : await writersOf(tx, act)
  const differing = outcome === 'disputed' ? countingVerdicts(facts).map(({ checkerId }) => checkerId) : []
  return {
    kind: 'verdict',
    claimId: claim.id,
    userIds: [claim.createdById, ...claim.tasks.map(({ createdById }) => createdById), ...authors, ...differing],
    ...(outcome === 'disputed' && act.action !== 'claim.now_disputed' && { action: 'verdict.disputed' }),
  }
}

async function subjectOf(tx: Tx, { subject }: Act): Promise<ClaimWithArticle> {
  const [claim] = await claimsWithArticle(tx, [idIn(subject)])
  if (!claim) throw new Error(`the record tells of ${subject}, which is not there`)
  return claim
}

/** Whoever it names is told that; whoever else wrote there before, or is to check the claim, that something was written. */
async function readersOf(tx: Tx, { subject, data }: Act): Promise<Concern[]> {
  const claimId = idIn(subject)
  const written = await tx.claimMessage.findMany({ where: { claimId }, select: { userId: true } })
  const checking = await tx.task.findMany({ where: { claimId, state: { in: ['open', 'in_checking'] } }, select: { assigneeId: true } })
  const named = Array.isArray(data['mentionIds']) ? data['mentionIds'].flatMap(texts) : []
  const others = [...written.map(({ userId }) => userId), ...checking.map(({ assigneeId }) => assigneeId)].filter((id) => !named.includes(id))
  return [
    { kind: 'message', claimId, userIds: named, action: 'message.mentioned' },
    { kind: 'message', claimId, userIds: others },
  ]
}

/** Its authors, or who stands in for them. */
async function askedOf(tx: Tx, act: Act): Promise<Concern> {
  const { authorIds } = await queryIn(tx, act.data)
  return { kind: 'query', claimId: idIn(act.subject), userIds: await authorsAsked(tx, act.chain, authorIds) }
}

/** Its authors, and who has to bring the article out. */
async function objected(tx: Tx, act: Act): Promise<Concern> {
  const asked = await askedOf(tx, act)
  return { ...asked, userIds: [...asked.userIds, ...(await deskHeads(tx, act.chain))] }
}

async function withdrawn(tx: Tx, act: Act): Promise<Concern> {
  const told = await closed(tx, act)
  return { ...told, userIds: [...told.userIds, ...(await deskHeads(tx, act.chain))] }
}

async function deskHeads(tx: Tx, articleId: string): Promise<string[]> {
  return [...(await holdersOf(tx, articleId, 'editor')), ...(await holdersOf(tx, articleId, 'publisher'))]
}

async function authorsAsked(tx: Tx, articleId: string, authorIds: readonly string[]): Promise<string[]> {
  const { deskId } = await tx.article.findUniqueOrThrow({ where: { id: articleId }, select: { deskId: true } })
  return (await loadAuthorsAsked(tx, [deskId]))(deskId, authorIds)
}

/** Whoever has a part in the claim's wording, and who started the article; or who stands in for them. */
async function writersOf(tx: Tx, { chain, subject }: Act): Promise<string[]> {
  const { wordings, article } = await tx.claim.findUniqueOrThrow({
    where: { id: idIn(subject) },
    select: { wordings: { select: { authorIds: true } }, article: { select: { createdById: true } } },
  })
  return await authorsAsked(tx, chain, [article.createdById, ...wordings.flatMap(({ authorIds }) => authorIds)])
}

/** Without those who are to give a second check first: another wording says what the first came to (CL-6h). */
async function writersTold(tx: Tx, act: Act): Promise<string[]> {
  const { article, ...claim } = await subjectOf(tx, act)
  const told: string[] = []
  for (const actor of await loadActors(tx, await writersOf(tx, act))) {
    const blind = await loadBlind({ actor, db: tx }, [{ article, claim }])
    if (!blind.has(claim.id)) told.push(actor.userId)
  }
  return told
}

async function proposerIn(tx: Tx, data: Act['data']): Promise<string[]> {
  const [id = ''] = texts(data['proposalId'])
  const { proposedById } = await tx.wordingProposal.findUniqueOrThrow({ where: { id }, select: { proposedById: true } })
  return [proposedById]
}

/** What the asker says goes to whom it was put to and who has answered; what others say, to the asker. */
async function answered(tx: Tx, act: Act): Promise<Concern> {
  const { askedById, handedToId, replies } = await queryIn(tx, act.data)
  const holderId = handedToId ?? askedById
  if (act.actor?.userId !== holderId) return { kind: 'query', claimId: idIn(act.subject), userIds: [holderId] }
  const asked = await askedOf(tx, act)
  return { ...asked, userIds: [...asked.userIds, ...replies.map(({ userId }) => userId)] }
}

async function closed(tx: Tx, { subject, data }: Act): Promise<Concern> {
  const { authorIds, replies } = await queryIn(tx, data)
  return { kind: 'query', claimId: idIn(subject), userIds: [...authorIds, ...replies.map(({ userId }) => userId)] }
}

async function queryIn(tx: Tx, data: Act['data']) {
  const [id = ''] = texts(data['queryId'])
  return await tx.authorQuery.findUniqueOrThrow({
    where: { id },
    select: { askedById: true, handedToId: true, authorIds: true, replies: { select: { userId: true } } },
  })
}

async function giverOf(tx: Tx, signOffId: string): Promise<string[]> {
  const signOff = await tx.signOff.findUnique({ where: { id: signOffId }, select: { userId: true } })
  return signOff ? [signOff.userId] : []
}

async function published(tx: Tx, { chain }: Act): Promise<Concern> {
  const article = await tx.article.findUniqueOrThrow({ where: { id: chain }, select: { createdById: true, signOffs: { select: { userId: true } } } })
  return { kind: 'published', claimId: null, userIds: [article.createdById, ...article.signOffs.map(({ userId }) => userId)] }
}

/** `claim:<id>` → the id. */
function idIn(subject: string): string {
  return subject.slice(subject.indexOf(':') + 1)
}

function texts(value: unknown): string[] {
  return typeof value === 'string' ? [value] : []
}

/** Who gets it; of what was given back, who asked; of what was taken back or is asked otherwise, who has it. */
function taskChanged({ subject, data }: Act): Concern {
  const about = { kind: 'assigned' as const, claimId: idIn(subject) }
  const { before, after, ended } = data
  const given = newAssignee(data)
  if (given.length > 0) return { ...about, userIds: given }
  if (ended === 'handed_back') return { ...about, userIds: texts(data['askedById']), action: 'task.handed_back' }
  const userIds = texts(assigneeIn(before))
  if (ended === 'withdrawn') return { ...about, userIds, action: 'task.withdrawn', quiet: true }
  const isAskedOtherwise = !isDeepStrictEqual(whatIsAsked(before), whatIsAsked(after))
  return { ...about, userIds: isAskedOtherwise ? userIds : [], action: 'task.changed' }
}

function whatIsAsked(task: unknown): unknown[] {
  return typeof task === 'object' && task !== null && 'dueAt' in task && 'question' in task ? [task.dueAt, task.question] : []
}

function newAssignee({ before, after }: Record<string, unknown>): string[] {
  const [was, is] = [assigneeIn(before), assigneeIn(after)]
  return was === is ? [] : texts(is)
}

function assigneeIn(task: unknown): unknown {
  return typeof task === 'object' && task !== null && 'assigneeId' in task ? task.assigneeId : null
}
