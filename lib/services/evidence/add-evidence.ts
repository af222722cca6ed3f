/**
 * CL-7: what was found, or who said what, for or against a claim. The record names it by a hash over all of it; of
 * confidential evidence it tells nothing else, and in a chain that only its readers are shown.
 */
import { z } from 'zod'
import { addEvidenceSchema, addFileSchema, type AddEvidenceInput } from '#lib/api/schemas/claims.ts'
import { idSchema } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { AppError } from '#lib/domain/errors.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import type { FileStore } from '#lib/files/file-store.ts'
import { sniff } from '#lib/files/sniff.ts'
import { can } from '#lib/policies/can.ts'
import { announceEvidence } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import { authorizeClaim, presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { tellOfDiffering } from '../quotes/tell-of-differing.ts'
import { decideOnArticle } from '../review/decide.ts'
import { subjectOf } from './evidence-subject.ts'
import { requestCapture } from './request-capture.ts'

const inputSchema = z.union([addEvidenceSchema.safeExtend({ claimId: idSchema }), addFileSchema.extend({ claimId: idSchema })])

/** What came with evidence of type `file`. It is kept only once the person is known to have the right. */
export interface Upload {
  name: string
  bytes: Uint8Array<ArrayBuffer>
  store: FileStore
}

export async function addEvidence(ctx: ServiceContext, input: z.input<typeof inputSchema>, upload: Upload | null = null): Promise<{ evidenceId: string }> {
  const { claimId, readers, ...found } = inputSchema.parse(input)
  refuseContradictions({ ...found, readers }, ctx.now())
  if ((found.type === 'file') !== (upload !== null)) throw new Error('a file comes with evidence of that type, and with no other')
  const { id: articleId, deskId } = await authorizeClaim(ctx, claimId, (facts) => can(ctx.actor, 'evidence.add', facts))
  const file = upload && { mediaType: await sniff(upload.bytes), size: upload.bytes.byteLength, sha256: await upload.store.put(upload.bytes) }
  const add = async (tx: Tx): Promise<{ evidenceId: string }> => {
    const { number } = await presentClaim(tx, claimId)
    const readerIds = found.confidential ? [...new Set(readers)] : []
    await assertOnDesk(tx, readerIds, deskId)
    const id = ctx.newId()
    const at = ctx.now()
    const { type, relation, confidential, title = null, text = null, excerpt = null, locator = null } = found
    const typed: Partial<AddEvidenceInput> = found.type === 'file' ? {} : found
    const { url = null, reached = null, reachedAt = null, terms = null } = typed
    const row = { id, claimId, type, relation, url, title, text, excerpt, locator, reached, reachedAt, terms, confidential, createdById: ctx.actor.userId }
    const readBy = { create: readerIds.map((userId) => ({ userId })) }
    const when = { reachedAt: reachedAt === null ? null : new Date(reachedAt), createdAt: at }
    await tx.evidence.create({ data: { ...row, ...when, fileName: upload?.name ?? null, readers: readBy } })
    const capture = { id: ctx.newId(), evidenceId: id, requestedById: ctx.actor.userId, at }
    if (type === 'link' || file) await requestCapture(tx, capture, file)
    const whole = { ...row, ...(file && { sha256: file.sha256 }) }
    const own = { ...(type === 'call' && { reached, reachedAt, terms }), ...(file && { sha256: file.sha256 }) }
    const subject = subjectOf(
      { id, confidential, claim: { id: claimId, number, articleId } },
      confidential ? whole : { type, relation, url, title, ...own, evidenceHash: sha256Hex(canonicalJson(whole)) },
    )
    // To be let in is told as it is afterwards (CL-7o).
    const tell = { kind: 'evidence', claimId, userIds: readerIds, action: 'evidence.changed' } as const
    await recordEvent(tx, { actor: ctx.actor, at, action: 'evidence.added', ...subject, ...(confidential && { tell }) })
    await tellOfDiffering(tx, { articleId, claimId, evidenceId: id }, { actor: ctx.actor, at })
    await announceEvidence(tx, { articleId, ...row, readerIds })
    return { evidenceId: id }
  }
  return await decideOnArticle(ctx, articleId, add, ANNOUNCED, { quietly: found.confidential })
}

/** With the row. */
const ANNOUNCED = async () => {}

/** CL-7p, CL-7b: what would be dropped, or cannot be. */
function refuseContradictions({ confidential, readers, ...found }: { confidential: boolean; readers: readonly string[] } & object, now: Date): void {
  if (!confidential && readers.length > 0)
    throw new AppError('invalid-input', {
      errors: [{ field: 'readers', message: 'Only confidential evidence has readers of its own: set “confidential”, or leave them out.' }],
    })
  if ('reachedAt' in found && typeof found.reachedAt === 'string' && new Date(found.reachedAt) > now)
    throw new AppError('invalid-input', { errors: [{ field: 'reachedAt', message: 'Must not be in the future: say when the source was reached.' }] })
}

/** Refuses readers who are nobody on the desk. */
export async function assertOnDesk(tx: Tx, readerIds: readonly string[], deskId: string): Promise<void> {
  const members = await tx.deskMember.findMany({ where: { deskId, userId: { in: [...readerIds] } }, distinct: ['userId'], select: { userId: true } })
  if (members.length < readerIds.length)
    throw new AppError('invalid-input', { errors: [{ field: 'readers', message: 'Every reader has to be a member of this desk.' }] })
}
