import type { Tx } from '#lib/db/client.ts'

/** By wording, what was decided last about a suggestion of it. */
export async function newestDecisions(db: Tx, articleId: string) {
  const rows = await db.suggestionDecision.findMany({
    where: { articleId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { wordingHash: true, wording: true, decision: true, userId: true, createdAt: true },
  })
  return new Map(rows.map((row) => [row.wordingHash, row]))
}
