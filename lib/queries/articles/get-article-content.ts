import type { DocJson } from '#lib/editor/doc-json.ts'
import { canonicalDocument, contentHash } from '#lib/editor/canonical.ts'
import { toHtml, toMarkdown, toText } from '#lib/editor/render.ts'
import { docToJson } from '#lib/editor/ydoc.ts'
import type { QueryContext } from '../context.ts'
import { visibleArticle } from '../review/load-article.ts'
import { loadCopy } from './load-copy.ts'

export type ContentFormat = 'json' | 'html' | 'markdown' | 'text'
export type ArticleContent =
  | { format: 'json'; contentHash: string; content: DocJson }
  | { format: Exclude<ContentFormat, 'json'>; contentHash: string; text: string }

const RENDER = { html: toHtml, markdown: toMarkdown, text: toText } as const

/** The copy as it stands at its head, without claims and notes. */
export async function getArticleContent(
  { actor, db }: QueryContext,
  { articleId, format }: { articleId: string; format: ContentFormat },
): Promise<ArticleContent> {
  await visibleArticle(db, actor, articleId)
  const { doc } = await loadCopy(db, articleId)
  const content = canonicalDocument(docToJson(doc))
  const hash = contentHash(content)
  return format === 'json' ? { format, contentHash: hash, content } : { format, contentHash: hash, text: RENDER[format](content) }
}
