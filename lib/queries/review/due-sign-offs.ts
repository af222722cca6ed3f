/** RE-4i: which sign-offs an article waits for from this person, as the last look at it saw it. */
import type { Stage } from '#lib/domain/articles/stages.ts'
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { signOffInvolvement } from '#lib/domain/review/four-eyes.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { loadCopyAuthors, loadSignOffs } from './load-facts.ts'

interface Waiting {
  id: string
  stage: Stage
  awaits: readonly SignOffKind[]
  createdById: string
  desk: { id: string } & CheckingRules
  claims: readonly ClaimRow[]
}

export async function loadDueFor({ actor, db }: QueryContext, articles: readonly Waiting[]): Promise<(articleId: string) => SignOffKind[]> {
  const due = new Map<string, SignOffKind[]>()
  for (const { id, stage, awaits, createdById, desk, claims } of articles) {
    const mine = awaits.filter((kind) => can(actor, `signOff.${kind}`, { deskId: desk.id, stage }))
    if (mine.length === 0) continue
    const copyAuthorIds = await loadCopyAuthors(db, { id, createdById })
    // While final approval is due the fact-check holds.
    const factCheckers = mine.includes('final') ? (await loadSignOffs(db, id)).filter(({ kind }) => kind === 'fact_check') : []
    const checkerIds = [
      ...claims.flatMap((claim) => countingVerdicts(factsOf(claim, desk))).map(({ checkerId }) => checkerId),
      ...factCheckers.map(({ userId }) => userId),
    ]
    due.set(
      id,
      mine.filter((kind) => signOffInvolvement({ fourEyes: desk.fourEyes, kind, userId: actor.userId, copyAuthorIds, checkerIds }) === null),
    )
  }
  return (articleId) => due.get(articleId) ?? []
}
