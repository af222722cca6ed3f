/** CL-10: the verdict of another article that waits at a claim to be confirmed. */
import type { z } from 'zod'
import type { EvidenceDto, inheritedSchema } from '#lib/api/schemas/claims.ts'
import type { PersonRef } from '#lib/api/schemas/common.ts'
import type { Tx } from '#lib/db/client.ts'
import { verdictsOnWords } from '#lib/domain/claims/state.ts'
import { compareWording } from '#lib/domain/claims/wording.ts'
import { outOfDateAt } from '#lib/domain/library/checked-before.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { factsOf, type CheckingRules, type ClaimRow } from '../claims/claim-rows.ts'
import type { ArticleRow } from '../review/load-article.ts'

export type InheritedRow = Awaited<ReturnType<typeof loadInherited>>[number]

/** Those that were not taken back, oldest first. */
export async function loadInherited(db: Tx, claimIds: readonly string[]) {
  if (claimIds.length === 0) return []
  return await db.inheritedVerdict.findMany({
    where: { claimId: { in: [...claimIds] }, takenBackAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      claimId: true,
      wordingHash: true,
      broughtById: true,
      createdAt: true,
      verdict: {
        select: {
          id: true,
          verdict: true,
          rationale: true,
          condition: true,
          wording: true,
          wordingHash: true,
          checkerId: true,
          createdAt: true,
          claim: {
            select: {
              id: true,
              verdicts: {
                orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
                select: { checkerId: true, condition: true, wordingHash: true, createdAt: true },
              },
              article: { select: { id: true, title: true, deskId: true, stage: true } },
            },
          },
        },
      },
    },
  })
}

/** Of every verdict that counted there when it was brought over. */
export function conditionsOf({ createdAt, verdict: { wordingHash, claim } }: InheritedRow): { words: string; checkerId: string }[] {
  const given = claim.verdicts.filter((one) => one.wordingHash === wordingHash && one.createdAt <= createdAt)
  const newest = new Map(given.map(({ checkerId, condition }) => [checkerId, condition]))
  return [...newest].flatMap(([checkerId, words]) => (words === null ? [] : { words, checkerId }))
}

/** What waits: the newest for the present words, while nobody has decided on them. */
export function pendingInherited(claim: ClaimRow, desk: CheckingRules, rows: readonly InheritedRow[]): InheritedRow | null {
  if (verdictsOnWords(factsOf(claim, desk)).length > 0) return null
  return rows.findLast(({ claimId, wordingHash }) => claimId === claim.id && wordingHash === claim.wordingHash) ?? null
}

interface Parts {
  actor: Actor
  article: ArticleRow
  claim: ClaimRow
  person: (id: string) => PersonRef
  now: Date
  inherited: readonly InheritedRow[]
  /** May give a verdict on this claim, four eyes included. */
  mayCheck: boolean
  /** Of this claim, that the person may read. */
  evidence: readonly Pick<EvidenceDto, 'withdrawnThere'>[]
}

export function inheritedDto({ actor, article, claim, person, now, inherited, mayCheck, evidence }: Parts): z.infer<typeof inheritedSchema> | null {
  const pending = pendingInherited(claim, article.desk, inherited)
  if (!pending) return null
  const { id, broughtById, createdAt, verdict } = pending
  const { article: source, id: claimId } = verdict.claim
  const change = compareWording(verdict.wording, claim.wording)
  const outOfDate = outOfDateAt(verdict.createdAt, article.desk.verdictDays) <= now
  return {
    id,
    verdict: verdict.verdict,
    rationale: verdict.rationale,
    checker: person(verdict.checkerId),
    checkedAt: verdict.createdAt.toISOString(),
    outOfDate,
    conditions: conditionsOf(pending).map(({ words, checkerId }) => ({ words, checker: person(checkerId) })),
    diff: change.kind === 'same' ? null : change.diff,
    from: can(actor, 'article.read', source) ? { articleId: source.id, claimId, title: source.title } : null,
    by: person(broughtById),
    at: createdAt.toISOString(),
    abilities: {
      confirm: mayCheck && !outOfDate && evidence.length > 0 && evidence.every(({ withdrawnThere }) => withdrawnThere === null),
      takeBack: mayCheck,
    },
  }
}

export function peopleInherited(rows: readonly InheritedRow[]): string[] {
  return rows.flatMap(({ broughtById, verdict }) => [broughtById, verdict.checkerId, ...verdict.claim.verdicts.map(({ checkerId }) => checkerId)])
}
