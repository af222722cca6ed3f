import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDb, type Db } from '#lib/db/client.ts'
import { AppError } from '#lib/domain/errors.ts'
import { verifyAuditText } from '#lib/domain/audit/verify.ts'
import type { Actor, Role } from '#lib/policies/actor.ts'
import { getInvitation } from '#lib/queries/people/get-invitation.ts'
import { getMe } from '#lib/queries/people/get-me.ts'
import { getPerson, listPeople } from '#lib/queries/people/list-people.ts'
import { actorOfSession, actorOfToken } from '#lib/queries/people/load-actor.ts'
import { listSessions } from '#lib/queries/people/list-sessions.ts'
import { listNewsroomRecord } from '#lib/queries/record/list-newsroom-record.ts'
import { listTokens } from '#lib/queries/people/list-tokens.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { createDesk } from '#lib/services/desks/create-desk.ts'
import { updateDesk } from '#lib/services/desks/update-desk.ts'
import { acceptInvitation } from '#lib/services/people/accept-invitation.ts'
import { checkCredentials } from '#lib/services/people/check-credentials.ts'
import { createFirstAdminInvitation } from '#lib/services/people/create-first-admin-invitation.ts'
import { createPerson } from '#lib/services/people/create-person.ts'
import { invitePerson } from '#lib/services/people/invite-person.ts'
import { updatePerson } from '#lib/services/people/update-person.ts'
import { createSession } from '#lib/services/sessions/create-session.ts'
import { createToken } from '#lib/services/tokens/create-token.ts'
import { revokeToken } from '#lib/services/tokens/revoke-token.ts'
import { contextOf, makeActor, makeDesk } from '#tests/support/factories.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'

const PASSWORD = 'four unrelated plain words'

let database: TestDatabase
let db: Db

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const system = () => ({ db, now: () => new Date(), newId: () => crypto.randomUUID() })
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
const email = () => `${crypto.randomUUID()}@stet.example`

// The first block needs a newsroom without an administrator, so it comes first.
describe('the first administrator', () => {
  test('[SE-8] a fresh link ends the one before it', async () => {
    const first = await createFirstAdminInvitation(system())
    const second = await createFirstAdminInvitation(system())
    expect(await refusal(acceptInvitation(system(), { token: first?.token ?? '', password: PASSWORD, name: 'Early', email: email() }))).toBe('not-found')
    expect(await getInvitation(db, { token: second?.token ?? '', now: new Date() })).toEqual({ for: 'first-admin' })
    expect(await getInvitation(db, { token: first?.token ?? '', now: new Date() })).toBeNull()
  })

  test('[SE-8] a link out of date makes nobody', async () => {
    const link = await createFirstAdminInvitation(system())
    const later = { ...system(), now: () => new Date(Date.now() + 8 * 86_400_000) }
    expect(await refusal(acceptInvitation(later, { token: link?.token ?? '', password: PASSWORD, name: 'Late', email: email() }))).toBe('not-found')
    expect(await db.user.count()).toBe(0)
  })

  test('[SE-8] says what is missing, and is not used up by that', async () => {
    const link = await createFirstAdminInvitation(system())
    const error = await acceptInvitation(system(), { token: link?.token ?? '', password: PASSWORD }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'invalid-input', details: { errors: [{ field: 'name' }, { field: 'email' }] } })
    expect(await getInvitation(db, { token: link?.token ?? '', now: new Date() })).not.toBeNull()
  })

  test('[SE-8] of eight who use one link at once, one becomes administrator; then no further link is made', async () => {
    const link = await createFirstAdminInvitation(system())
    const tries = Array.from({ length: 8 }, (_, n) =>
      refusal(acceptInvitation(system(), { token: link?.token ?? '', password: PASSWORD, name: `Founder ${n}`, email: email() })),
    )
    expect((await Promise.all(tries)).toSorted()).toEqual(['done', ...Array.from({ length: 7 }, () => 'not-found')])
    expect(await db.user.findMany({ select: { isAdmin: true, memberships: true } })).toEqual([{ isAdmin: true, memberships: [] }])
    expect(await createFirstAdminInvitation(system())).toBeNull()
  })

  test('[RE-1f] who is alone in the newsroom gives themselves roles, since there is nobody to ask', async () => {
    const { actor } = await admin()
    const deskId = await makeDesk(db)
    await updatePerson(contextOf(db, actor), { personId: actor.userId, memberships: [{ deskId, roles: ['editor'] }] })
    await updatePerson(contextOf(db, actor), { personId: actor.userId, memberships: [] })
    const { items } = await listNewsroomRecord(contextOf(db, actor))
    expect(items.slice(-2).map(({ action, data }) => [action, JSON.parse(data)])).toMatchObject([
      ['person.changed', { person: actor.name, memberships: [{ deskId, roles: ['editor'] }] }],
      ['person.changed', { person: actor.name, memberships: [] }],
    ])
  })
})

async function admin(): Promise<ServiceContext> {
  const user = await db.user.findFirstOrThrow({ where: { isAdmin: true } })
  return contextOf(db, { userId: user.id, name: user.name, isAdmin: true, roles: {}, sessionId: null, scopes: null })
}

describe('people', () => {
  test('[SE-8] a person without a password gets a link, chooses one, and is signed out everywhere else', async () => {
    const address = email()
    const { personId, invitationToken } = await createPerson(await admin(), { name: 'Nia New', email: address, isAdmin: false, memberships: [] })
    const { sessionId } = await createSession(system(), { userId: personId, userAgent: null })
    expect(await checkCredentials(db, { email: address, password: PASSWORD })).toBeNull()
    expect(await acceptInvitation(system(), { token: invitationToken ?? '', password: PASSWORD })).toEqual({ email: address })
    expect(await checkCredentials(db, { email: address.toUpperCase(), password: PASSWORD })).toBe(personId)
    expect(await actorOfSession(db, sessionId, new Date())).toBeNull()
    expect(await refusal(acceptInvitation(system(), { token: invitationToken ?? '', password: 'another four plain words' }))).toBe('not-found')
  })

  test('[SE-8] an administrator makes a new link for somebody who has an account, and the older one ends', async () => {
    const address = email()
    const { personId, invitationToken } = await createPerson(await admin(), { name: 'Fay', email: address, isAdmin: false, memberships: [] })
    const { token } = await invitePerson(await admin(), { personId })
    expect(await refusal(acceptInvitation(system(), { token: invitationToken ?? '', password: PASSWORD }))).toBe('not-found')
    expect(await acceptInvitation(system(), { token, password: PASSWORD })).toEqual({ email: address })
    const { sessionId } = await createSession(system(), { userId: personId, userAgent: null })
    const again = await invitePerson(await admin(), { personId })
    expect(await checkCredentials(db, { email: address, password: PASSWORD })).toBe(personId)
    expect(await actorOfSession(db, sessionId, new Date())).not.toBeNull()
    expect(await acceptInvitation(system(), { token: again.token, password: 'another four plain words' })).toEqual({ email: address })
    expect(await actorOfSession(db, sessionId, new Date())).toBeNull()
    const { items } = await listNewsroomRecord(await admin())
    expect(items.filter(({ subject }) => subject === `person:${personId}`).map(({ action }) => action)).toEqual([
      'person.created',
      'person.invited',
      'person.password-set',
      'person.invited',
      'person.password-set',
    ])
  })

  test('[SE-8] no link is made for nobody, for a disabled person, or by somebody who is no administrator', async () => {
    const { personId } = await createPerson(await admin(), { name: 'Off', email: email(), isAdmin: false, memberships: [] })
    await updatePerson(await admin(), { personId, disabled: true })
    expect(await refusal(invitePerson(await admin(), { personId }))).toBe('conflict')
    expect(await refusal(invitePerson(await admin(), { personId: crypto.randomUUID() }))).toBe('not-found')
    expect(await refusal(invitePerson(contextOf(db, { ...(await admin()).actor, isAdmin: false }), { personId }))).toBe('forbidden')
  })

  test('[RE-1f] an administrator takes no role for themselves, gets one from another, and lays one down alone', async () => {
    const deskId = await makeDesk(db)
    const self = await admin()
    const personId = self.actor.userId
    const roles = async () => (await db.deskMember.findMany({ where: { userId: personId, deskId } })).map(({ role }) => role).toSorted()
    const take = (...wanted: Role[]) => updatePerson(self, { personId, memberships: [{ deskId, roles: wanted }] })
    expect(await refusal(take('publisher'))).toBe('forbidden')
    expect(await roles()).toEqual([])
    const other = contextOf(db, await makeActor(db, { deskId, roles: [], name: 'Second Admin', isAdmin: true }))
    await updatePerson(other, { personId, memberships: [{ deskId, roles: ['publisher', 'checker'] }] })
    expect(await refusal(take('publisher', 'checker', 'legal'))).toBe('forbidden')
    await take('checker')
    expect(await roles()).toEqual(['checker'])
    expect(await refusal(take('publisher'))).toBe('forbidden')
    await take()
    await db.user.update({ where: { id: other.actor.userId }, data: { isAdmin: false } })
  })

  test('[RE-9d] the newsroom’s own record is verified as it is exported, and is for administrators', async () => {
    const { items } = await listNewsroomRecord(await admin())
    const lines = items.map((row) => `${JSON.stringify(row)}\n`).join('')
    expect(verifyAuditText(lines)).toEqual({ ok: true, rows: items.length, withheld: 0, chain: 'newsroom', head: items.at(-1)?.hash })
    expect(verifyAuditText(lines.replace('"isAdmin\\":true', '"isAdmin\\":null'))).toMatchObject({ ok: false, row: 1 })
    expect(await refusal(listNewsroomRecord(contextOf(db, { ...(await admin()).actor, isAdmin: false })))).toBe('forbidden')
  })

  test('[SE-4] passwords are stored as argon2id, tokens and links as a hash of theirs', async () => {
    const { personId, invitationToken } = await createPerson(await admin(), { name: 'Pat', email: email(), isAdmin: false, memberships: [] })
    await acceptInvitation(system(), { token: invitationToken ?? '', password: PASSWORD })
    const { token } = await createToken(contextOf(db, await signedIn(personId)), { name: 'Script', scopes: ['read'] })
    const stored = await db.$queryRaw<{ row: string }[]>`
      SELECT u::text AS row FROM "user" u UNION ALL SELECT t::text FROM api_token t UNION ALL SELECT i::text FROM invitation i UNION ALL SELECT a::text FROM audit_event a`
    const everything = stored.map(({ row }) => row).join('\n')
    expect(everything).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect([PASSWORD, token, invitationToken ?? 'none'].filter((secret) => everything.includes(secret))).toEqual([])
  })

  test('an address is taken once, in whatever case', async () => {
    const address = email()
    const add = async () => createPerson(await admin(), { name: 'Twin', email: address, password: PASSWORD, isAdmin: false, memberships: [] })
    expect((await Promise.all([refusal(add()), refusal(add())])).toSorted()).toEqual(['conflict', 'done'])
  })

  test('[RE-1] roles change at once, in the person’s own sessions', async () => {
    const deskId = await makeDesk(db)
    const { personId } = await createPerson(await admin(), { name: 'Ren', email: email(), isAdmin: false, memberships: [{ deskId, roles: ['reporter'] }] })
    const { sessionId } = await createSession(system(), { userId: personId, userAgent: 'Firefox' })
    expect((await actorOfSession(db, sessionId, new Date()))?.roles).toEqual({ [deskId]: ['reporter'] })
    await updatePerson(await admin(), { personId, memberships: [{ deskId, roles: ['checker', 'legal'] }] })
    expect((await actorOfSession(db, sessionId, new Date()))?.roles).toEqual({ [deskId]: ['checker', 'legal'] })
    await updatePerson(await admin(), { personId, memberships: [] })
    expect((await actorOfSession(db, sessionId, new Date()))?.roles).toEqual({})
  })

  test('[SE-2] a disabled person’s sessions and tokens end, and do not come back when they are enabled again', async () => {
    const { personId } = await createPerson(await admin(), { name: 'Dee', email: email(), isAdmin: false, memberships: [] })
    const { sessionId } = await createSession(system(), { userId: personId, userAgent: null })
    const { token } = await createToken(contextOf(db, await signedIn(personId)), { name: 'Script', scopes: ['read', 'write'] })
    await updatePerson(await admin(), { personId, disabled: true })
    await updatePerson(await admin(), { personId, disabled: false })
    expect([await actorOfSession(db, sessionId, new Date()), await actorOfToken(db, token, new Date())]).toEqual([null, null])
  })

  test('[SE-9] two administrators cannot take the newsroom from each other at once', async () => {
    const first = await admin()
    const { personId } = await createPerson(first, { name: 'Second', email: email(), isAdmin: true, memberships: [] })
    const second = contextOf(db, { ...first.actor, userId: personId, name: 'Second' })
    const answers = await Promise.all([
      refusal(updatePerson(first, { personId, isAdmin: false })),
      refusal(updatePerson(second, { personId: first.actor.userId, disabled: true })),
    ])
    expect(answers.toSorted()).toEqual(['conflict', 'done'])
    expect(await db.user.count({ where: { isAdmin: true, disabledAt: null } })).toBe(1)
  })

  test('[SE-10] others see a colleague’s name and the desks they share, and neither address nor other desks', async () => {
    const [shared, other] = [await makeDesk(db), await makeDesk(db)]
    const colleague = await makeActor(db, { deskId: shared, roles: ['editor'] })
    const memberships = [
      { deskId: shared, roles: ['reporter' as const] },
      { deskId: other, roles: ['editor' as const] },
    ]
    const { personId } = await createPerson(await admin(), { name: 'Sol', email: email(), isAdmin: false, memberships })
    expect(await getPerson(contextOf(db, colleague), personId)).toMatchObject({ name: 'Sol', email: null, desks: [{ deskId: shared, roles: ['reporter'] }] })
    expect((await getPerson(await admin(), personId)).desks).toHaveLength(2)
    const stranger = await makeActor(db, { deskId: await makeDesk(db), roles: ['editor'] })
    expect((await listPeople(contextOf(db, stranger), { limit: 100 })).items.map(({ id }) => id)).toEqual([stranger.userId])
    expect(await refusal(getPerson(contextOf(db, stranger), personId))).toBe('not-found')
    expect((await getMe(contextOf(db, stranger))).abilities).toEqual({ createArticle: true, managePeople: false })
  })
})

async function signedIn(userId: string): Promise<Actor> {
  const { sessionId } = await createSession(system(), { userId, userAgent: null })
  const actor = await actorOfSession(db, sessionId, new Date())
  if (!actor) throw new Error('signed in')
  return actor
}

describe('tokens and sessions', () => {
  test('[SE-7] a token carries the person’s rights of this moment and its own scopes, until it is revoked or expires', async () => {
    const deskId = await makeDesk(db)
    const { userId } = await makeActor(db, { deskId, roles: ['checker'] })
    const ctx = contextOf(db, await signedIn(userId))
    const expiresAt = new Date(Date.now() + 3_600_000)
    const { token, tokenId } = await createToken(ctx, { name: 'Script', scopes: ['write', 'read', 'read'], expiresAt: expiresAt.toISOString() })
    expect(token).toMatch(/^stet_[\w-]{43}$/)
    expect((await actorOfToken(db, token, new Date()))?.actor).toMatchObject({
      userId,
      roles: { [deskId]: ['checker'] },
      sessionId: null,
      scopes: ['read', 'write'],
    })
    expect(await actorOfToken(db, token, expiresAt)).toBeNull()
    await revokeToken(ctx, { tokenId })
    expect(await actorOfToken(db, token, new Date())).toBeNull()
    expect((await listTokens(ctx, { limit: 50 })).items).toEqual([])
    expect(await refusal(createToken(ctx, { name: 'Past', scopes: ['read'], expiresAt: new Date(0).toISOString() }))).toBe('invalid-input')
  })

  test('[SE-2] one sees one’s own browsers, and which is this one; an expired session is none', async () => {
    const { userId } = await makeActor(db, { deskId: await makeDesk(db), roles: ['legal'] })
    const here = await signedIn(userId)
    await createSession(system(), { userId, userAgent: 'Phone' })
    const { items } = await listSessions(contextOf(db, here), { limit: 50 })
    expect(items.map(({ userAgent, current }) => [userAgent, current])).toEqual([
      ['Phone', false],
      [null, true],
    ])
    expect(await actorOfSession(db, here.sessionId ?? '', new Date(Date.now() + 31 * 86_400_000))).toBeNull()
  })
})

describe('desks', () => {
  test('[RE-1] an administrator opens and changes them; names are taken once; both are recorded', async () => {
    const ctx = await admin()
    const { deskId } = await createDesk(ctx, { name: 'Science', fourEyes: true, secondCheck: false, timeZone: 'UTC', verdictDays: 90, learnedOrder: true })
    expect(await refusal(createDesk(ctx, { name: 'Science', fourEyes: true, secondCheck: false, timeZone: 'UTC', verdictDays: 90, learnedOrder: true }))).toBe(
      'conflict',
    )
    await updateDesk(ctx, { deskId, secondCheck: true, timeZone: 'Europe/Rome' })
    expect(await db.desk.findUniqueOrThrow({ where: { id: deskId } })).toMatchObject({
      slug: 'science',
      fourEyes: true,
      secondCheck: true,
      timeZone: 'Europe/Rome',
    })
    const events = await db.auditEvent.findMany({ where: { subject: `desk:${deskId}` }, orderBy: { seq: 'asc' }, select: { action: true, data: true } })
    expect(events).toEqual([
      { action: 'desk.created', data: '{"fourEyes":true,"learnedOrder":true,"name":"Science","secondCheck":false,"timeZone":"UTC","verdictDays":90}' },
      { action: 'desk.changed', data: '{"secondCheck":true,"timeZone":"Europe/Rome"}' },
    ])
  })
})
