/** CL-7w: whether rows of an article's record were written over a chain of its evidence, by what its readers are given. Needs the exports alone. */
import { z } from 'zod'
import { rootFrom } from '#lib/domain/audit/commitment.ts'
import { auditRowsIn, verifyAuditText } from '#lib/domain/audit/verify.ts'

const proofsSchema = z.object({
  items: z.array(
    z.object({
      root: z.string(),
      head: z.object({ chain: z.string(), seq: z.number(), hash: z.string() }),
      leaf: z.number().int().nonnegative(),
      salt: z.string(),
      path: z.array(z.string()).max(32),
    }),
  ),
})
const rowSchema = z.object({ seq: z.number(), hash: z.string(), data: z.string() })

export type CommitmentResult =
  /** `rows`: of the article's record, that hold to the chain; each up to the head that it had then. */
  { ok: true; rows: number[] } | { ok: false; reason: string }

/** The texts of three files. Never throws. */
export function verifyCommitments({ article, evidence, proofs }: Record<'article' | 'evidence' | 'proofs', string>): CommitmentResult {
  for (const text of [article, evidence]) {
    const found = verifyAuditText(text)
    if (!found.ok) return { ok: false, reason: `One of the records does not hold: ${found.reason}` }
  }
  const parsed = proofsSchema.safeParse(jsonOf(proofs))
  if (!parsed.success) return { ok: false, reason: 'This is no list of proofs.' }
  const rootOfRow = new Map(rowsIn(article).map(({ seq, data }) => [rootIn(data), seq]))
  const chain = rowsIn(evidence)
  const rows: number[] = []
  for (const proof of parsed.data.items) {
    const row = rootOfRow.get(proof.root)
    if (row === undefined) return { ok: false, reason: 'A proof is for a row that the article’s record does not hold.' }
    if (rootFrom(proof) !== proof.root) return { ok: false, reason: `The proof for row ${row} of the article’s record does not lead to what the row says.` }
    if (chain.find(({ seq }) => seq === proof.head.seq)?.hash !== proof.head.hash)
      return {
        ok: false,
        reason: `When row ${row} of the article’s record was written, the evidence’s record was another: its row ${proof.head.seq} is missing or changed.`,
      }
    rows.push(row)
  }
  return { ok: true, rows: rows.toSorted((a, b) => a - b) }
}

function rowsIn(text: string): z.infer<typeof rowSchema>[] {
  return auditRowsIn(text).flatMap((row) => {
    const read = rowSchema.safeParse(row)
    return read.success ? [read.data] : []
  })
}

/** What the row says of the chains; an empty text for a row that says nothing of them. */
function rootIn(data: string): string {
  const read = z.object({ evidenceRoot: z.string() }).safeParse(jsonOf(data))
  return read.success ? read.data.evidenceRoot : ''
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
