import { NOW } from '#lib/api/now.ts'
import type { VersionDiffDto } from '#lib/api/schemas/articles.ts'
import { diffBlocks, type CopyBlock } from '#lib/domain/articles/diff-blocks.ts'
import { AppError } from '#lib/domain/errors.ts'
import { canonicalString } from '#lib/editor/canonical.ts'
import { readDocument } from '#lib/editor/read.ts'
import { asDocJson, docToJson } from '#lib/editor/ydoc.ts'
import type { QueryContext } from '../context.ts'
import { loadCopy } from '../articles/load-copy.ts'
import { loadVersion } from './list-versions.ts'

/** From one frozen version to another of the same article, older to newer or the other way; `NOW` is the copy as it stands. */
export async function diffVersions(ctx: QueryContext, { from, to }: { from: string; to: string }): Promise<VersionDiffDto> {
  const [before, after] = [await frozen(ctx, from), await frozen(ctx, to)]
  const articleId = before?.articleId ?? after?.articleId
  if (articleId === undefined) throw new AppError('bad-request', { detail: 'Name at least one version.' })
  if ((before ?? after)?.articleId !== (after ?? before)?.articleId)
    throw new AppError('bad-request', { detail: 'These two versions belong to different articles. Choose two of one article.' })
  const present = before && after ? '' : canonicalString(docToJson((await loadCopy(ctx.db, articleId)).doc))
  const [old, fresh] = [before?.canonical ?? present, after?.canonical ?? present]
  return { from: before?.version ?? null, to: after?.version ?? null, blocks: diffBlocks(blocksOf(old), blocksOf(fresh)) }
}

async function frozen(ctx: QueryContext, version: string): Promise<Awaited<ReturnType<typeof loadVersion>> | null> {
  return version === NOW ? null : await loadVersion(ctx, version)
}

/** Blocks that hold text, and blocks that hold nothing (images, rules), in reading order. */
function blocksOf(canonical: string): CopyBlock[] {
  const blocks: CopyBlock[] = []
  readDocument(asDocJson(JSON.parse(canonical))).doc.descendants((node) => {
    if (!node.isTextblock && !(node.isBlock && node.isLeaf)) return true
    blocks.push({ type: node.type.name, text: node.textContent, key: JSON.stringify(node.toJSON()) })
    return false
  })
  return blocks
}
