/** People, desks and articles that a test stands on; each fills in what the test does not care about. */
import { randomUUID } from 'node:crypto'
import type { Db } from '#lib/db/client.ts'
import type { Actor, Role } from '#lib/policies/actor.ts'
import { createArticle } from '#lib/services/articles/create-article.ts'
import type { ServiceContext } from '#lib/services/context.ts'

export interface Person {
  userId: string
  name: string
  email: string
}

export async function makeDesk(db: Db, given: { name?: string; fourEyes?: boolean; secondCheck?: boolean } = {}): Promise<string> {
  const id = randomUUID()
  const { name = `Desk ${id}`, ...policy } = given
  await db.desk.create({ data: { id, name, slug: id, ...policy } })
  return id
}

/** Somebody without a role; `password` is not set, so they cannot sign in. */
export async function makePerson(db: Db, given: { name?: string; isAdmin?: boolean } = {}): Promise<Person> {
  const userId = randomUUID()
  const { name = 'Ada Marsh', isAdmin = false } = given
  const email = `${userId}@stet.example`
  await db.user.create({ data: { id: userId, email, name, isAdmin } })
  return { userId, name, email }
}

/** A person with these roles on the desk, as the one who asks. */
export async function makeActor(
  db: Db,
  { deskId, roles, name = roles.join(' and ') || 'Nobody', isAdmin = false }: { deskId: string; roles: Role[]; name?: string; isAdmin?: boolean },
): Promise<Actor> {
  const { userId } = await makePerson(db, { name, isAdmin })
  await db.deskMember.createMany({ data: roles.map((role) => ({ deskId, userId, role })) })
  return { userId, name, isAdmin, roles: roles.length === 0 ? {} : { [deskId]: roles }, sessionId: null, scopes: null }
}

export function contextOf(db: Db, actor: Actor, now: () => Date = () => new Date()): ServiceContext {
  return { db, actor, now, newId: randomUUID }
}

/** An article with a document, as the service makes it. Paragraphs are separated by an empty line. */
export async function makeArticle(
  db: Db,
  {
    author,
    deskId,
    title = 'Grain deal nears',
    content = 'A deal was reached on Friday.',
  }: { author: Actor; deskId: string; title?: string; content?: string },
): Promise<string> {
  const { articleId } = await createArticle(contextOf(db, author), { title, deskId, format: 'text', content })
  return articleId
}

/** The link could not be read, this time: only then is its text pasted. */
export async function failCapture(db: Db, evidenceId: string): Promise<void> {
  const failed = { state: 'failed', failure: 'unreachable', finishedAt: new Date() } as const
  const { count } = await db.evidenceCapture.updateMany({ where: { evidenceId, state: 'queued' }, data: failed })
  if (count > 0) return
  const { createdById } = await db.evidence.findUniqueOrThrow({ where: { id: evidenceId }, select: { createdById: true } })
  await db.evidenceCapture.create({ data: { id: randomUUID(), evidenceId, requestedById: createdById, requestedAt: new Date(), ...failed } })
}
