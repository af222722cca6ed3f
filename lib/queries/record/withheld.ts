/**
 * RE-9f: rows of the record that tell what the reader may not know: what was found before their own check (CL-6h), and
 * evidence that is not theirs to read (CL-7c). The chain itself keeps everything. Of such a row the place and the
 * hashes are given, and nothing that would say for which reason it is withheld.
 */
import { z } from 'zod'
import type { AuditEventDto } from '#lib/api/schemas/review.ts'
import type { Tx } from '#lib/db/client.ts'
import { withheldRow } from '#lib/domain/audit/withheld.ts'
import type { Actor } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'
import { loadBlind } from '../claims/is-blind.ts'
import { mayRead } from '../evidence/may-read.ts'
import { loadPresentClaims } from '../claims/present-claims.ts'
import type { ArticleRow } from '../review/load-article.ts'

/** What the panel of such a claim hides too. A proposed wording says that the words cannot stay. */
const TELLING = new Set([
  'verdict.given',
  'verdict.still_holds',
  'verdict.inherited',
  'verdict.inherited_confirmed',
  'verdict.inherited_taken_back',
  'verdict.source_fell',
  'claim.waived',
  'task.ended',
  'wording.proposed',
  'wording.accepted',
  'wording.declined',
])

interface Reader {
  actor: Actor
  db: Tx
}

/** Numbers, by id, of the claims that the person is to check without knowing. */
export async function blindClaims(ctx: Reader, article: ArticleRow): Promise<ReadonlyMap<string, number>> {
  if (!can(ctx.actor, 'verdict.give', article)) return new Map()
  const claims = await loadPresentClaims(ctx.db, article.id)
  const blind = await loadBlind(
    ctx,
    claims.map((claim) => ({ article, claim })),
  )
  return new Map(claims.filter(({ id }) => blind.has(id)).map(({ id, number }) => [id, number]))
}

/** The rows as the person may see them. */
export async function withholdRows(ctx: Reader, article: ArticleRow, rows: AuditEventDto[]): Promise<AuditEventDto[]> {
  const hidden = new Set(
    [await tellingOfFirstCheck(ctx, article, rows), await aboutConfidential(ctx, article, rows), await namingOtherArticles(ctx, rows)].flat(),
  )
  return rows.map((row) => (hidden.has(row) ? withheldRow(row) : row))
}

/** What they did themselves stays. */
async function tellingOfFirstCheck(ctx: Reader, article: ArticleRow, rows: AuditEventDto[]): Promise<AuditEventDto[]> {
  const telling = rows.filter(({ action, actorId }) => TELLING.has(action) && actorId !== ctx.actor.userId)
  if (telling.length === 0) return []
  const blind = await blindClaims(ctx, article)
  return telling.filter(({ subject }) => blind.has(subject.slice('claim:'.length)))
}

/** By who may read the evidence now. A row from before it was known which evidence it is about is shown to who did the act alone. */
async function aboutConfidential({ actor, db }: Reader, article: ArticleRow, rows: AuditEventDto[]): Promise<AuditEventDto[]> {
  const about = rows.filter(({ action }) => action.startsWith('evidence.'))
  if (about.length === 0) return []
  const kept = await db.confidentialEvent.findMany({ where: { chain: article.id, seq: { in: about.map(({ seq }) => seq) } } })
  const idOf = new Map(about.map((row) => [row, kept.find(({ seq }) => seq === row.seq)?.evidenceId ?? namedIn(row)]))
  const ids = [...idOf.values()].flatMap((id) => id ?? [])
  const evidence = await db.evidence.findMany({
    where: { id: { in: ids } },
    select: { id: true, confidential: true, createdById: true, readers: { select: { userId: true } } },
  })
  return about.filter((row) => {
    const found = evidence.find(({ id }) => id === idOf.get(row))
    if (found) return !mayRead(actor, article, found)
    return !row.subject.startsWith('claim:') && row.actorId !== actor.userId
  })
}

/** CL-10i: a verdict that was brought over used to name the article that it came from, which the reader may not know. */
async function namingOtherArticles({ actor, db }: Reader, rows: AuditEventDto[]): Promise<AuditEventDto[]> {
  const brought = rows.filter(({ action, data }) => action === 'verdict.inherited' && sourceIn(data) !== null)
  if (brought.length === 0) return []
  const ids = brought.flatMap(({ data }) => sourceIn(data) ?? [])
  const articles = await db.article.findMany({ where: { id: { in: ids } }, select: { id: true, deskId: true, stage: true } })
  const readable = new Set(articles.filter((article) => can(actor, 'article.read', article)).map(({ id }) => id))
  return brought.filter(({ data }) => !readable.has(sourceIn(data) ?? ''))
}

const sourceSchema = z.object({ from: z.object({ articleId: z.string() }) })

function sourceIn(data: string): string | null {
  const named = sourceSchema.safeParse(JSON.parse(data))
  return named.success ? named.data.from.articleId : null
}

const namingSchema = z.object({ evidenceId: z.uuid() })

function namedIn({ data }: AuditEventDto): string | null {
  const named = namingSchema.safeParse(JSON.parse(data))
  return named.success ? named.data.evidenceId : null
}
