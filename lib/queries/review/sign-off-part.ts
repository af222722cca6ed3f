/** RE-4j: what part a person had, by which four eyes keep them from a sign-off. */
import type { ReviewDto } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { signOffInvolvement } from '#lib/domain/review/four-eyes.ts'
import type { SignOffKind } from '#lib/domain/review/sign-off-kinds.ts'
import type { ArticleRow } from './load-article.ts'
import type { ReviewFacts } from './load-facts.ts'

export type SignOffPart = NonNullable<ReviewDto['involvement'][SignOffKind]>

/** null where nothing keeps them from it. Whoever counts as an author and has not written is one by words that they proposed. */
export async function signOffPart(
  db: Tx,
  { article, facts, kind, userId }: { article: ArticleRow; facts: ReviewFacts; kind: SignOffKind; userId: string },
): Promise<SignOffPart | null> {
  const part = signOffInvolvement({ ...facts, kind, userId })
  return part === 'wrote' && !(await hasTyped(db, article, userId)) ? 'proposed' : part
}

async function hasTyped(db: Tx, { id, createdById }: ArticleRow, userId: string): Promise<boolean> {
  return createdById === userId || (await db.documentUpdate.findFirst({ where: { articleId: id, userId }, select: { seq: true } })) !== null
}
