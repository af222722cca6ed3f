/** People who are signed in and articles to write in, made straight in the database of a bench. */
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { createDocument } from '#lib/collab/log.ts'
import type { Sql } from '#lib/db/sql.ts'
import type { DocJson } from '#lib/editor/doc-json.ts'
import { importText } from '#lib/editor/import.ts'
import { SCHEMA_MAJOR } from '#lib/editor/schema.ts'
import { initialState } from '#lib/editor/ydoc.ts'

export const ORIGIN = 'http://newsroom.bench'
const SECRET = 'for measurements alone, on this machine alone'

/** What our program is started with. */
export function stetEnv(databaseUrl: string, role: 'all' | 'collab' | 'web' = 'collab'): Record<string, string> {
  return { DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: SECRET, STET_PUBLIC_URL: ORIGIN, STET_ROLE: role, HOST: '127.0.0.1', PORT: '0' }
}

export interface Newsroom {
  /** The headers of a browser that is signed in, each person another one. */
  people: Record<string, string>[]
  writeArticle: () => Promise<string>
  /** One of them. */
  authorId: string
  /** The first state of each article. */
  state: Uint8Array
}

export async function openNewsroom(sql: Sql, { people: count, state = initialState(article(40)) }: { people: number; state?: Uint8Array }): Promise<Newsroom> {
  const deskId = randomUUID()
  await sql.query('INSERT INTO desk (id, name, slug) VALUES ($1::uuid, $1::uuid::text, $1::uuid::text)', [deskId])
  const people: Record<string, string>[] = []
  for (let i = 0; i < count; i++) people.push(await hire(sql, deskId))
  const [author] = await sql.query<{ id: string }>('SELECT user_id AS id FROM desk_member WHERE desk_id = $1 LIMIT 1', [deskId])
  return {
    people,
    authorId: author?.id ?? '',
    state,
    async writeArticle() {
      const articleId = randomUUID()
      await sql.query('INSERT INTO article (id, slug, desk_id, created_by_id, title) VALUES ($1::uuid, $1::uuid::text, $2, $3, $1::uuid::text)', [
        articleId,
        deskId,
        author?.id,
      ])
      await createDocument(sql, { articleId, state, schemaMajor: SCHEMA_MAJOR, userId: null })
      return articleId
    },
  }
}

async function hire(sql: Sql, deskId: string): Promise<Record<string, string>> {
  const [userId, sessionId] = [randomUUID(), randomUUID()]
  await sql.query('INSERT INTO "user" (id, email, name) VALUES ($1::uuid, $1::uuid::text, $1::uuid::text)', [userId])
  await sql.query("INSERT INTO desk_member (desk_id, user_id, role) VALUES ($1, $2, 'editor')", [deskId, userId])
  await sql.query("INSERT INTO session (id, user_id, expires_at) VALUES ($1, $2, now() + interval '1 day')", [sessionId, userId])
  const sealed = await encode({ token: { sid: sessionId }, secret: SECRET })
  return { cookie: `next-auth.session-token=${encodeURIComponent(sealed)}`, origin: ORIGIN }
}

/** A news article of so many paragraphs, about 25 words each. */
export function article(paragraphs: number): DocJson {
  const sentence =
    'The agreement, reached after nine hours of talks in the capital, lets ships leave three ports again, two officials who were present said on Friday.'
  return importText({ title: 'Grain deal nears', content: Array.from({ length: paragraphs }, (_, i) => `${i + 1}. ${sentence}`).join('\n\n') })
}
