/** RE-3, RE-4: after the facts have changed, the stage follows, and the record says which sign-offs no longer hold. */
import type { LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { settleStage } from '#lib/domain/articles/settle-stage.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'
import { evaluateGate } from '#lib/domain/gate/gate.ts'
import { staleness } from '#lib/domain/review/sign-offs.ts'
import { findArticle } from '#lib/queries/review/load-article.ts'
import { loadReviewFacts, type ReviewFacts } from '#lib/queries/review/load-facts.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'

/** Needs the document's lock and claims that are in step with it. Answers whether anything changed. */
export async function followFacts(
  tx: Tx,
  deps: SystemContext,
  { article: { id }, document }: { article: { id: string }; document: LoadedDocument },
): Promise<boolean> {
  const article = await findArticle(tx, id)
  if (!article) throw new Error(`the article ${id} is gone while its document is locked`)
  const facts = await loadReviewFacts(tx, article, document.doc)
  const { turns, stage } = await whatFollows(tx, facts)
  for (const { action, subject, data } of turns) await recordEvent(tx, { chain: id, actor: null, at: deps.now(), action, subject, data })
  if (stage === facts.stage) return turns.length > 0
  await tx.article.update({ where: { id }, data: { stage, updatedAt: deps.now() } })
  const moved = { action: 'article.stage_changed', subject: `article:${id}`, data: { from: facts.stage, to: stage } }
  await recordEvent(tx, { chain: id, actor: null, at: deps.now(), ...moved })
  return true
}

export interface WhatFollows {
  /** Sign-offs that stopped or started to hold since the record last spoke of them. */
  turns: { action: string; subject: string; data: Record<string, unknown> }[]
  stage: Stage
}

export async function whatFollows(db: Tx, facts: ReviewFacts): Promise<WhatFollows> {
  const stage = settleStage({ stage: facts.stage, claims: facts.claims, approved: evaluateGate(facts).length === 0 })
  return { stage, turns: facts.signOffs.length === 0 ? [] : await signOffTurns(db, facts) }
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
