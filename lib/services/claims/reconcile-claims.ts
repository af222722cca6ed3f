/**
 * CL-3, CL-4: the pass that brings the claims in step with the copy. It heals marks, compares every claim's words
 * with the row, records what re-opened, was restored, lost or found again, and remembers the head that it has
 * seen. It is idempotent, so that any process may run it, at any time, again after a crash.
 */
import { appendUpdates, loadDocument, type LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { reopenedSince } from '#lib/domain/claims/reopened.ts'
import { countingVerdicts, isDecided } from '#lib/domain/claims/state.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import { AppError } from '#lib/domain/errors.ts'
import { claimAnchors, type ClaimAnchor } from '#lib/editor/anchors.ts'
import { copyOf, type CopyText } from '#lib/editor/copy-text.ts'
import { contextIn } from '#lib/editor/find-quote.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { loadAllClaims } from '#lib/queries/claims/load-claims.ts'
import { standingAmong } from '#lib/queries/claims/present-claims.ts'
import { loadSeenClaims } from '#lib/queries/claims/known-claims.ts'
import { findArticle, type ArticleRow } from '#lib/queries/review/load-article.ts'
import { announceReview } from '../announce.ts'
import { keepHistory } from '../articles/keep-history.ts'
import { keepText } from '../articles/keep-text.ts'
import { noteTyping } from '../articles/keep-typing.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext, SystemContext } from '../context.ts'
import { followFacts } from '../review/follow-facts.ts'
import { handOnHeldWords, holdChanged, holdQuotes } from './hold-words.ts'
import { claimsToClear, endTasks } from '../tasks/end-tasks.ts'
import { closeTasks, reopenTasks } from '../tasks/reopen-tasks.ts'
import { keepStandingFindings } from './keep-standing-findings.ts'
import { headInStep, type InStep } from './head-in-step.ts'
import { healMarks, titleOf } from './read-copy.ts'
import { authorsAround, authorsOf, editorsSince } from './wording-authors.ts'

/** The article and its document, locked until the transaction ends, with claims that are in step with it. */
export interface ReconciledArticle {
  article: ArticleRow
  document: LoadedDocument
  /** All of it, removed ones too, as they stand in the document: read once, and anew where something was written. */
  claims: readonly ClaimRow[]
  changed: boolean
}

/**
 * Costs one look when nobody typed since the last pass, and holds no lock when the typing touched nothing that is
 * kept here: a lock would hold up whoever types on. Throws `not-found` for an article that is not there.
 */
export async function reconcileClaims(deps: SystemContext, articleId: string): Promise<{ changed: boolean }> {
  const seen = await deps.db.document.findUnique({ where: { articleId }, select: { head: true, reconciledSeq: true, historySeq: true } })
  if (!seen) throw new AppError('not-found')
  if (seen.head === seen.reconciledSeq && seen.head === seen.historySeq) return { changed: false }
  const document = await loadDocument(prismaSql(deps.db), articleId)
  if (!document) throw new AppError('not-found')
  await keepHistory(deps, document)
  if (seen.head === seen.reconciledSeq) return { changed: false }
  const inStep = await headInStep(deps.db, document, Number(seen.reconciledSeq))
  if (inStep) return await noteSeen(deps, articleId, inStep)
  return await deps.db.$transaction(async (tx) => {
    const reconciled = await reconcileLocked(tx, deps, articleId)
    const toClear = claimsToClear({ article: reconciled.article, claims: reconciled.before })
    const turned = await keepStandingFindings(tx, deps, { reconciled, actor: null })
    const ended = await endTasks(tx, deps, { reconciled, toClear, actor: null })
    const followed = await followFacts(tx, deps, reconciled)
    const changed = reconciled.changed || turned || ended || followed
    if (changed) await announceReview(tx, articleId)
    return { changed }
  })
}

/** Never backwards: another pass may have seen more by now. */
async function noteSeen({ db, now }: SystemContext, articleId: string, { head, beside, text }: InStep): Promise<{ changed: false }> {
  for (const { id, ...context } of beside) await db.claim.update({ where: { id }, data: context })
  await db.document.updateMany({ where: { articleId, reconciledSeq: { lt: head } }, data: { reconciledSeq: head } })
  await noteTyping(db, articleId, { head, text, at: now() })
  return { changed: false }
}

/**
 * The same inside a caller's transaction, which holds the document's lock from here on. Does not announce. `alsoBy`: whose
 * words others wrote down. `before`: the claims as the pass found them.
 */
export async function reconcileLocked(
  tx: Tx,
  deps: SystemContext,
  articleId: string,
  alsoBy: readonly string[] = [],
): Promise<ReconciledArticle & { before: readonly ClaimRow[] }> {
  const reconciledSeq = await lockDocument(tx, articleId)
  const document = await loadDocument(prismaSql(tx), articleId)
  const article = await lockArticle(tx, articleId)
  if (reconciledSeq === null || !document || !article) throw new AppError('not-found')
  const before = await loadAllClaims(tx, articleId)
  if (document.head === reconciledSeq) return { article, document, claims: before, before, changed: false }

  const claims = standingAmong(before)
  const { update, reattached } = healMarks(document.doc, await loadSeenClaims(tx, { ...document, seenSeq: reconciledSeq }, claims))
  const healed = await appendServerUpdate(tx, document, update)
  const anchors = claimAnchors(healed.doc, new Map(claims.map(({ id, wording }) => [id, wording])))
  const changedBy = await editorsSince(tx, articleId, reconciledSeq)
  const editors = [...changedBy, ...alsoBy]
  const pass: Pass = { tx, deps, article, document: healed, copy: copyOf(healed.doc), editors, changedBy, placed: false, putBack: new Set(reattached) }
  let changed = false
  for (const claim of claims) changed = (await reconcileClaim(pass, claim, anchors.get(claim.id))) || changed
  const reconciled = { article, document: healed, claims: await loadAllClaims(tx, articleId) }
  const handedOn = await handOnHeldWords(tx, deps, reconciled)
  const title = titleOf(healed.doc, article)
  await tx.article.update({ where: { id: articleId }, data: { title, updatedAt: deps.now() } })
  await tx.document.update({ where: { articleId }, data: { reconciledSeq: healed.head } })
  await keepText(tx, articleId, { head: healed.head, text: pass.copy.text })
  return { ...reconciled, article: { ...article, title }, before, changed: changed || handedOn || title !== article.title }
}

/** Brings one claim in step with the mark that somebody just put on the document for it. */
export async function anchorClaim(
  tx: Tx,
  deps: ServiceContext,
  { article, document }: ReconciledArticle,
  claim: ClaimRow,
  authorIds: readonly string[] = [],
): Promise<void> {
  const anchor = claimAnchors(document.doc, new Map([[claim.id, claim.wording]])).get(claim.id)
  const pass: Pass = {
    tx,
    deps,
    article,
    document,
    copy: copyOf(document.doc),
    editors: authorIds,
    changedBy: [deps.actor.userId],
    placed: true,
    putBack: new Set(),
  }
  await reconcileClaim(pass, claim, anchor)
}

/** Appends what the server itself changed in `document.doc`. The caller holds the document's lock. */
export async function appendServerUpdate(tx: Tx, document: LoadedDocument, update: Uint8Array | null): Promise<LoadedDocument> {
  if (!update) return document
  const { articleId, epoch, head } = document
  const result = await appendUpdates(prismaSql(tx), { articleId, epoch, knownHead: head, updates: [{ update, userId: null, clientIds: [] }] })
  if (!result.ok) throw new Error(`a locked document refused the server's own change: ${result.reason}`)
  return { ...document, head: result.head }
}

/** Answers the head that the last pass has seen. A statement of its own: only what is read after it sees what the lock waited for. */
async function lockDocument(tx: Tx, articleId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ seq: bigint }[]>`SELECT reconciled_seq AS seq FROM document WHERE article_id = ${articleId}::uuid FOR UPDATE`
  return row ? Number(row.seq) : null
}

// Always after the document: everybody who locks both takes them in this order.
async function lockArticle(tx: Tx, articleId: string): Promise<ArticleRow | null> {
  await tx.$queryRaw`SELECT 1 AS locked FROM article WHERE id = ${articleId}::uuid FOR UPDATE`
  return await findArticle(tx, articleId)
}

interface Pass {
  tx: Tx
  deps: SystemContext
  article: ArticleRow
  document: LoadedDocument
  copy: CopyText
  /** Who has a part in new wordings beside those whose characters stand there: who changed the document since the last pass. */
  editors: readonly string[]
  /** Whose doing a change of words is: one of these. */
  changedBy: readonly string[]
  /** A person said where the claim begins and ends. */
  placed: boolean
  /** Claims whose mark this pass put back by itself. */
  putBack: ReadonlySet<string>
}

/** Answers whether anything that people see of the claim changed. */
async function reconcileClaim(pass: Pass, claim: ClaimRow, anchor: ClaimAnchor | undefined): Promise<boolean> {
  if (!anchor) return await detach(pass, claim)
  const hash = wordingHash(anchor.wording)
  const found = claim.detachedAt !== null
  if (found) await record(pass, claim, 'claim.reattached', { wording: anchor.wording })
  const { prefix, suffix } = contextIn(pass.copy, anchor)
  const reworded = hash !== claim.wordingHash
  if (reworded || pass.placed) await note(pass, claim, { anchor, wordingHash: hash, prefix, suffix })
  if (reworded) await follow(pass, claim, anchor, hash)
  if (reworded && !pass.placed) await holdChanged(pass.tx, pass.article, claim)
  const isPutBack = !found && !reworded && pass.putBack.has(claim.id) && isDecided(factsOf(claim, pass.article.desk))
  if (isPutBack) await record(pass, claim, 'claim.mark_put_back', { wording: anchor.wording })
  if (!found && anchor.wording === claim.wording && prefix === claim.prefix && suffix === claim.suffix) return isPutBack
  await pass.tx.claim.update({ where: { id: claim.id }, data: { wording: anchor.wording, wordingHash: hash, prefix, suffix, detachedAt: null } })
  return found || isPutBack || anchor.wording !== claim.wording
}

async function detach(pass: Pass, claim: ClaimRow): Promise<boolean> {
  if (claim.detachedAt !== null) return false
  await pass.tx.claim.update({ where: { id: claim.id }, data: { detachedAt: pass.deps.now() } })
  await record(pass, claim, 'claim.detached', { wording: claim.wording })
  await holdQuotes(pass.tx, pass.article, claim)
  return true
}

interface NewWording {
  anchor: ClaimAnchor
  wordingHash: string
  prefix: string
  suffix: string
}

async function note(pass: Pass, claim: ClaimRow, { anchor, ...said }: NewWording): Promise<void> {
  const { tx, deps, document, article, editors, changedBy, placed } = pass
  const written = await (placed ? authorsAround : authorsOf)(tx, article, document.doc, anchor)
  await tx.claimWording.create({
    data: {
      id: deps.newId(),
      claimId: claim.id,
      wording: anchor.wording,
      ...said,
      placed,
      seq: document.head,
      authorIds: [...new Set([...written, ...editors])],
      changedByIds: [...changedBy],
      createdAt: deps.now(),
    },
  })
}

/** What the new words mean for what was decided on the old ones. */
async function follow(pass: Pass, claim: ClaimRow, anchor: ClaimAnchor, hash: string): Promise<void> {
  const { tx, deps, article, changedBy } = pass
  const before = factsOf(claim, article.desk)
  const after = { ...before, wordingHash: hash }
  if (isDecided(before) && !isDecided(after)) {
    const change = reopenedSince(before.verdicts, anchor.wording)
    await record(pass, claim, 'claim.reopened', {
      before: claim.wording,
      after: anchor.wording,
      change: change?.change ?? 'material',
      reasons: change?.reasons ?? [],
      verdictId: change?.verdictId ?? null,
      byIds: changedBy,
      ...(pass.placed && { placed: true }),
    })
    await reopenTasks(tx, claim)
  }
  if (!isDecided(before) && isDecided(after)) {
    await record(pass, claim, 'claim.restored', { wording: anchor.wording, verdictIds: countingVerdicts(after).map(({ id }) => id) })
    await closeTasks(tx, claim, { checkerIds: countingVerdicts(after).map(({ checkerId }) => checkerId), at: deps.now() })
  }
}

async function record({ tx, deps, article }: Pass, claim: ClaimRow, action: string, data: Record<string, unknown>): Promise<void> {
  await recordEvent(tx, { chain: article.id, actor: null, at: deps.now(), action, subject: `claim:${claim.id}`, data: { number: claim.number, ...data } })
}
