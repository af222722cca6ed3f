/** CL-7w: binds a row of an article's record to the chains of its evidence as they stand, whether there are any or not. */
import { randomBytes } from 'node:crypto'
import type { Tx } from '#lib/db/client.ts'
import { evidenceChain } from '#lib/domain/audit/chain.ts'
import { commitmentRoot } from '#lib/domain/audit/commitment.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'

/** Answers what the row says; what opens it is kept, for the program alone. */
export async function commitToEvidence(tx: Tx, articleId: string, at: Date): Promise<{ evidenceRoot: string }> {
  const evidence = await tx.evidence.findMany({ where: { claim: { articleId } }, select: { id: true } })
  const rows = await tx.auditEvent.findMany({
    where: { chain: { in: evidence.map(({ id }) => evidenceChain(id)) } },
    orderBy: [{ chain: 'asc' }, { seq: 'desc' }],
    distinct: ['chain'],
    select: { chain: true, seq: true, hash: true },
  })
  const nonce = randomBytes(32).toString('hex')
  const evidenceRoot = commitmentRoot(rows, nonce)
  await tx.evidenceCommitment.create({ data: { root: evidenceRoot, articleId, nonce, heads: canonicalJson(rows), createdAt: at } })
  return { evidenceRoot }
}
