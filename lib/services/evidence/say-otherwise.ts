/**
 * CL-6v: what evidence says, or is to its claim, was changed: from then on it is other evidence than a verdict before had
 * at hand, until the change is taken back.
 */
import type { Tx } from '#lib/db/client.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'

const SAYS = {
  id: true,
  relation: true,
  excerpt: true,
  saidIds: true,
  captures: { where: { pasted: true }, orderBy: { requestedAt: 'desc' }, take: 1, select: { id: true } },
} as const

/** Makes the change, under the lock of its row. */
export async function sayOtherwise(tx: Tx, evidenceId: string, change: () => Promise<unknown>): Promise<void> {
  const before = await tx.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: SAYS })
  await change()
  const after = await tx.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: SAYS })
  const [was, is] = [nameOf(before), nameOf(after)]
  if (was === is) return
  const saidIds = before.saidIds.length === 0 ? [was, is] : [...before.saidIds, is]
  await tx.evidence.update({ where: { id: evidenceId }, data: { saidIds } })
}

/** The same for the same words, as a UUID of version 8 (RFC 9562). */
function nameOf({ id, relation, excerpt, captures }: { id: string; relation: string; excerpt: string | null; captures: readonly { id: string }[] }): string {
  const hash = sha256Hex(canonicalJson({ id, relation, excerpt, pasted: captures[0]?.id ?? null }))
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-')
}
