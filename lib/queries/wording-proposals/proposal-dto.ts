import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { WordingProposalDto } from '#lib/api/schemas/wording-proposals.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import type { ArticleFacts } from '#lib/policies/roles.ts'
import type { ProposalRow } from './proposal-rows.ts'

interface Around {
  actor: Actor
  article: ArticleFacts
  claim: { wordingHash: string; detachedAt: Date | null }
  person: (id: string) => PersonRef
}

export function proposalDto(proposal: ProposalRow, { actor, article, claim, person }: Around): WordingProposalDto {
  const { id, before, beforeHash, after, reason, proposedById, createdAt, decidedById, decidedAt, accepted, declineReason } = proposal
  const isOpen = decidedAt === null && article.stage !== 'withdrawn'
  const current = beforeHash === claim.wordingHash && claim.detachedAt === null
  return {
    id,
    before,
    after,
    diff: diffText(before, after),
    reason,
    by: person(proposedById),
    at: createdAt.toISOString(),
    current,
    decision:
      decidedAt && decidedById !== null ? { accepted: accepted === true, by: person(decidedById), at: decidedAt.toISOString(), reason: declineReason } : null,
    abilities: {
      accept: isOpen && current && can(actor, 'article.edit', article),
      decline: isOpen && can(actor, 'wording.decline', { ...article, proposedById }),
    },
  }
}
