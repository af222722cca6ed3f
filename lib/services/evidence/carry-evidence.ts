/**
 * CL-5i: evidence goes along with the words that it is about, to every claim that stands on any of them: as copies, since
 * here it can turn out to speak of the one piece and there of the other. Of confidential evidence, with its readers, in a
 * chain of its own, and nobody else is told.
 */
import type { Tx } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import { announceEvidence } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { SystemContext } from '../context.ts'
import { EVIDENCE_SUBJECT_SELECT, subjectOf } from './evidence-subject.ts'
import { readersAmong } from './readers-among.ts'
import { requestCapture } from './request-capture.ts'

const COPY = `
  INSERT INTO evidence (id, claim_id, type, relation, url, title, text, excerpt, file_name, locator, reached, reached_at, terms, confidential, copied_from_id, created_by_id, created_at)
  SELECT $1::uuid, $2::uuid, type, relation, url, title, text, excerpt, file_name, locator, reached, reached_at, terms, confidential, id, created_by_id, $4
  FROM evidence WHERE id = $3::uuid`

const COPY_READERS = `
  INSERT INTO evidence_reader (evidence_id, user_id) SELECT $1::uuid, user_id FROM evidence_reader WHERE evidence_id = $2::uuid`

/** The bytes are kept by their hash, so both name the same. */
const COPY_CAPTURES = `
  INSERT INTO evidence_capture (id, evidence_id, state, pasted, stored, requested_by_id, requested_at, finished_at, final_url, media_type, title, text, sha256, size, failure, detail)
  SELECT gen_random_uuid(), $1::uuid, state, pasted, stored, requested_by_id, requested_at, finished_at, final_url, media_type, title, text, sha256, size, failure, detail
  FROM evidence_capture WHERE evidence_id = $2::uuid AND state <> 'queued'`

interface Numbered {
  id: string
  number: number
}

/** `sealedOnly`: that open evidence came as well would tell of the confidential. Answers whether anything came that everybody may know of. `evidenceIds`: these alone. What came there before, and was withdrawn, does not come again. */
export async function carryEvidence(
  tx: Tx,
  deps: SystemContext,
  article: ArticleFacts & { id: string },
  { from, to, sealedOnly = false, evidenceIds }: { from: Numbered; to: Numbered; sealedOnly?: boolean; evidenceIds?: readonly string[] },
): Promise<boolean> {
  const standing = await tx.evidence.findMany({
    where: { claimId: from.id, withdrawnAt: null, ...(sealedOnly && { confidential: true }), ...(evidenceIds && { id: { in: [...evidenceIds] } }) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { ...EVIDENCE_SUBJECT_SELECT, type: true, relation: true },
  })
  const origins = await originsOf(
    tx,
    to.id,
    standing.map(({ id }) => id),
  )
  let told = false
  for (const { id, type, relation, ...evidence } of standing) {
    if (origins.known.has(origins.of(id))) continue
    const [copyId, at] = [deps.newId(), deps.now()]
    await prismaSql(tx).query(COPY, [copyId, to.id, id, at])
    await prismaSql(tx).query(COPY_READERS, [copyId, id])
    await prismaSql(tx).query(COPY_CAPTURES, [copyId, id])
    await askAgain(tx, deps, { of: id, copyId, at })
    const copy = { id: copyId, confidential: evidence.confidential, claim: { id: to.id, number: to.number, articleId: article.id } }
    const said = { type, relation, fromNumber: from.number, evidenceHash: sha256Hex(canonicalJson({ id: copyId, of: id })) }
    const readerIds = evidence.readers.map(({ userId }) => userId)
    const userIds = evidence.confidential ? await readersAmong(tx, [evidence.createdById, ...readerIds], { article, evidence }) : []
    const tell = { kind: 'evidence', claimId: to.id, userIds, action: 'evidence.changed' } as const
    await recordEvent(tx, { actor: null, at, action: 'evidence.carried', ...subjectOf(copy, said), ...(evidence.confidential && { tell }) })
    if (evidence.confidential) await announceEvidence(tx, { articleId: article.id, ...evidence, readerIds })
    else told = true
  }
  return told
}

/** What a job has not captured yet it captures for the copy too. */
async function askAgain(tx: Tx, { newId }: SystemContext, { of, copyId, at }: { of: string; copyId: string; at: Date }): Promise<void> {
  const waiting = await tx.evidenceCapture.findFirst({ where: { evidenceId: of, state: 'queued' }, orderBy: { requestedAt: 'desc' } })
  if (!waiting) return
  const { requestedById, mediaType, size, sha256 } = waiting
  const file = waiting.stored && mediaType !== null && size !== null && sha256 !== null ? { mediaType, size, sha256 } : null
  await requestCapture(tx, { id: newId(), evidenceId: copyId, requestedById, at }, file)
}

/** `known` is what the second claim has, or had; `of` follows a copy to what it was first copied from in the article. */
async function originsOf(tx: Tx, toId: string, ids: readonly string[]): Promise<{ known: ReadonlySet<string>; of: (id: string) => string }> {
  const rows = await prismaSql(tx).query<{ id: string; copied_from_id: string | null }>(
    `WITH RECURSIVE line (id, copied_from_id) AS (
       SELECT id, copied_from_id FROM evidence WHERE claim_id = $1::uuid OR id = ANY($2::uuid[])
       UNION SELECT evidence.id, evidence.copied_from_id FROM line JOIN evidence ON evidence.id = line.copied_from_id
     )
     SELECT id, copied_from_id FROM line`,
    [toId, [...ids]],
  )
  const from = new Map(rows.map((row) => [row.id, row.copied_from_id]))
  const of = (id: string): string => {
    const origin = from.get(id)
    return origin ? of(origin) : id
  }
  const here = await tx.evidence.findMany({ where: { claimId: toId }, select: { id: true } })
  return { known: new Set(here.map(({ id }) => of(id))), of }
}
