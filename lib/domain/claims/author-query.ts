/** WO-2: whose turn it is with a question about a claim, and whether it holds back publication. */
import { isWaived, type ClaimFacts } from './state.ts'

export interface QueryThread {
  askedById: string
  /** Who has it instead, once it was handed over. */
  handedToId: string | null
  closedAt: Date | null
  /** Oldest first. */
  replies: readonly { userId: string; byAuthor: boolean }[]
}

/** Who speaks next; null once it is closed. What others say beside it changes nothing. */
export function waitsOn({ askedById, handedToId, closedAt, replies }: QueryThread): 'author' | 'asker' | null {
  if (closedAt !== null) return null
  const last = replies.findLast(({ userId, byAuthor }) => byAuthor || userId === askedById || userId === handedToId)
  return last?.byAuthor ? 'asker' : 'author'
}

/** What decides whether an open question does. */
export interface OpenQuery {
  createdAt: Date
  /** CL-1g: legal objects. */
  objection: boolean
}

/** An open question does, unless the claim was waived in its present wording after it was asked; an objection does in any case. */
export function holdsBack({ createdAt, objection }: OpenQuery, claim: ClaimFacts): boolean {
  if (objection) return true
  const waived = claim.waivers.some(({ wordingHash, at }) => wordingHash === claim.wordingHash && at > createdAt)
  return !(waived && isWaived(claim))
}
