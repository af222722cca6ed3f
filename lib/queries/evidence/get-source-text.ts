import type { SourceDiffDto, SourceTextDto } from '#lib/api/schemas/claims.ts'
import { diffBlocks, type CopyBlock } from '#lib/domain/articles/diff-blocks.ts'
import { AppError } from '#lib/domain/errors.ts'
import type { QueryContext } from '../context.ts'
import { visibleEvidence } from './visible-evidence.ts'

const SELECT = { id: true, pasted: true, finishedAt: true, finalUrl: true, mediaType: true, title: true, text: true, sha256: true } as const

/** What a link said: in this capture, or in the newest that has a text. Throws `not-found` when there is none. */
export async function getSourceText(ctx: QueryContext, { evidenceId, captureId }: { evidenceId: string; captureId?: string }): Promise<SourceTextDto> {
  const { evidence } = await visibleEvidence(ctx.db, ctx.actor, evidenceId)
  const capture = await ctx.db.evidenceCapture.findFirst({
    where: { evidenceId, state: 'captured', ...(captureId !== undefined && { id: captureId }) },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    select: SELECT,
  })
  if (!capture) throw new AppError('not-found', { detail: 'Nothing has been captured of this yet. Capture it again, or paste its text.' })
  const { id, finishedAt, finalUrl, title, text, ...rest } = capture
  return {
    ...rest,
    evidenceId,
    captureId: id,
    url: finalUrl ?? evidence.url,
    title: title ?? evidence.title,
    text: text ?? '',
    capturedAt: (finishedAt ?? evidence.createdAt).toISOString(),
  }
}

/** What changed at the source between two captures, paragraph by paragraph; paragraphs that stayed are left out. */
export async function diffCaptures(ctx: QueryContext, { evidenceId, from, to }: { evidenceId: string; from: string; to: string }): Promise<SourceDiffDto> {
  const [before, after] = [await getSourceText(ctx, { evidenceId, captureId: from }), await getSourceText(ctx, { evidenceId, captureId: to })]
  const blocks = diffBlocks(paragraphs(before.text), paragraphs(after.text))
  return { from, to, blocks: blocks.filter(({ change }) => change !== 'same').map(({ change, parts }) => ({ change, parts })) }
}

function paragraphs(text: string): CopyBlock[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ type: 'paragraph', text: paragraph, key: paragraph }))
}
