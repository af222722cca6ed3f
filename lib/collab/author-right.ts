/**
 * The author's right to write, in SQL, so that it holds inside the transaction that appends (CO-2).
 * It says the same as `can(actor, 'article.edit', facts)`; a test walks every role and stage through both.
 */

/**
 * True for a row `a(user_id uuid, session_id uuid)` whose person may edit the article of `articleId` now: not
 * disabled, session (when there is one) neither revoked nor over, and with an editing role on the desk of an article
 * that is not withdrawn. What a token's scope takes away is not in the database's rows: the socket asks `can` for it.
 *
 * OFFSET 0 keeps Postgres from answering for every writer and article there is, to look each row up in that: where
 * several documents are asked about in one statement, it took the newsroom's whole list for the cheaper plan.
 */
export function mayEditSql(articleId: string): string {
  return `EXISTS (
    SELECT 1
    FROM "user" person
    JOIN desk_member member ON member.user_id = person.id
    JOIN article ON article.desk_id = member.desk_id
    WHERE article.id = ${articleId}
      AND person.id = a.user_id
      AND person.disabled_at IS NULL
      AND article.stage <> 'withdrawn'
      AND member.role IN ('reporter', 'editor')
    OFFSET 0
  ) AND (a.session_id IS NULL OR EXISTS (
    SELECT 1
    FROM session
    WHERE session.id = a.session_id
      AND session.user_id = a.user_id
      AND session.revoked_at IS NULL
      AND session.expires_at > now()
    OFFSET 0
  ))`
}
