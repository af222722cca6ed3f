import type { Tx } from '#lib/db/client.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import { mayRead } from '#lib/queries/evidence/may-read.ts'
import { loadActors } from '#lib/queries/people/load-actor.ts'

/** Those of them who may read the evidence, which is who may be told of it (CL-7b). */
export async function readersAmong(
  tx: Tx,
  userIds: readonly string[],
  { article, evidence }: { article: ArticleFacts; evidence: Parameters<typeof mayRead>[2] },
): Promise<string[]> {
  const actors = await loadActors(tx, [...new Set(userIds)])
  return actors.filter((actor) => mayRead(actor, article, evidence)).map(({ userId }) => userId)
}
