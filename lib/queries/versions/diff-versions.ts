import type { VersionDiffDto } from '#lib/api/schemas/articles.ts'
import { diffBlocks, type CopyBlock } from '#lib/domain/articles/diff-blocks.ts'
import { AppError } from '#lib/domain/errors.ts'
import { readDocument } from '#lib/editor/read.ts'
import { asDocJson } from '#lib/editor/ydoc.ts'
import type { QueryContext } from '../context.ts'
import { loadVersion } from './list-versions.ts'

/** From one frozen version to another of the same article, older to newer or the other way. */
export async function diffVersions(ctx: QueryContext, { from, to }: { from: string; to: string }): Promise<VersionDiffDto> {
  const [before, after] = [await loadVersion(ctx, from), await loadVersion(ctx, to)]
  if (before.articleId !== after.articleId)
    throw new AppError('bad-request', { detail: 'These two versions belong to different articles. Choose two of one article.' })
  return { from: before.version, to: after.version, blocks: diffBlocks(blocksOf(before.canonical), blocksOf(after.canonical)) }
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
