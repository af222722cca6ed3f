/** CL-6h: who can give the second verdict does not see the first, nor what came before it. */
import type { Tx } from '#lib/db/client.ts'
import { isSecondLook } from '#lib/domain/claims/state.ts'
import { wroteWording } from '#lib/domain/review/four-eyes.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleRow } from '../review/load-article.ts'
import { factsOf, type ClaimRow } from './claim-rows.ts'
import { claimsById } from './load-claims.ts'
import { loadWordingAuthors } from './wording-authors.ts'

/** A claim and the article that it is in. */
interface Subject {
  article: Pick<ArticleRow, 'deskId' | 'stage'> & { desk: Pick<ArticleRow['desk'], 'fourEyes' | 'secondCheck'> }
  claim: ClaimRow
}

interface Look extends Subject {
  actor: Actor
  wordingAuthorIds: readonly string[]
}

export function isBlind({ actor, article, claim, wordingAuthorIds }: Look): boolean {
  const mayCheck = can(actor, 'verdict.give', article) && !wroteWording({ fourEyes: article.desk.fourEyes, userId: actor.userId, wordingAuthorIds })
  return mayCheck && isSecondLook(factsOf(claim, article.desk), actor.userId)
}

/** Ids of those among the claims for which the person is blind. */
export async function loadBlind({ actor, db }: { actor: Actor; db: Tx }, subjects: readonly Subject[]): Promise<ReadonlySet<string>> {
  // Who wrote a wording is asked only where it matters.
  const due = subjects.filter((subject) => isBlind({ actor, ...subject, wordingAuthorIds: [] }))
  const ids = due.map(({ claim }) => claim.id)
  if (ids.length === 0) return new Set()
  const authorsOf = await loadWordingAuthors(db, ids)
  return new Set(due.filter((subject) => isBlind({ actor, ...subject, wordingAuthorIds: authorsOf(subject.claim.id) })).map(({ claim }) => claim.id))
}

/** Ids of the findings that stand in these claims (CL-6u) and come from one for which the person is blind. */
export async function loadUntoldFindings(
  ctx: { actor: Actor; db: Tx },
  article: Subject['article'],
  claims: readonly Pick<ClaimRow, 'standingFindings'>[],
): Promise<ReadonlySet<string>> {
  const standing = claims.flatMap(({ standingFindings }) => standingFindings.map(({ verdict }) => verdict))
  if (standing.length === 0 || !can(ctx.actor, 'verdict.give', article)) return new Set()
  const found = await claimsById(
    ctx.db,
    standing.map(({ claim }) => claim.id),
  )
  const blind = await loadBlind(
    ctx,
    found.flatMap((claim) => (claim.removedAt === null ? { article, claim } : [])),
  )
  return new Set(standing.filter(({ claim }) => blind.has(claim.id)).map(({ id }) => id))
}
