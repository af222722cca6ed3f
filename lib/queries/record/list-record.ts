import type { AuditEventDto, RecordQuery } from '#lib/api/schemas/review.ts'
import type { Page } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { readChain } from './chain.ts'
import { blindClaims, withholdRows } from './withheld.ts'

/** The chain of an article, oldest first: a page of it, or all of it without a limit. What a blind check must not tell is withheld. */
export async function listRecord({ actor, db }: QueryContext, articleId: string, query?: Pick<RecordQuery, 'limit' | 'cursor'>): Promise<Page<AuditEventDto>> {
  const article = await visibleArticle(db, actor, articleId)
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  const page = await readChain(db, articleId, query)
  return { ...page, items: await withholdRows({ actor, db }, article, page.items) }
}

/** The claims of which the record withholds something from the person, by number. */
export async function claimsWithheld({ actor, db }: QueryContext, articleId: string): Promise<{ id: string; number: number }[]> {
  const blind = await blindClaims({ actor, db }, await visibleArticle(db, actor, articleId))
  return [...blind].map(([id, number]) => ({ id, number }))
}

/** The whole chain as it is kept, to be verified elsewhere; refused to who is still to give a second check in the article. */
export async function exportRecord(ctx: QueryContext, articleId: string): Promise<{ slug: string; rows: AuditEventDto[] }> {
  const { actor, db } = ctx
  const article = await visibleArticle(db, actor, articleId)
  if (!can(actor, 'article.record', article)) throw new AppError('forbidden')
  const numbers = (await claimsWithheld(ctx, articleId)).map(({ number }) => number)
  if (numbers.length > 0) throw new AppError('forbidden', { detail: refusal(numbers) })
  return { slug: article.slug, rows: (await readChain(db, articleId)).items }
}

function refusal(numbers: readonly number[]): string {
  const claims = numbers.length === 1 ? `claim ${numbers[0]}` : `claims ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
  return `You may still give the second check of ${claims}, without knowing what the first found. Export the record when it is given, or ask somebody who does not check.`
}
