/**
 * Which commits need the pass over an article's claims. A pass reads the log, the claims and the review from the
 * database; most typing touches nothing that it looks at, and that shows in the document that is open here. So a
 * pass that changed nothing is remembered with the outline of the document it saw, and is not repeated while the
 * outline stays the same and nobody changed the article's review. Meanwhile what was typed is kept now and then
 * (its history and its words for search), which asks nothing about claims; a pass after MAX_AGE_MS is held all the same.
 */
import * as Y from 'yjs'
import type { Sql } from '#lib/db/sql.ts'
import { isRemoval } from '#lib/domain/articles/automatic-versions.ts'
import { claimsOutline } from '#lib/editor/claims-outline.ts'
import { copySize } from '#lib/editor/copy-size.ts'

const KEEP_MS = 10_000
const MAX_AGE_MS = 60_000

export interface PassesOptions {
  sql: Sql
  /** The pass; safe to repeat. */
  pass: (articleId: string, head: number) => Promise<void>
  /** Keeps what was typed where a pass would find nothing to do. */
  keep: (articleId: string) => Promise<void>
}

interface Remembered {
  outline: string
  /** Sign-offs and lost claims look at all of the copy. */
  whole: boolean
  /** Characters of the copy, and the state that they stood in: when most of them go, a version is kept (RE-8b). */
  length: number
  vector: ReadonlyMap<number, number>
  /** When the pass was, and when what was typed was last kept. */
  at: number
  keptAt: number
}

export class Passes {
  private readonly options: PassesOptions
  private readonly remembered = new Map<string, Remembered>()
  /** Rises when something may have changed that no outline shows. */
  private age = 0

  constructor(options: PassesOptions) {
    this.options = options
  }

  /** `doc`: the document at that head or later, as it is open here; null: it is not. */
  async after(articleId: string, head: number, doc: Y.Doc | null): Promise<void> {
    const known = this.remembered.get(articleId)
    const now = performance.now()
    if (doc !== null && known !== undefined && now - known.at < MAX_AGE_MS && isSame(doc, known)) {
      if (now - known.keptAt < KEEP_MS) return
      known.keptAt = now
      return await this.options.keep(articleId)
    }
    this.remembered.delete(articleId)
    const { age } = this
    const outlines = doc === null ? null : { part: claimsOutline(doc, { whole: false }), whole: claimsOutline(doc, { whole: true }), ...sizeOf(doc) }
    await this.options.pass(articleId, head)
    if (outlines === null) return
    const whole = await this.looksAtAll(articleId)
    if (age !== this.age) return
    const { length, vector, ...outline } = outlines
    const at = performance.now()
    this.remembered.set(articleId, { length, vector, outline: whole ? outline.whole : outline.part, whole, at, keptAt: at })
  }

  /** The review of an article changed, or it is closed; without one, any may have. */
  forget(articleId?: string): void {
    this.age += 1
    if (articleId === undefined) this.remembered.clear()
    else this.remembered.delete(articleId)
  }

  private async looksAtAll(articleId: string): Promise<boolean> {
    const [row] = await this.options.sql.query<{ whole: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM sign_off WHERE article_id = $1::uuid)
         OR EXISTS (SELECT 1 FROM claim WHERE article_id = $1::uuid AND detached_at IS NOT NULL AND removed_at IS NULL) AS whole`,
      [articleId],
      { prepareAs: 'looks-at-all' },
    )
    return row?.whole ?? true
  }
}

function isSame(doc: Y.Doc, known: Remembered): boolean {
  return known.outline === claimsOutline(doc, known) && !isRemoval({ peakLength: known.length, standing: copySize(doc, known.vector) })
}

function sizeOf(doc: Y.Doc): Pick<Remembered, 'length' | 'vector'> {
  return { length: copySize(doc), vector: Y.decodeStateVector(Y.encodeStateVector(doc)) }
}
