import type { GateDto } from '#lib/api/schemas/review.ts'
import type { Blocker } from '#lib/domain/gate/gate.ts'
import { loadCopy } from '../articles/load-copy.ts'
import type { QueryContext } from '../context.ts'
import { blockerDtos, blockersFor } from './blocker-dtos.ts'
import { visibleArticle } from './load-article.ts'
import { loadReviewFacts, type ReviewFacts } from './load-facts.ts'

/** Why this cannot be published. Throws `not-found` when the person may not see the article. */
export async function getGate({ actor, db }: QueryContext, articleId: string): Promise<GateDto> {
  const article = await visibleArticle(db, actor, articleId)
  const facts = await loadReviewFacts(db, article, (await loadCopy(db, articleId)).doc)
  return gateDto(facts, blockersFor(actor, facts))
}

export function gateDto({ contentHash, claimSetHash }: ReviewFacts, blockers: readonly Blocker[]): GateDto {
  return { publishable: blockers.length === 0, blockers: blockerDtos(blockers), contentHash, claimSetHash }
}
