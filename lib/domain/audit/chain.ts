/**
 * RE-9: the hash chain of the record. Each row's hash covers everything in the row and the hash of the row
 * before it, so that a changed, missing, added or moved row shows.
 */
import { canonicalJson } from '#lib/domain/canonical-json.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'

/** What the first row of a chain names as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64)

/** The chain of people, desks and tokens, beside the one of each article. */
export const NEWSROOM_CHAIN = 'newsroom'

/** CL-7c: of what was done to evidence while it was confidential, so that the article's own chain has neither a row of it nor a gap. */
export function evidenceChain(evidenceId: string): string {
  return `evidence:${evidenceId}`
}

export interface AuditFacts {
  /** An article's id, `evidence:<id>`, or "newsroom". */
  chain: string
  /** 1, 2, 3 … in the chain. */
  seq: number
  /** ISO 8601 in UTC with milliseconds, as `Date.prototype.toISOString` writes it. */
  at: string
  /** null: the program itself. */
  actorId: string | null
  /** The name as it was then. */
  actorName: string
  /** noun.verb in the past: `verdict.given`. */
  action: string
  /** What it was done to: `claim:<id>`, `article:<id>` … */
  subject: string
  /** RFC 8785 text. */
  data: string
}

export interface AuditRow extends AuditFacts {
  prevHash: string
  hash: string
}

export interface ChainHead {
  seq: number
  hash: string
}

/** sha256 over RFC 8785 of the row without its own hash. */
export function auditHash(row: AuditFacts & { prevHash: string }): string {
  const { chain, seq, at, actorId, actorName, action, subject, data, prevHash } = row
  return sha256Hex(canonicalJson({ chain, seq, at, actorId, actorName, action, subject, data, prevHash }))
}

/** The row that follows `head` (null: the chain is empty). */
export function nextRow(head: ChainHead | null, facts: Omit<AuditFacts, 'seq'>): AuditRow {
  const row = { ...facts, seq: (head?.seq ?? 0) + 1, prevHash: head?.hash ?? GENESIS_HASH }
  return { ...row, hash: auditHash(row) }
}
