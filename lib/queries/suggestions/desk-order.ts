import type { Tx } from '#lib/db/client.ts'
import { learnOrder, type DeskOrder } from '#lib/domain/suggestions/desk-order.ts'

/** Learnt anew after so many decisions, so that the list does not change its order under whoever works through it. */
const STEP = 10
/** The newest that are learnt from: what a desk decided long ago says less of it, and the sums take tens of milliseconds. */
const MOST = 2000

/** By desk, with how many decisions had been made. They are only ever added, so their number says which they are. */
const known = new Map<string, { count: number; order: DeskOrder | null }>()

/** The order that this desk's decisions give, and nobody else's; null while they are too few. */
export async function deskOrder(db: Tx, deskId: string): Promise<DeskOrder | null> {
  const where = { article: { deskId } }
  const made = await db.suggestionDecision.count({ where })
  const count = made - (made % STEP)
  const last = known.get(deskId)
  if (last?.count === count) return last.order
  const remembered = await db.suggestionDecision.findMany({
    where,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip: Math.max(0, count - MOST),
    take: Math.min(count, MOST),
    select: { articleId: true, wording: true, wordingHash: true, decision: true, reasons: true },
  })
  const order = learnOrder(remembered)
  known.set(deskId, { count, order })
  return order
}
