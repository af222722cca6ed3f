/** RE-3, RE-4: after the facts have changed, the stage follows, and the record says which sign-offs no longer hold. */
import type { LoadedDocument } from '#lib/collab/log.ts'
import type { Tx } from '#lib/db/client.ts'
import { settleStage } from '#lib/domain/articles/settle-stage.ts'
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
  const turned = await recordStaleness(tx, deps, facts)
  const stage = settleStage({ stage: facts.stage, claims: facts.claims, approved: evaluateGate(facts).length === 0 })
  if (stage === facts.stage) return turned
  await tx.article.update({ where: { id }, data: { stage, updatedAt: deps.now() } })
  await recordEvent(tx, {
    chain: id,
    actor: null,
    at: deps.now(),
    action: 'article.stage_changed',
    subject: `article:${id}`,
    data: { from: facts.stage, to: stage },
  })
  return true
}

const TURNS = { stale: 'sign_off.stale', fresh: 'sign_off.restored' } as const

/** One event each time a newest sign-off stops or starts to hold; what was last said of it stands in the record. */
async function recordStaleness(tx: Tx, deps: SystemContext, facts: ReviewFacts): Promise<boolean> {
  const events = await tx.auditEvent.findMany({
    where: { chain: facts.articleId, subject: { in: facts.signOffs.map(({ id }) => `sign_off:${id}`) } },
    orderBy: { seq: 'asc' },
    select: { subject: true, action: true },
  })
  const last = new Map(events.map(({ subject, action }) => [subject, action]))
  let turned = false
  for (const signOff of facts.signOffs) {
    const subject = `sign_off:${signOff.id}`
    const reason = staleness(signOff, facts)
    const saidStale = last.get(subject) === TURNS.stale
    if ((reason !== null) === saidStale) continue
    turned = true
    const action = reason === null ? TURNS.fresh : TURNS.stale
    await recordEvent(tx, { chain: facts.articleId, actor: null, at: deps.now(), action, subject, data: { kind: signOff.kind, ...(reason && { reason }) } })
  }
  return turned
}
