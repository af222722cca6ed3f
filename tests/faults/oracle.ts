/**
 * The judge. It shares no code with the product: it reads the tables itself with `pg`, builds the document itself
 * with `yjs`, writes it down in a form of its own, and compares that with what people did and were told.
 */
import { createHash } from 'node:crypto'
import pg from 'pg'
import * as Y from 'yjs'
import type { Change, Ledger, Range } from './ledger.ts'

export type FaultKind = 'lost' | 'doubled' | 'invented' | 'hole' | 'forbidden'

export interface Finding {
  kind: FaultKind
  detail: string
}

interface Row {
  seq: number
  userId: string | null
  update: Uint8Array
  createdAt: Date
}

export interface StoredLog {
  head: number
  rows: Row[]
  /** Built from the rows alone; where rows are folded, from the newest snapshot and the rows above it. */
  doc: Y.Doc
  base: number
}

/** Tables of the product, by name: the oracle has its own idea of what they hold. */
const READ = `
  SELECT 'head' AS kind, head AS seq, NULL::uuid AS user_id, NULL::bytea AS bytes, created_at FROM document WHERE article_id = $1
  UNION ALL SELECT 'row', seq, user_id, "update", created_at FROM document_update WHERE article_id = $1
  UNION ALL SELECT 'snapshot', seq, NULL, state, created_at FROM document_snapshot WHERE article_id = $1
  ORDER BY seq`

interface Answer {
  kind: 'head' | 'row' | 'snapshot'
  seq: string
  user_id: string | null
  bytes: Uint8Array | null
  created_at: Date
}

/** Rejects when the database is away. */
export async function readStoredLog(url: string, articleId: string, { folds }: { folds: boolean }): Promise<StoredLog> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, query_timeout: 10_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Answer>(READ, [articleId])
    return build(rows, folds)
  } finally {
    void client.end().catch(() => undefined)
  }
}

function build(answers: readonly Answer[], folds: boolean): StoredLog {
  const head = Number(answers.find(({ kind }) => kind === 'head')?.seq)
  const snapshot = folds ? answers.findLast(({ kind }) => kind === 'snapshot') : undefined
  const base = Number(snapshot?.seq ?? 0)
  const rows = answers
    .filter(({ kind, seq }) => kind === 'row' && Number(seq) > base)
    .map(({ seq, user_id, bytes, created_at }) => ({ seq: Number(seq), userId: user_id, update: bytes ?? new Uint8Array(), createdAt: created_at }))
  const doc = new Y.Doc()
  // Inside a transaction of ours yjs tidies nothing: the document is what the log says and no more.
  doc.transact(() => {
    if (snapshot?.bytes) Y.applyUpdate(doc, snapshot.bytes)
    for (const { update } of rows) Y.applyUpdate(doc, update)
  })
  return { head, rows, doc, base }
}

/** `told` is what had been told Saved before the log was read; words and clients are taken as of now. */
export function judge(log: StoredLog, ledger: Ledger, told: readonly Change[]): Finding[] {
  return [...findHoles(log), ...findLost(log, told), ...findWords(log, ledger, new Set(told)), ...findStrangers(log, ledger)]
}

function findHoles({ rows, base, head, doc }: StoredLog): Finding[] {
  const findings: Finding[] = []
  rows.forEach(({ seq }, index) => {
    if (seq !== base + index + 1) findings.push({ kind: 'hole', detail: `row ${seq} stands where ${base + index + 1} is due` })
  })
  if (base + rows.length !== head) findings.push({ kind: 'hole', detail: `${base + rows.length} rows, but the head says ${head}` })
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) findings.push({ kind: 'hole', detail: 'the rows build on others that are not there' })
  return findings
}

function findLost({ doc }: StoredLog, told: readonly Change[]): Finding[] {
  const stored = Y.decodeStateVector(Y.encodeStateVector(doc))
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  const isGone = ({ client, from, to }: Range): boolean => {
    for (let clock = from; clock < to; clock++) if (!Y.isDeleted(deleted, Y.createID(client, clock))) return false
    return true
  }
  return told
    .filter(({ structs, deletes }) => !structs.every(({ client, to }) => (stored.get(client) ?? 0) >= to) || !deletes.every(isGone))
    .map(({ structs, deletes }) => ({ kind: 'lost', detail: `a change that was told Saved: ${JSON.stringify({ structs, deletes })}` }))
}

const WORD = /\[[\w.]+\]/g

function findWords({ doc }: StoredLog, { words }: Ledger, told: ReadonlySet<Change>): Finding[] {
  const findings: Finding[] = []
  const counts = new Map<string, number>()
  const texts = textsOf(doc)
  for (const [word] of texts.join('\n').matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  for (const [word, count] of counts) {
    if (!words.has(word)) findings.push({ kind: 'invented', detail: `${word} was written by nobody` })
    if (count > 1) findings.push({ kind: 'doubled', detail: `${word} stands ${count} times` })
  }
  for (const { text, added, removed } of words.values()) {
    const stands = counts.has(text)
    if (!stands && removed === null && told.has(added)) findings.push({ kind: 'lost', detail: `${text} was told Saved` })
    if (stands && removed !== null && told.has(removed)) findings.push({ kind: 'lost', detail: `the deletion of ${text} was told Saved` })
  }
  const rest = texts.map((text) => text.replaceAll(WORD, '')).filter((text) => text !== '' && text !== '.')
  for (const text of rest) findings.push({ kind: 'invented', detail: `“${text.slice(0, 60)}” beside the words` })
  return findings
}

/** Everything in the log is of somebody who wrote it, under their name, and of nobody who may not write. */
function findStrangers({ rows, doc }: StoredLog, ledger: Ledger): Finding[] {
  const findings: Finding[] = []
  const ofTheServer = new Set(rows.filter(({ userId }) => userId === null).flatMap(({ update }) => clientsIn(update)))
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc))) {
    const known = ledger.clients.get(client)
    if (ofTheServer.has(client) || (rows[0]?.seq !== 1 && known === undefined)) continue
    if (known === undefined) findings.push({ kind: 'invented', detail: `client id ${client} is nobody's` })
    else if (clock > known.reach) findings.push({ kind: 'invented', detail: `client id ${client} wrote up to ${known.reach}, the log has ${clock}` })
  }
  for (const { seq, userId, update, createdAt } of rows) {
    if (userId === null) continue
    if (ledger.readers.has(userId)) findings.push({ kind: 'forbidden', detail: `row ${seq} is of a reader` })
    const ended = ledger.revocations.find((revocation) => revocation.userId === userId && createdAt > revocation.committedAt)
    if (ended !== undefined) findings.push({ kind: 'forbidden', detail: `row ${seq} was written after its author's session was revoked` })
    const other = clientsIn(update).find((client) => ledger.clients.get(client)?.userId !== userId)
    if (other !== undefined) findings.push({ kind: 'invented', detail: `row ${seq} stands under another name than client id ${other} has` })
  }
  return findings
}

function clientsIn(update: Uint8Array): number[] {
  return [...new Set(Y.decodeUpdate(update).structs.map(({ id }) => id.client))]
}

/** The text of every paragraph. */
function textsOf(doc: Y.Doc): string[] {
  return doc
    .getXmlFragment('content')
    .toArray()
    .filter((node) => node instanceof Y.XmlElement && node.nodeName === 'paragraph')
    .map((node) => (node instanceof Y.XmlElement ? node.toArray().map(plainText).join('') : ''))
}

function plainText(node: unknown): string {
  if (!(node instanceof Y.XmlText)) return ''
  return deltaOf(node)
    .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
    .join('')
}

/** One hash for equal content, whatever bytes it is encoded in. */
export function hashOf(doc: Y.Doc): string {
  const content = doc.getXmlFragment('content').toArray().map(plainForm)
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function plainForm(node: unknown): unknown {
  if (node instanceof Y.XmlText) return joined(deltaOf(node))
  if (!(node instanceof Y.XmlElement)) return null
  return { name: node.nodeName, attributes: sorted(node.getAttributes()), children: node.toArray().map(plainForm) }
}

interface Piece {
  insert: unknown
  attributes?: Record<string, unknown>
}

function deltaOf(text: Y.XmlText): Piece[] {
  // yjs types a delta as any.
  return text.toDelta() as Piece[]
}

/** Neighbours of the same form are one: where yjs cuts says nothing. */
function joined(pieces: readonly Piece[]): unknown[] {
  const out: { text: unknown; form: string }[] = []
  for (const { insert, attributes = {} } of pieces) {
    const form = JSON.stringify(sorted(attributes))
    const last = out.at(-1)
    if (last !== undefined && last.form === form && typeof last.text === 'string' && typeof insert === 'string') last.text += insert
    else out.push({ text: insert, form })
  }
  return out
}

function sorted(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
