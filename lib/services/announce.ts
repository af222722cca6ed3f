/** Tells every node that something changed. Postgres delivers a notice at COMMIT, and never without one. */
import type { Tx } from '#lib/db/client.ts'

/** The review state of an article changed: its sockets are told to look again. */
export async function announceReview(tx: Tx, articleId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('stet_review', ${articleId})`
}

/** As `announceReview`, for something about evidence: where it is confidential, to those alone who may read it (CL-7b). */
export async function announceEvidence(
  tx: Tx,
  { articleId, confidential, createdById, readerIds }: { articleId: string; confidential: boolean; createdById: string; readerIds: readonly string[] },
): Promise<void> {
  if (!confidential) return await announceReview(tx, articleId)
  await tx.$executeRaw`SELECT pg_notify('stet_review', ${[articleId, createdById, ...readerIds].join(':')})`
}

/** A session, a role or a person changed: that person's sockets are checked again (CO-7). */
export async function announceAccess(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('stet_access', ${userId})`
}

/** What a person is told of changed: their open pages look again (WO-3). */
export async function announceNotice(tx: Tx, userId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify('stet_notice', ${userId})`
}
