/** The one-time link on its way to a new person, over a real SMTP server. */
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDb, type Db } from '#lib/db/client.ts'
import { getInvitation } from '#lib/queries/people/get-invitation.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { acceptInvitation } from '#lib/services/people/accept-invitation.ts'
import { createPerson } from '#lib/services/people/create-person.ts'
import { invitePerson } from '#lib/services/people/invite-person.ts'
import { updatePerson } from '#lib/services/people/update-person.ts'
import { openMailer } from '#server/jobs/mail/mailer.ts'
import { sendWelcome } from '#server/jobs/mail/send-welcome.ts'
import { contextOf, makeActor, makeDesk } from '#tests/support/factories.ts'
import { openMailServer, type MailServer } from '#tests/support/mail-server.ts'
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts'

const publicUrl = 'https://stet.example'
const PASSWORD = 'four unrelated plain words'

let database: TestDatabase
let db: Db
let admin: ServiceContext
let server: MailServer

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb(database.url)
  admin = contextOf(db, await makeActor(db, { deskId: await makeDesk(db), roles: [], isAdmin: true }))
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})
beforeEach(async () => {
  server = await openMailServer()
})
afterEach(() => server.close())

async function jobs(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`DELETE FROM pgboss.job WHERE name = 'mail.welcome' RETURNING data ->> 'invitationId' AS id`
  return rows.map(({ id }) => id)
}

async function send(invitationIds: readonly string[], url: string | undefined = server.url): Promise<void> {
  const mailer = openMailer({ SMTP_URL: url, SMTP_FROM: undefined, STET_PUBLIC_URL: publicUrl })
  for (const id of invitationIds) await sendWelcome(admin, id, { mailer, publicUrl, log: pino({ level: 'silent' }) })
}

async function add(): Promise<{ personId: string; token: string }> {
  const email = `${crypto.randomUUID()}@stet.example`
  const { personId, invitationToken } = await createPerson(admin, { name: 'Nora New', email, isAdmin: false, memberships: [] })
  return { personId, token: invitationToken ?? '' }
}

const tokenIn = (text: string | undefined) => /welcome\?token=([\w-]+)/.exec(text ?? '')?.[1] ?? ''
const isAlive = async (token: string) => (await getInvitation(db, { token, now: new Date() })) !== null

test('[SE-8a] a new person gets a link of their own by mail; used once, it ends the one that was shown', async () => {
  const { token } = await add()
  const ids = await jobs()
  expect(JSON.stringify(ids)).not.toContain(token)
  await send(ids)
  const mailed = tokenIn(server.received[0]?.text)
  expect(server.received).toMatchObject([
    { headers: { subject: 'Your access to Stet' }, html: expect.stringContaining(`${publicUrl}/welcome?token=${mailed}`) },
  ])
  expect([mailed === token, await isAlive(mailed), await isAlive(token)]).toEqual([false, true, true])
  await acceptInvitation(admin, { token: mailed, password: PASSWORD })
  expect([await isAlive(mailed), await isAlive(token)]).toEqual([false, false])
})

test('[SE-8a] a link that was used, replaced, or of somebody without access is not mailed', async () => {
  const used = await add()
  await acceptInvitation(admin, { token: used.token, password: PASSWORD })
  const replaced = await add()
  await invitePerson(admin, { personId: replaced.personId })
  const gone = await add()
  await updatePerson(admin, { personId: gone.personId, disabled: true })
  await send(await jobs())
  expect(server.received).toHaveLength(1)
  expect(await isAlive(tokenIn(server.received[0]?.text))).toBe(true)
})

test('[SE-8a] a mail that did not go out leaves no link behind, and the next try has a new one', async () => {
  const { personId } = await add()
  const ids = await jobs()
  const alive = () => db.invitation.count({ where: { userId: personId, usedAt: null } })
  server.trouble.message = 451
  await expect(send(ids)).rejects.toThrow('not now')
  expect(await alive()).toBe(1)
  delete server.trouble.message
  await send(ids)
  expect([await alive(), await isAlive(tokenIn(server.received[0]?.text))]).toEqual([2, true])
})
