/**
 * WO-2k: asks one checker to check many claims. Each article is one decision: its claims are assigned in one
 * transaction, and its pages hear of it once. A claim that cannot be assigned keeps no other back.
 */
import type { z } from 'zod'
import { assignClaimsSchema, type AssignedDto } from '#lib/api/schemas/claims.ts'
import { AppError, ERRORS } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import { claimsById } from '#lib/queries/claims/load-claims.ts'
import type { ServiceContext } from '../context.ts'
import { authorizeArticle, decideOnArticle } from '../review/decide.ts'
import { askForClaim } from './ask-for-claim.ts'
import { assertMayBeAsked } from './assignee.ts'

type Wanted = z.output<typeof assignClaimsSchema>

interface Outcome {
  claimId: string
  taskId: string | null
  refusal: AppError | null
}

/** When none could be assigned, and all for one reason, that is the answer. */
export async function assignClaims(ctx: ServiceContext, input: z.input<typeof assignClaimsSchema>): Promise<AssignedDto> {
  const wanted = assignClaimsSchema.parse(input)
  const ids = [...new Set(wanted.claims.map(({ claimId }) => claimId))]
  const found = await ctx.db.claim.findMany({ where: { id: { in: ids }, removedAt: null }, select: { id: true, articleId: true } })
  const articleIds = [...new Set(found.map(({ articleId }) => articleId))].toSorted()
  const outcomes = new Map<string, Outcome>()
  for (const articleId of articleIds) {
    const claimIds = found.filter((claim) => claim.articleId === articleId).map(({ id }) => id)
    for (const outcome of await onArticle(ctx, wanted, { articleId, claimIds })) outcomes.set(outcome.claimId, outcome)
  }
  return answerOf(ids.map((id) => outcomes.get(id) ?? refused(id, new AppError('not-found'))))
}

/** What refuses the article refuses each of its claims. */
async function onArticle(ctx: ServiceContext, wanted: Wanted, { articleId, claimIds }: { articleId: string; claimIds: readonly string[] }): Promise<Outcome[]> {
  try {
    const { deskId } = await authorizeArticle(ctx, articleId, (facts) => can(ctx.actor, 'task.assign', facts))
    return await decideOnArticle(ctx, articleId, async (tx) => {
      const { assigneeId, claims, ...asked } = wanted
      const assignee = await assertMayBeAsked(tx, { assigneeId, deskId })
      // Read under the lock: one that somebody has removed meanwhile is not among them.
      const rows = (await claimsById(tx, claimIds)).filter(({ removedAt }) => removedAt === null)
      const outcomes: Outcome[] = []
      for (const claim of rows) {
        const dueAt = claims.find(({ claimId }) => claimId === claim.id)?.dueAt
        outcomes.push(await outcomeOf(claim.id, () => askForClaim(tx, ctx, claim, { assignee, dueAt, ...asked })))
      }
      return outcomes
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return claimIds.map((claimId) => refused(claimId, error))
  }
}

/** A refusal comes before anything is written, so that the transaction of the others goes on. */
async function outcomeOf(claimId: string, write: () => Promise<string>): Promise<Outcome> {
  try {
    return { claimId, taskId: await write(), refusal: null }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refused(claimId, error)
  }
}

function refused(claimId: string, refusal: AppError): Outcome {
  return { claimId, taskId: null, refusal }
}

function answerOf(outcomes: readonly Outcome[]): AssignedDto {
  const [first] = outcomes
  const reason = first?.refusal && reasonOf(first.refusal)
  if (first?.refusal && outcomes.every(({ refusal }) => refusal && reasonOf(refusal) === reason)) throw first.refusal
  return {
    assigned: outcomes.flatMap(({ claimId, taskId }) => (taskId === null ? [] : [{ claimId, taskId }])),
    refused: outcomes.flatMap(({ claimId, refusal }) => (refusal ? [{ claimId, code: refusal.code, reason: reasonOf(refusal) }] : [])),
  }
}

function reasonOf({ code, details }: AppError): string {
  return details.errors?.[0]?.message ?? details.detail ?? ERRORS[code].detail
}
