/** What a person may do with one article right now, asked of the database and of `can`, at the upgrade and every second after it. */
import type { Sql } from '#lib/db/sql.ts'
import type { Stage } from '#lib/domain/articles/stages.ts'
import { presenceColor, type PresenceUser } from '#lib/collab/presence.ts'
import { ROLES, type Actor, type Role } from '#lib/policies/actor.ts'
import { can } from '#lib/policies/can.ts'

export type Rights =
  | { kind: 'signed-out' }
  /** No right to the article, or no such article: the same answer. */
  | { kind: 'forbidden' }
  | { kind: 'member'; canEdit: boolean; user: PresenceUser }

export interface Asker {
  actor: Actor
  articleId: string
}

const FACTS = `
  SELECT asker.n, person.name, person.color, article.desk_id, article.stage::text AS stage,
    person.disabled_at IS NULL AND (asker.session_id IS NULL OR EXISTS (
      SELECT 1 FROM session
      WHERE session.id = asker.session_id AND session.user_id = asker.user_id
        AND session.revoked_at IS NULL AND session.expires_at > now()
    )) AS signed_in,
    COALESCE((SELECT json_agg(member.role) FROM desk_member member
      WHERE member.desk_id = article.desk_id AND member.user_id = asker.user_id), '[]'::json) AS roles
  FROM json_to_recordset($1::json) AS asker(n int, user_id uuid, session_id uuid, article_id uuid)
  LEFT JOIN "user" person ON person.id = asker.user_id
  LEFT JOIN article ON article.id = asker.article_id`

interface FactsRow {
  n: number
  name: string | null
  color: number | null
  desk_id: string | null
  stage: Stage | null
  signed_in: boolean | null
  roles: Role[]
}

/** One answer for each asker, in their order, in one query. */
export async function readRights(sql: Sql, askers: readonly Asker[]): Promise<Rights[]> {
  if (askers.length === 0) return []
  const asked = askers.map(({ actor, articleId }, n) => ({ n, user_id: actor.userId, session_id: actor.sessionId, article_id: articleId }))
  const rows = await sql.query<FactsRow>(FACTS, [JSON.stringify(asked)])
  const byNumber = new Map(rows.map((row) => [row.n, row]))
  return askers.map(({ actor }, n) => rightsOf(actor, byNumber.get(n)))
}

function rightsOf(actor: Actor, row: FactsRow | undefined): Rights {
  if (row === undefined || row.signed_in !== true || row.name === null) return { kind: 'signed-out' }
  if (row.desk_id === null || row.stage === null) return { kind: 'forbidden' }
  const now: Actor = { ...actor, roles: { [row.desk_id]: row.roles } }
  const facts = { deskId: row.desk_id, stage: row.stage }
  if (!can(now, 'article.follow', facts)) return { kind: 'forbidden' }
  const colorIndex = row.color ?? 0
  const role = ROLES.find((candidate) => row.roles.includes(candidate)) ?? null
  const user = { id: actor.userId, name: row.name, role, colorIndex, color: presenceColor(colorIndex) }
  return { kind: 'member', canEdit: can(now, 'article.edit', facts), user }
}
