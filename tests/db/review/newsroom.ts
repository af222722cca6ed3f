/** A desk with everybody on it, one article, and a way to type in it as a browser would: through the log. */
import { expect } from 'vitest'
import * as Y from 'yjs'
import { appendUpdates, loadDocument } from '#lib/collab/log.ts'
import { createDb, type Db } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { AppError } from '#lib/domain/errors.ts'
import { FRAGMENT } from '#lib/editor/schema.ts'
import type { Actor, Role } from '#lib/policies/actor.ts'
import { getClaim } from '#lib/queries/claims/get-claim.ts'
import { getReview } from '#lib/queries/review/get-review.ts'
import { tagClaim } from '#lib/services/claims/tag-claim.ts'
import type { ServiceContext } from '#lib/services/context.ts'
import { giveSignOff } from '#lib/services/review/give-sign-off.ts'
import { giveVerdict } from '#lib/services/verdicts/give-verdict.ts'
import { contextOf, makeActor, makeArticle, makeDesk } from '#tests/support/factories.ts'
import { createTestDatabase } from '#tests/support/postgres.ts'

export const COPY = [
  'The trip was his second since Russian forces invaded Ukraine earlier this year.',
  'Turkey, a NATO member, has sold 20 drones to Ukrainian soldiers, “without conditions”, its minister said.',
  'The nations of the world have resolved to work together on the programme.',
].join('\n\n')

export interface Newsroom {
  db: Db
  url: string
  deskId: string
  reporter: ServiceContext
  editor: ServiceContext
  checker: ServiceContext
  checker2: ServiceContext
  publisher: ServiceContext
  legal: ServiceContext
  /** On another desk. */
  stranger: ServiceContext
  /** An article of the reporter's with `COPY` in it. */
  newArticle: (content?: string) => Promise<string>
  close: () => Promise<void>
}

export async function openNewsroom(policy: { fourEyes?: boolean; secondCheck?: boolean } = {}): Promise<Newsroom> {
  const database = await createTestDatabase()
  const db = createDb(database.url)
  const deskId = await makeDesk(db, { name: 'World', ...policy })
  const otherDeskId = await makeDesk(db, { name: 'Sport' })
  const as = async (name: string, ...roles: Role[]) => contextOf(db, await makeActor(db, { deskId, roles, name }))
  const reporter = await as('Rita Reporter', 'reporter')
  return {
    db,
    url: database.url,
    deskId,
    reporter,
    editor: await as('Ed Editor', 'editor'),
    checker: await as('Cleo Checker', 'checker'),
    checker2: await as('Carl Checker', 'checker'),
    publisher: await as('Pia Publisher', 'publisher'),
    legal: await as('Lea Legal', 'legal'),
    stranger: contextOf(db, await makeActor(db, { deskId: otherDeskId, roles: ['reporter', 'editor', 'checker', 'publisher', 'legal'], name: 'Sam Stranger' })),
    newArticle: (content = COPY) => makeArticle(db, { author: reporter.actor, deskId, content }),
    close: async () => {
      await db.$disconnect()
      await database.drop()
    },
  }
}

/** Replaces the first `before` of the copy by `after` (inside its own formatting), as this person's browser would. */
export async function type(ctx: { db: Db; actor: Actor }, articleId: string, [before, after]: readonly [string, string]): Promise<void> {
  await change(ctx, articleId, (doc) => replaceWords(doc, before, after))
}

/** Appends whatever `edit` does to the document, again and again until nobody else was first. */
export async function change({ db, actor }: { db: Db; actor: Actor }, articleId: string, edit: (doc: Y.Doc) => void): Promise<void> {
  for (;;) {
    const loaded = await loadDocument(prismaSql(db), articleId)
    if (!loaded) throw new Error('there is no such document')
    const { doc, head, epoch } = loaded
    doc.clientID = clientIdOf(actor)
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    doc.transact(() => edit(doc))
    const update = Y.mergeUpdates(updates)
    const result = await appendUpdates(prismaSql(db), {
      articleId,
      epoch,
      knownHead: head,
      updates: [{ update, userId: actor.userId, clientIds: [doc.clientID] }],
    })
    if (result.ok) return
    if (result.reason !== 'moved') throw new Error(`the log refused: ${result.reason}`)
  }
}

export function replaceWords(doc: Y.Doc, before: string, after: string): void {
  for (const text of textsIn(doc.getXmlFragment(FRAGMENT))) {
    const plain = plainOf(text)
    const index = plain.indexOf(before)
    if (index === -1) continue
    // Behind the first character at least, so that what is typed is inside every mark that lies on the words.
    let same = 0
    while (same < Math.min(before.length, after.length) - 1 && before[same] === after[same]) same += 1
    const at = index + Math.max(same, 1)
    text.insert(at, after.slice(same))
    text.delete(at + after.length - same, before.length - Math.max(same, 1))
    if (same === 0) text.delete(index, 1)
    return
  }
  throw new Error(`"${before}" is not in the copy`)
}

/** The first text of the copy that holds these words, and where in it. */
export function find(doc: Y.Doc, words: string): { text: Y.XmlText; at: number } {
  for (const text of textsIn(doc.getXmlFragment(FRAGMENT))) {
    const at = plainOf(text).indexOf(words)
    if (at !== -1) return { text, at }
  }
  throw new Error(`"${words}" is not in the copy`)
}

/** Deletes the whole paragraph in which these words stand. */
export async function deleteParagraph(ctx: { db: Db; actor: Actor }, articleId: string, words: string): Promise<void> {
  await change(ctx, articleId, (doc) => {
    const fragment = doc.getXmlFragment(FRAGMENT)
    const index = fragment.toArray().findIndex((node) => node instanceof Y.XmlElement && [...textsIn(node)].some((text) => plainOf(text).includes(words)))
    if (index === -1) throw new Error(`"${words}" is not in the copy`)
    fragment.delete(index, 1)
  })
}

/** Types a paragraph before the one in which `before` stands. */
export async function insertParagraph(ctx: { db: Db; actor: Actor }, articleId: string, words: string, before: string): Promise<void> {
  await change(ctx, articleId, (doc) => {
    const fragment = doc.getXmlFragment(FRAGMENT)
    const index = fragment.toArray().findIndex((node) => node instanceof Y.XmlElement && [...textsIn(node)].some((text) => plainOf(text).includes(before)))
    if (index === -1) throw new Error(`"${before}" is not in the copy`)
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    fragment.insert(index, [paragraph])
  })
}

function* textsIn(parent: Y.XmlFragment | Y.XmlElement): Generator<Y.XmlText> {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) yield child
    else if (child instanceof Y.XmlElement) yield* textsIn(child)
  }
}

function plainOf(text: Y.XmlText): string {
  const delta: { insert?: unknown }[] = text.toDelta()
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('')
}

const clients = new Map<string, number>()

function clientIdOf({ userId }: Actor): number {
  const known = clients.get(userId) ?? 1000 + clients.size
  clients.set(userId, known)
  return known
}

export async function tag(ctx: ServiceContext, articleId: string, quote: string): Promise<string> {
  const { claimId } = await tagClaim(ctx, { articleId, quote, kind: 'figure' })
  return claimId
}

export async function verify(
  ctx: ServiceContext,
  claimId: string,
  verdict: 'verified' | 'incorrect' | 'unverifiable' | 'needs_wording' = 'verified',
): Promise<string> {
  const { wordingHash } = await getClaim(ctx, claimId)
  const { verdictId } = await giveVerdict(ctx, { claimId, verdict, rationale: 'Two sources agree.', wordingHash })
  return verdictId
}

export async function signOff(ctx: ServiceContext, articleId: string, kind: 'desk' | 'fact_check' | 'legal' | 'final'): Promise<string> {
  const { gate } = await getReview(ctx, articleId)
  const { signOffId } = await giveSignOff(ctx, { articleId, kind, contentHash: gate.contentHash, claimSetHash: gate.claimSetHash })
  return signOffId
}

export async function hashOf(ctx: ServiceContext, articleId: string): Promise<string> {
  return (await getReview(ctx, articleId)).gate.contentHash
}

/** The refusal that the act answers with; fails when it succeeds or breaks. */
export async function refusal(act: Promise<unknown>): Promise<{ code: string } & AppError['details']> {
  const outcome = await act.then(
    () => 'nothing refused',
    (error: unknown) => error,
  )
  expect(outcome).toBeInstanceOf(AppError)
  if (!(outcome instanceof AppError)) throw new Error('not a refusal')
  return { code: outcome.code, ...outcome.details }
}

/** What the record says was done, in order. */
export async function acts(db: Db, articleId: string): Promise<string[]> {
  const rows = await db.auditEvent.findMany({ where: { chain: articleId }, orderBy: { seq: 'asc' }, select: { action: true } })
  return rows.map(({ action }) => action)
}
