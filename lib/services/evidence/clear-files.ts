/**
 * CL-7r: files that no row names are cleared away, such as those that a refused or undone request has left. A file is
 * put before the row that names it is written, so one that was put within a day stays, also when it was there before.
 * Rows name their files as long as they stand: of removed claims and of confidential evidence too.
 */
import type { FileStore } from '#lib/files/file-store.ts'
import type { SystemContext } from '../context.ts'

const DAY = 24 * 60 * 60 * 1000

/** `foreign`: there are files and none is this newsroom's, so that they are let be. */
export async function clearFiles({ db, now }: SystemContext, store: FileStore): Promise<{ cleared: number; foreign: boolean }> {
  const putBefore = new Date(now().getTime() - DAY)
  const named = await namedFiles(db)
  const orphans: string[] = []
  let known = 0
  for await (const sha256 of store.list()) {
    if (named.has(sha256)) known += 1
    else orphans.push(sha256)
  }
  if (known === 0) return { cleared: 0, foreign: orphans.length > 0 }
  let cleared = 0
  const isNamed = async (sha256: string) => (await db.evidenceCapture.count({ where: { sha256 } })) > 0
  for (const sha256 of orphans) if (await store.discard(sha256, { putBefore, unless: isNamed })) cleared += 1
  return { cleared, foreign: false }
}

async function namedFiles(db: SystemContext['db']): Promise<ReadonlySet<string>> {
  const rows = await db.evidenceCapture.findMany({ where: { sha256: { not: null } }, distinct: ['sha256'], select: { sha256: true } })
  return new Set(rows.flatMap(({ sha256 }) => sha256 ?? []))
}
