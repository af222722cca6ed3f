/** RE-9: one row of the record, written in the transaction of what it records; and word of it to whom it concerns (WO-3). */
import type { Tx } from '#lib/db/client.ts'
import { NEWSROOM_CHAIN, nextRow } from '#lib/domain/audit/chain.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { notify, type Concern } from '../notifications/notify.ts'

/** Shown as the actor of what the program does by itself. */
export const SYSTEM_NAME = 'Stet'

export interface EventToRecord {
  /** An article's id, the chain of confidential evidence, or NEWSROOM_CHAIN. */
  chain: string
  /** Whose evidence it is, of an act that is in the evidence's own chain. */
  articleId?: string
  /** null: the program itself. */
  actor: { userId: string; name: string } | null
  /** Of what the program does by itself: whose act it follows from. They know. */
  following?: { userId: string } | null
  at: Date
  /** noun.verb in the past: `verdict.given`. */
  action: string
  /** What it was done to: `claim:<id>`, `article:<id>` … */
  subject: string
  /** Any JSON value; never a secret, never confidential evidence. */
  data: Record<string, unknown>
  /** Whom to tell of it, and of which claim, where the row itself does not say. */
  tell?: Concern | Concern[]
}

/**
 * Appends to the chain. Others who write to the same chain wait until this transaction ends: an advisory lock,
 * since an empty chain has no row to lock. Needs READ COMMITTED, so that the tail read is the newest.
 */
export async function recordEvent(tx: Tx, event: EventToRecord): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`audit:${event.chain}`}, 0))`
  const head = await tx.auditEvent.findFirst({ where: { chain: event.chain }, orderBy: { seq: 'desc' }, select: { seq: true, hash: true } })
  const row = nextRow(head, {
    chain: event.chain,
    at: event.at.toISOString(),
    actorId: event.actor?.userId ?? null,
    actorName: event.actor?.name ?? SYSTEM_NAME,
    action: event.action,
    subject: event.subject,
    data: canonicalJson(event.data),
  })
  await tx.auditEvent.create({ data: { ...row, at: event.at } })
  if (event.chain !== NEWSROOM_CHAIN) await notify(tx, { ...event, chain: event.articleId ?? event.chain, actorName: row.actorName })
}
