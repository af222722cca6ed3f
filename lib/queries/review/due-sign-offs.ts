/** RE-4i: which sign-offs an article waits for from this person, as the last look at it saw it. */
import type { Stage } from '#lib/domain/articles/stages.ts'
import { countingVerdicts } from '#lib/domain/claims/state.ts'
import { signOffInvolvement } from '#lib/domain/review/four-eyes.ts'
import { SIGN_OFF_KINDS, type SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'
import type { QueryContext } from '../context.ts'
import { loadAuthorsOfCopies } from './load-facts.ts'

interface Waiting {
  id: string
  stage: Stage
  awaits: readonly SignOffKind[]
  createdById: string
  desk: { id: string } & CheckingRules
  claims: readonly ClaimRow[]
}

/** Articles that wait for a sign-off which the person's roles allow; of these, `loadDueFor` says which they may give. */
export function mayAwait(actor: Actor, deskIds: readonly string[]) {
  const kindsOn = (deskId: string) => SIGN_OFF_KINDS.filter((kind) => can(actor, `signOff.${kind}`, { deskId, stage: 'draft' }))
  return { OR: deskIds.map((deskId) => ({ deskId, awaits: { hasSome: kindsOn(deskId) } })) }
}

export async function loadDueFor({ actor, db }: QueryContext, articles: readonly Waiting[]): Promise<(articleId: string) => SignOffKind[]> {
  const asked = articles.flatMap((article) => {
    const mine = article.awaits.filter((kind) => can(actor, `signOff.${kind}`, { deskId: article.desk.id, stage: article.stage }))
    return mine.length === 0 ? [] : [{ ...article, mine }]
  })
  const authorsOf = await loadAuthorsOfCopies(db, asked)
  const factCheckers = await loadFactCheckers(
    db,
    asked.flatMap(({ id, mine }) => (mine.includes('final') ? id : [])),
  )
  const due = new Map(
    asked.map(({ id, mine, desk: { fourEyes, ...rules }, claims }) => {
      const checkers = claims.flatMap((claim) => countingVerdicts(factsOf(claim, { fourEyes, ...rules }))).map(({ checkerId }) => checkerId)
      const about = { fourEyes, userId: actor.userId, copyAuthorIds: authorsOf(id), checkerIds: [...checkers, ...(factCheckers.get(id) ?? [])] }
      return [id, mine.filter((kind) => signOffInvolvement({ ...about, kind }) === null)]
    }),
  )
  return (articleId) => due.get(articleId) ?? []
}

/** By article, who gave the newest one: while final approval is due it holds. */
async function loadFactCheckers(db: QueryContext['db'], articleIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (articleIds.length === 0) return new Map()
  const rows = await db.signOff.findMany({
    where: { articleId: { in: [...articleIds] }, kind: 'fact_check' },
    orderBy: { createdAt: 'asc' },
    select: { articleId: true, userId: true },
  })
  return new Map(rows.map(({ articleId, userId }) => [articleId, [userId]]))
}
