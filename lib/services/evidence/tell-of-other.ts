/** CL-6v: tells whose verdict is left to be confirmed by evidence that was changed, and the desk's editors; of confidential evidence only who may read it. */
import type { Tx } from '#lib/db/client.ts'
import { countingVerdicts, toConfirm } from '#lib/domain/claims/state.ts'
import { factsOf, type ClaimRow } from '#lib/queries/claims/claim-rows.ts'
import type { ArticleRow } from '#lib/queries/review/load-article.ts'
import { presentClaim } from '../claims/present-claim.ts'
import type { ServiceContext } from '../context.ts'
import { notify } from '../notifications/notify.ts'
import { readersAmong } from './readers-among.ts'

/** `claim` as it was before. */
export async function tellOfOther(
  tx: Tx,
  { actor, at }: Pick<ServiceContext, 'actor'> & { at: Date },
  { claim, article, evidence }: { claim: ClaimRow; article: ArticleRow; evidence: Parameters<typeof readersAmong>[2]['evidence'] },
): Promise<void> {
  const facts = factsOf(claim, article.desk)
  // Who is told may read it.
  const now = toConfirm(factsOf(await presentClaim(tx, claim.id), article.desk), () => true)
  if (toConfirm(facts) !== null || now !== 'withdrawn') return
  const editors = await tx.deskMember.findMany({ where: { deskId: article.deskId, role: 'editor' }, select: { userId: true } })
  const concerned = [...countingVerdicts(facts).map(({ checkerId }) => checkerId), ...editors.map(({ userId }) => userId)]
  const tell = { kind: 'evidence', claimId: claim.id, userIds: await readersAmong(tx, concerned, { article, evidence }) } as const
  const act = { action: 'evidence.altered', subject: `claim:${claim.id}`, data: {} }
  await notify(tx, { chain: article.id, actor, actorName: actor.name, at, ...act, tell })
}
