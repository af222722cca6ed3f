import type { VersionDto } from '#lib/api/schemas/articles.ts'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import { AppError } from '#lib/domain/errors.ts'
import { can } from '#lib/policies/can.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf, rowNumber } from '../cursor.ts'
import { personRefs } from '../people/person-refs.ts'
import { visibleArticle } from '../review/load-article.ts'

const COLUMNS = { id: true, articleId: true, number: true, kind: true, name: true, contentHash: true, createdById: true, createdAt: true } as const

/** Newest first. */
export async function listVersions({ actor, db }: QueryContext, { articleId, limit, cursor }: PageQuery & { articleId: string }): Promise<Page<VersionDto>> {
  const before = decodeCursor(`versions of ${articleId}`, cursor, [rowNumber])
  await visibleArticle(db, actor, articleId)
  const rows = await db.articleVersion.findMany({
    where: { articleId, ...(before && { number: { lt: before[0] } }) },
    orderBy: { number: 'desc' },
    take: limit + 1,
    select: COLUMNS,
  })
  const personRef = await personRefs(
    db,
    rows.map((row) => row.createdById),
  )
  return pageOf(`versions of ${articleId}`, rows, limit, { item: (row) => versionDto(row, personRef), key: ({ number }) => [String(number)] })
}

export async function getVersion(ctx: QueryContext, versionId: string): Promise<VersionDto> {
  const { version } = await loadVersion(ctx, versionId)
  return version
}

/** A version with its frozen copy. Throws `not-found` for one of an article that the actor may not see. */
export async function loadVersion({ actor, db }: QueryContext, versionId: string): Promise<{ version: VersionDto; articleId: string; canonical: string }> {
  const row = await db.articleVersion.findUnique({
    where: { id: versionId },
    select: { ...COLUMNS, canonical: true, article: { select: { deskId: true, stage: true } } },
  })
  if (!row || !can(actor, 'article.read', row.article)) throw new AppError('not-found')
  const personRef = await personRefs(db, [row.createdById])
  return { version: versionDto(row, personRef), articleId: row.articleId, canonical: row.canonical }
}

interface VersionRow {
  id: string
  number: number
  kind: VersionDto['kind']
  name: string | null
  contentHash: string
  createdById: string
  createdAt: Date
}

function versionDto(
  { id, number, kind, name, contentHash, createdById, createdAt }: VersionRow,
  personRef: Awaited<ReturnType<typeof personRefs>>,
): VersionDto {
  return { id, number, kind, name, contentHash, createdBy: personRef(createdById), createdAt: createdAt.toISOString() }
}
