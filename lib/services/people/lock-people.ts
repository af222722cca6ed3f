import type { Tx } from '#lib/db/client.ts'

/** Held while it is decided who administers the newsroom: two such decisions at once could leave it with nobody. */
export async function lockPeople(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('people', 0))`
}
