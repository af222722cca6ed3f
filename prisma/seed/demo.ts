/**
 * The demo newsroom: one desk, a person for each role, and one article as the reporter's draft. Made through the
 * same services as any other newsroom, so that its record reads as theirs do. Its passwords are public: it is only
 * ever made in the embedded database on a loopback address.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Db } from '#lib/db/client.ts'
import { NEWSROOM_CHAIN } from '#lib/domain/audit/chain.ts'
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#lib/domain/newsroom/demo-accounts.ts'
import type { Actor, Role } from '#lib/policies/actor.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import { recordEvent } from '#lib/services/audit/record-event.ts'
import type { ServiceContext, SystemContext } from '#lib/services/context.ts'
import { createDesk } from '#lib/services/desks/create-desk.ts'
import { createPerson } from '#lib/services/people/create-person.ts'
import { hashPassword } from '#lib/services/people/password.ts'

const DESK = 'World'
const ADMIN = 'admin@stet.example'
const REPORTER = 'reporter@stet.example'
/** The text itself has no headline. */
const HEADLINE = 'Putin in Tehran: Iran backs Moscow as grain deal nears'
const SLUG = 'putin-in-tehran'

/** Whether the demo newsroom is wanted here: nothing exists yet, or a seeding was cut off before its last step. */
export async function needsDemo(db: Db): Promise<boolean> {
  if ((await db.user.count()) === 0) return true
  return (await hasDemoPeople(db)) && (await db.article.count()) === 0
}

/** People whose password everybody knows. */
export async function hasDemoPeople(db: Db): Promise<boolean> {
  return (await db.user.count({ where: { email: { in: DEMO_ACCOUNTS.map(({ email }) => email) }, disabledAt: null } })) > 0
}

/** Makes what is missing of it, so that it may be called again after it was cut off. */
export async function seedDemo(db: Db): Promise<void> {
  const system: SystemContext = { db, now: () => new Date(), newId: randomUUID }
  const admin = await ensureAdmin(system)
  const asAdmin: ServiceContext = { ...system, actor: actor({ userId: admin, name: nameOf(ADMIN), isAdmin: true }) }
  const deskId =
    (await db.desk.findUnique({ where: { name: DESK }, select: { id: true } }))?.id ??
    (await createDesk(asAdmin, { name: DESK, fourEyes: true, secondCheck: false, timeZone: 'UTC', verdictDays: 90, learnedOrder: true })).deskId
  for (const { email, name, role } of DEMO_ACCOUNTS) {
    if (role === null || (await personId(db, email)) !== null) continue
    await createPerson(asAdmin, { name, email, password: DEMO_PASSWORD, isAdmin: false, memberships: [{ deskId, roles: [role] }] })
  }
  await ensureArticle(system, deskId)
}

/** The first administrator cannot be made by another one. */
async function ensureAdmin({ db, now, newId }: SystemContext): Promise<string> {
  const existing = await personId(db, ADMIN)
  if (existing !== null) return existing
  const id = newId()
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  await db.$transaction(async (tx) => {
    await tx.user.create({ data: { id, email: ADMIN, name: nameOf(ADMIN), passwordHash, isAdmin: true, createdAt: now() } })
    await recordEvent(tx, {
      chain: NEWSROOM_CHAIN,
      actor: null,
      at: now(),
      action: 'person.created',
      subject: `person:${id}`,
      data: { name: nameOf(ADMIN), email: ADMIN, isAdmin: true },
    })
  })
  return id
}

async function ensureArticle(system: SystemContext, deskId: string): Promise<void> {
  const { db } = system
  const userId = await personId(db, REPORTER)
  if (userId === null) throw new Error(`${REPORTER} is missing from the demo newsroom`)
  const content = await readFile(new URL('article.txt', import.meta.url), 'utf8')
  const asReporter: ServiceContext = { ...system, actor: actor({ userId, name: nameOf(REPORTER), roles: { [deskId]: ['reporter'] } }) }
  await createArticle(asReporter, { title: HEADLINE, slug: SLUG, deskId, format: 'text', content })
}

async function personId(db: Db, email: string): Promise<string | null> {
  return (await db.user.findUnique({ where: { email }, select: { id: true } }))?.id ?? null
}

function nameOf(email: string): string {
  const account = DEMO_ACCOUNTS.find((one) => one.email === email)
  if (account === undefined) throw new Error(`${email} is not a demo account`)
  return account.name
}

function actor(known: { userId: string; name: string; isAdmin?: boolean; roles?: Record<string, Role[]> }): Actor {
  return { isAdmin: false, roles: {}, sessionId: null, scopes: null, ...known }
}
