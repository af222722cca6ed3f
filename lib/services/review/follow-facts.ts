/** RE-3, RE-4: after the facts have changed, the stage follows, and the record says which sign-offs no longer hold. */
import type { LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { settleStage } from '#lib/domain/articles/settle-stage.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'
import { isPublic } from '#lib/domain/articles/stages.ts'
import { dueSignOffs, evaluateGate } from '#lib/domain/gate/gate.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { staleness } from '#lib/domain/review/sign-offs.ts'
import type { ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import { findArticle } from '#lib/queries/review/load-article.ts'
import { reviewFactsOf, type ReviewFacts } from '#lib/queries/review/load-facts.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'
import { tellSignOffDue } from '../notifications/tell-sign-off-due.ts'

/** Needs the document's lock and claims that are in step with it. Answers whether anything changed. */
export async function followFacts(
  tx: Tx,
  deps: SystemContext & { actor?: { userId: string } },
  { article: { id }, document, claims }: { article: { id: string }; document: LoadedDocument; claims: readonly ClaimRow[] },
): Promise<boolean> {
  const article = await findArticle(tx, id)
  if (!article) throw new Error(`the article ${id} is gone while its document is locked`)
  const facts = await reviewFactsOf(tx, { article, doc: document.doc, claims })
  const { turns, stage, awaits } = await whatFollows(tx, facts)
  const following = deps.actor ?? null
  for (const turn of turns) await recordEvent(tx, { chain: id, actor: null, following, at: deps.now(), ...turn })
  const isMoved = !isSame(awaits, facts.awaits)
  if (isMoved) {
    await tx.article.update({ where: { id }, data: { awaits } })
    // Whose sign-off an edit has just put out of date is told that.
    const outdated = turns.flatMap(({ action, data }) => (action === TURNS.stale ? data['kind'] : []))
    const came = awaits.filter((kind) => !facts.awaits.includes(kind) && !outdated.includes(kind))
    await tellSignOffDue(tx, { facts, came, gone: facts.awaits.filter((kind) => !awaits.includes(kind)), actor: deps.actor ?? null, at: deps.now() })
  }
  if (stage === facts.stage) return isMoved || turns.length > 0
  await tx.article.update({ where: { id }, data: { stage, updatedAt: deps.now() } })
  const moved = { action: 'article.stage_changed', subject: `article:${id}`, data: { from: facts.stage, to: stage } }
  await recordEvent(tx, { chain: id, actor: null, at: deps.now(), ...moved })
  return true
}

export interface WhatFollows {
  /** Sign-offs that stopped or started to hold since the record last spoke of them. */
  turns: { action: string; subject: string; data: Record<string, unknown> }[]
  stage: Stage
  awaits: SignOffKind[]
}

export async function whatFollows(db: Tx, facts: ReviewFacts): Promise<WhatFollows> {
  const blockers = evaluateGate(facts)
  const stage = settleStage({ stage: facts.stage, claims: facts.claims, approved: blockers.length === 0 })
  const awaits = (await isOnItsWay(db, { ...facts, stage })) ? dueSignOffs(blockers) : []
  return { stage, awaits, turns: facts.signOffs.length === 0 ? [] : await signOffTurns(db, facts) }
}

/** Neither a draft in which nothing is tagged yet, nor copy that readers have as it stands. */
async function isOnItsWay(db: Tx, { stage, claims, articleId, contentHash }: ReviewFacts): Promise<boolean> {
  if (!isPublic(stage)) return claims.length > 0 || stage === 'ready'
  const newest = await db.publication.findFirst({ where: { articleId }, orderBy: { number: 'desc' }, select: { contentHash: true } })
  return newest?.contentHash !== contentHash
}

export function isSame(one: readonly SignOffKind[], other: readonly SignOffKind[]): boolean {
  return one.length === other.length && one.every((kind) => other.includes(kind))
}

const TURNS = { stale: 'sign_off.stale', fresh: 'sign_off.restored' } as const

async function signOffTurns(db: Tx, facts: ReviewFacts): Promise<WhatFollows['turns']> {
  const events = await db.auditEvent.findMany({
    where: { chain: facts.articleId, subject: { in: facts.signOffs.map(({ id }) => `sign_off:${id}`) } },
    orderBy: { seq: 'asc' },
    select: { subject: true, action: true },
  })
  const last = new Map(events.map(({ subject, action }) => [subject, action]))
  return facts.signOffs.flatMap((signOff) => {
    const subject = `sign_off:${signOff.id}`
    const reason = staleness(signOff, facts)
    const saidStale = last.get(subject) === TURNS.stale
    if ((reason !== null) === saidStale) return []
    return [{ action: reason === null ? TURNS.fresh : TURNS.stale, subject, data: { kind: signOff.kind, ...(reason && { reason }) } }]
  })
}
