import type { Db } from '#lib/db/client.ts'

const GRAIN = 60_000

/** Remembers when a token was last used, to the minute, so that reading with one does not mean writing each time. */
export async function noteTokenUse(db: Db, { tokenId, at }: { tokenId: string; at: Date }): Promise<void> {
  const stale = new Date(at.getTime() - GRAIN)
  await db.apiToken.updateMany({ where: { id: tokenId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: stale } }] }, data: { lastUsedAt: at } })
}
