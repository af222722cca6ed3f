/**
 * Where the rooms of a node commit. Documents that have edits at the same time share a statement and its commit, as
 * the edits of one document do: while one statement is under way, what comes waits for the next. Alone, a document
 * is appended to at once.
 *
 * Nobody pays for the company. What does not go through with the others, because somebody holds the document, its
 * head has moved, a writer may not, or the database refuses the whole statement, is tried again by itself; large
 * batches go by themselves from the start; and a statement that takes long holds nobody back any more.
 */
import { appendTogether, appendUpdates, type Append, type AppendResult } from '#lib/collab/log.ts'
import type { Sql } from '#lib/db/sql.ts'

/** Documents that share a commit. */
const MOST_DOCUMENTS = 32
/** Bytes of edits of one document that may go with others: they wait for the whole statement to be sent. */
const LARGE_BYTES = 16 * 1024
/** A commit takes a millisecond; after so long the next one does not wait for it. */
const PATIENCE_MS = 10

interface Waiting {
  append: Append
  settle: { resolve: (result: AppendResult) => void; reject: (error: unknown) => void }
}

export class Committer {
  private readonly sql: Sql
  private waiting: Waiting[] = []
  /** The statement that the next one waits for. */
  private underWay: readonly Waiting[] | null = null
  private isScheduled = false

  constructor(sql: Sql) {
    this.sql = sql
  }

  /** Answers as `appendUpdates` does. Wakes nobody. */
  async append(wanted: Omit<Append, 'isQuiet'>): Promise<AppendResult> {
    const append = { ...wanted, isQuiet: true }
    if (sizeOf(append) > LARGE_BYTES) return await appendUpdates(this.sql, append)
    return await new Promise((resolve, reject) => {
      this.waiting.push({ append, settle: { resolve, reject } })
      this.schedule()
    })
  }

  /** Once the frames that have come already were taken: what they bring goes together. */
  private schedule(): void {
    if (this.isScheduled || this.underWay !== null || this.waiting.length === 0) return
    this.isScheduled = true
    setImmediate(() => {
      this.isScheduled = false
      void this.send(this.take())
    })
  }

  private async send(batch: readonly Waiting[]): Promise<void> {
    this.underWay = batch
    const timer = setTimeout(() => this.goOn(batch), PATIENCE_MS)
    await this.commit(batch)
    clearTimeout(timer)
    this.goOn(batch)
  }

  private goOn(batch: readonly Waiting[]): void {
    if (this.underWay !== batch) return
    this.underWay = null
    this.schedule()
  }

  /** A room that failed and its successor may both have edits of one document: the second of them waits. */
  private take(): Waiting[] {
    const taken = new Map<string, Waiting>()
    const left: Waiting[] = []
    for (const waiting of this.waiting) {
      const { articleId } = waiting.append
      if (taken.size < MOST_DOCUMENTS && !taken.has(articleId)) taken.set(articleId, waiting)
      else left.push(waiting)
    }
    this.waiting = left
    return [...taken.values()]
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    const [first, ...others] = batch
    if (first === undefined) return
    if (others.length === 0) return await this.commitAlone(first)
    const heads = await this.commitTogether(batch)
    for (const waiting of batch) {
      const head = heads?.get(waiting.append.articleId)
      if (head !== undefined) waiting.settle.resolve({ ok: true, head })
      else if (heads !== null) void this.commitAlone(waiting)
    }
  }

  /** The heads of those that went through; null when all were told that it is not known. */
  private async commitTogether(batch: readonly Waiting[]): Promise<ReadonlyMap<string, number> | null> {
    try {
      return await appendTogether(
        this.sql,
        batch.map(({ append }) => append),
      )
    } catch (error) {
      // It was refused and nothing of it stands; one of them may have spoilt it for all.
      if (isRefusal(error)) return new Map()
      for (const { settle } of batch) settle.reject(error)
      return null
    }
  }

  private async commitAlone({ append, settle }: Waiting): Promise<void> {
    await appendUpdates(this.sql, append).then(settle.resolve, settle.reject)
  }
}

function sizeOf({ updates }: Append): number {
  return updates.reduce((sum, { update }) => sum + update.length, 0)
}

/** Postgres itself said no, in an answer with a code of its own; a lost connection has none, or the system's. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error
}
