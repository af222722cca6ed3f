import type { CreateArticleInput } from '#lib/api/schemas/articles.ts'
import { createDocument } from '#lib/collab/log.ts'
import type { Db } from '#lib/db/client.ts'
import { prismaSql } from '#lib/db/sql.ts'
import { slugOf } from '#lib/domain/articles/slug.ts'
import { AppError } from '#lib/domain/errors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { importHtml, importMarkdown, importText } from '#lib/editor/import.ts'
import { SCHEMA_MAJOR } from '#lib/editor/schema.ts'
import { initialState } from '#lib/editor/ydoc.ts'
import { can } from '#lib/policies/can.ts'
import { loadCopy } from '#lib/queries/articles/load-copy.ts'
import { announceReview } from '../announce.ts'
import { recordEvent } from '../audit/record-event.ts'
import type { ServiceContext } from '../context.ts'
import { freezeVersion } from './freeze-version.ts'
import { keepText } from './keep-text.ts'
import { takeSlug } from './take-slug.ts'

const IMPORT = { text: importText, markdown: importMarkdown, html: importHtml } as const

/** Starts an article: its document's first state is written here, once (DO-2), in the transaction that makes the row. */
export async function createArticle(ctx: ServiceContext, input: CreateArticleInput & { slug?: string }): Promise<{ articleId: string }> {
  const { actor, db, now, newId } = ctx
  const deskId = await chooseDesk(ctx, input.deskId)
  const { title, format } = input
  const state = initialState(await IMPORT[format]({ title, content: input.content }))
  const articleId = newId()
  await db.$transaction(async (tx) => {
    const at = now()
    const slug = await takeSlug(tx, input.slug ?? slugOf(title))
    await tx.article.create({ data: { id: articleId, slug, deskId, createdById: actor.userId, title, createdAt: at, updatedAt: at } })
    await createDocument(prismaSql(tx), { articleId, state, schemaMajor: SCHEMA_MAJOR, userId: null })
    const { doc, head } = await loadCopy(tx, articleId)
    await keepText(tx, articleId, { head, text: copyOf(doc).text })
    const { contentHash } = await freezeVersion(tx, { id: newId(), articleId, kind: 'created', head, doc, userId: actor.userId, at })
    await recordEvent(tx, {
      chain: articleId,
      actor,
      at,
      action: 'article.created',
      subject: `article:${articleId}`,
      data: { slug, title, deskId, format, contentHash },
    })
    await announceReview(tx, articleId)
  })
  return { articleId }
}

/** The desk asked for, or the only one where the actor may start articles. */
async function chooseDesk({ actor, db }: ServiceContext, wanted: string | undefined): Promise<string> {
  const mine = Object.keys(actor.roles).filter((deskId) => can(actor, 'article.create', { deskId }))
  const [only, ...more] = mine
  if (wanted === undefined) {
    if (only === undefined)
      throw new AppError('forbidden', { detail: 'You may not start articles on any desk. Ask an administrator for the role of reporter or editor.' })
    if (more.length > 0) throw new AppError('invalid-input', { errors: [{ field: 'deskId', message: 'Choose a desk: you work on more than one.' }] })
    return only
  }
  if (mine.includes(wanted)) return wanted
  if (Object.hasOwn(actor.roles, wanted) || (can(actor, 'desk.manage', {}) && (await deskExists(db, wanted)))) throw new AppError('forbidden')
  throw new AppError('invalid-input', { errors: [{ field: 'deskId', message: 'There is no such desk, or you have no role on it.' }] })
}

async function deskExists(db: Db, deskId: string): Promise<boolean> {
  return (await db.desk.count({ where: { id: deskId } })) > 0
}
