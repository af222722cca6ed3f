/** A newsroom for API tests: two desks, a person for each role on the first, one on the second, and an administrator. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createDb, type Db } from '#lib/db/client.ts'
import { sha256Hex } from '#lib/domain/sha256.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'
import type { Role, TokenScope } from '#lib/policies/actor.ts'

export const ORIGIN = 'http://127.0.0.1:3000'
export const PEOPLE = {
  reporter: 'reporter',
  editor: 'editor',
  checker: 'checker',
  publisher: 'publisher',
  legal: 'legal',
  outsider: 'editor',
  admin: null,
} as const satisfies Record<string, Role | null>
export type PersonName = keyof typeof PEOPLE

export interface Newsroom {
  db: Db
  deskId: string
  otherDeskId: string
  ids: Record<PersonName, string>
  /** The Cookie header of a browser in which this person is signed in. */
  cookies: Record<PersonName, string>
  /** The same for a session that was revoked. */
  endedCookie: string
  /** An Authorization header. */
  tokens: Record<TokenScope, (name: PersonName) => string>
  close: () => Promise<void>
}

/** Sets the environment, so call it before anything that reads it is used. */
export async function openNewsroom(): Promise<Newsroom> {
  const [database, dataDir] = await Promise.all([createTestDatabase(), mkdtemp(path.join(tmpdir(), 'stet-api-test-'))])
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    STET_DATA_DIR: dataDir,
    NEXTAUTH_SECRET: 'a secret that only this test knows, long enough',
    STET_PUBLIC_URL: ORIGIN,
    LOG_LEVEL: 'silent',
    NODE_ENV: 'test',
  })
  const { sealSession, sessionCookieName } = await import('#lib/auth/cookie.ts')
  const db = createDb(database.url)
  const [deskId, otherDeskId] = [randomUUID(), randomUUID()]
  await db.desk.createMany({
    data: [
      { id: deskId, name: 'World', slug: 'world' },
      { id: otherDeskId, name: 'Sport', slug: 'sport' },
    ],
  })

  const names = Object.keys(PEOPLE) as PersonName[]
  const made = await Promise.all(
    names.map(async (name) => [name, await addPerson(db, { name, role: PEOPLE[name], deskId: name === 'outsider' ? otherDeskId : deskId })] as const),
  )
  const sessions = Object.fromEntries(made.map(([name, { sessionId }]) => [name, sessionId])) as Record<PersonName, string>
  const cookie = async (sessionId: string) => `${sessionCookieName()}=${await sealSession(sessionId)}`
  const cookies = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await cookie(sessions[name])] as const))) as Newsroom['cookies']
  const ids = Object.fromEntries(made.map(([name, { userId }]) => [name, userId])) as Newsroom['ids']
  const ended = await addSession(db, ids.editor, new Date())
  return {
    db,
    deskId,
    otherDeskId,
    ids,
    cookies,
    endedCookie: await cookie(ended),
    tokens: { read: (name) => `Bearer stet_read_${name}`, write: (name) => `Bearer stet_write_${name}` },
    close: async () => {
      await db.$disconnect()
      const shared = await import('#lib/db/client.ts')
      await shared.db().$disconnect()
      await Promise.all([database.drop(), rm(dataDir, { recursive: true })])
    },
  }
}

async function addPerson(
  db: Db,
  { name, role, deskId }: { name: PersonName; role: Role | null; deskId: string },
): Promise<{ userId: string; sessionId: string }> {
  const userId = randomUUID()
  await db.user.create({ data: { id: userId, email: `${name}@stet.example`, name, isAdmin: name === 'admin' } })
  if (role !== null) await db.deskMember.create({ data: { deskId, userId, role } })
  // Used in the future: no request of this test is a reason to write down another use.
  const lastUsedAt = new Date(Date.now() + 3_600_000)
  await db.apiToken.createMany({
    data: (['read', 'write'] as const).map((scope) => ({
      id: randomUUID(),
      userId,
      name: scope,
      scopes: [scope],
      tokenHash: sha256Hex(`stet_${scope}_${name}`),
      lastUsedAt,
    })),
  })
  return { userId, sessionId: await addSession(db, userId, null) }
}

async function addSession(db: Db, userId: string, revokedAt: Date | null): Promise<string> {
  const id = randomUUID()
  await db.session.create({ data: { id, userId, expiresAt: new Date(Date.now() + 3_600_000), revokedAt } })
  return id
}

/** One line a table, of everything in it: equal before and after means that nothing was written. */
export async function fingerprint(db: Db): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`
  const lineOf = (name: string) =>
    `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '') AS line FROM "${name}" r`
  const lines = await db.$queryRawUnsafe<{ name: string; line: string }[]>(tables.map(({ name }) => lineOf(name)).join(' UNION ALL '))
  return Object.fromEntries(lines.map(({ name, line }) => [name, line]))
}
