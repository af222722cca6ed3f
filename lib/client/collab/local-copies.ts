/**
 * What is kept in this browser (CO-6): a copy of each open article, so that unsent edits survive a reload or a
 * crash of the tab, and drafts of words that the server will not take any more. Each is kept for one user, one
 * article and one epoch of its document, so that nothing is ever merged into a document it does not belong to.
 * All of it is wiped at sign-out.
 */
import * as idb from 'lib0/indexeddb'
import { z } from 'zod'
import { forgetAll } from '../kept-drafts.ts'

const PREFIX = 'stet:'
/** Names of the databases we made: not every browser lists them. */
const REGISTRY = 'stet-local-copies'
const DRAFTS = `${PREFIX}drafts`
const DRAFT_STORE = 'drafts'

export interface CopyKey {
  userId: string
  articleId: string
  epoch: number
}

/** Words of one person that could not be saved, as they stood. */
export interface Draft {
  userId: string
  articleId: string
  /** ISO 8601. */
  at: string
  /** The blocks that held unsent words. */
  text: string
}

/** As it is kept; `key` is what it is dropped by. */
export interface KeptDraft extends Draft {
  key: number
}

const draftSchema = z.object({ userId: z.string(), articleId: z.string(), at: z.string(), text: z.string() })

/** The name of the IndexedDB database for one article's copy; remembered, so that it can be wiped. */
export function nameCopy({ userId, articleId, epoch }: CopyKey): string {
  const name = `${PREFIX}${userId}:${articleId}:${epoch}`
  remember(name)
  return name
}

export function canKeepCopies(): boolean {
  return typeof indexedDB !== 'undefined'
}

export async function keepDraft(draft: Draft): Promise<void> {
  remember(DRAFTS)
  const db = await openDrafts()
  const [store] = idb.transact(db, [DRAFT_STORE])
  if (store !== undefined) await idb.addAutoKey(store, JSON.stringify(draft))
  db.close()
}

/** The drafts of one person for one article, oldest first. */
export async function readDrafts({ userId, articleId }: Pick<Draft, 'userId' | 'articleId'>): Promise<KeptDraft[]> {
  if (!canKeepCopies()) return []
  const db = await openDrafts()
  const [store] = idb.transact(db, [DRAFT_STORE], 'readonly')
  const kept: { k: unknown; v: unknown }[] = store === undefined ? [] : await idb.getAllKeysValues(store)
  db.close()
  const drafts = kept.flatMap(({ k, v }) => {
    const draft = draftSchema.safeParse(JSON.parse(String(v))).data
    return draft === undefined ? [] : [{ ...draft, key: Number(k) }]
  })
  return drafts.filter((draft) => draft.userId === userId && draft.articleId === articleId)
}

/** Forgets one draft for good. */
export async function dropDraft({ key }: Pick<KeptDraft, 'key'>): Promise<void> {
  const db = await openDrafts()
  const [store] = idb.transact(db, [DRAFT_STORE])
  if (store !== undefined) await idb.del(store, key)
  db.close()
}

/** Deletes every copy and draft in this browser. Call it when somebody signs out. */
export async function wipeLocalCopies(): Promise<void> {
  forgetAll()
  if (!canKeepCopies()) return
  const listed = typeof indexedDB.databases === 'function' ? await indexedDB.databases() : []
  const names = new Set([...remembered(), ...listed.flatMap(({ name }) => name ?? [])])
  await Promise.all([...names].filter((name) => name.startsWith(PREFIX)).map(deleteDatabase))
  globalThis.localStorage?.removeItem(REGISTRY)
}

/** Deletes one article's copy. */
export async function dropCopy(name: string): Promise<void> {
  if (canKeepCopies()) await deleteDatabase(name)
}

/** Another tab that holds it open closes it when it hears of the deletion; one that does not answer must not hold up a sign-out. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => resolve()
    request.onblocked = () => resolve()
  })
}

function openDrafts(): Promise<IDBDatabase> {
  return idb.openDB(DRAFTS, (db) => idb.createStores(db, [[DRAFT_STORE, { autoIncrement: true }]]))
}

function remember(name: string): void {
  globalThis.localStorage?.setItem(REGISTRY, JSON.stringify([...new Set([...remembered(), name])]))
}

function remembered(): string[] {
  const stored = globalThis.localStorage?.getItem(REGISTRY) ?? '[]'
  return z.array(z.string()).safeParse(JSON.parse(stored)).data ?? []
}
