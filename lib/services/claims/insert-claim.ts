/** A new claim on words of the copy: mark, row, number and first wording, in the transaction of a decision. */
import type { Tx } from '#lib/db/client.ts'
import type { ClaimKind, Priority } from '#lib/domain/claims/terms.ts'
import { wordingHash } from '#lib/domain/claims/wording.ts'
import type { DocRange } from '#lib/editor/anchors.ts'
import { readContext } from '#lib/editor/find-quote.ts'
import type { ServiceContext } from '../context.ts'
import { placeMark } from './place-mark.ts'
import type { ReconciledArticle } from './reconcile-claims.ts'
import { authorsAround } from './wording-authors.ts'

export interface NewClaim {
  range: DocRange
  kind: ClaimKind
  priority: Priority
  note: string | null
  secondCheck: boolean
  /** Of the claim that it was split from. */
  legal?: { legalFlag: boolean; legalFlagByLegal: boolean; legalFlaggedById: string | null }
  splitFromId: string | null
  /** The claim from which its words were pasted. */
  pastedFromId?: string
  /** Who has a part in its wording beside those who can be read from the copy. */
  authorIds: readonly string[]
}

export interface InsertedClaim {
  claimId: string
  number: number
  wording: string
  wordingHash: string
  at: Date
}

export async function insertClaim(
  tx: Tx,
  ctx: ServiceContext,
  reconciled: ReconciledArticle,
  { range, authorIds, legal, ...claim }: NewClaim,
): Promise<InsertedClaim> {
  const { article, document } = reconciled
  const { wording, prefix, suffix } = readContext(document.doc, range)
  const claimId = ctx.newId()
  const authors = [...new Set([...authorIds, ...(await authorsAround(tx, article, document.doc, range))])]
  await placeMark(tx, reconciled, { range, claimId })
  const { claimCounter: number } = await tx.article.update({
    where: { id: article.id },
    data: { claimCounter: { increment: 1 } },
    select: { claimCounter: true },
  })
  const said = { wording, wordingHash: wordingHash(wording), prefix, suffix }
  const at = ctx.now()
  await tx.claim.create({
    data: {
      id: claimId,
      articleId: article.id,
      number,
      ...claim,
      secondCheckAsked: claim.secondCheck,
      ...legal,
      taggedWording: wording,
      ...said,
      createdById: ctx.actor.userId,
      createdAt: at,
    },
  })
  const { head } = reconciled.document
  await tx.claimWording.create({ data: { id: ctx.newId(), claimId, ...said, placed: true, seq: head, authorIds: authors, createdAt: at } })
  return { claimId, number, wording, wordingHash: said.wordingHash, at }
}
