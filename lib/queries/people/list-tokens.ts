import { z } from 'zod'
import type { Page, PageQuery } from '#lib/api/schemas/common.ts'
import type { TokenDto } from '#lib/api/schemas/people.ts'
import { AppError } from '#lib/domain/errors.ts'
import { TOKEN_SCOPES } from '#lib/policies/actor.ts'
import type { QueryContext } from '../context.ts'
import { decodeCursor, pageOf } from '../cursor.ts'

const COLUMNS = { id: true, name: true, scopes: true, createdAt: true, lastUsedAt: true, expiresAt: true } as const

interface TokenRow {
  id: string
  name: string
  scopes: string[]
  createdAt: Date
  lastUsedAt: Date | null
  expiresAt: Date | null
}

/** The actor's own tokens that have not been revoked, newest first; expired ones too, so that it shows why they fail. */
export async function listTokens({ actor, db }: QueryContext, { limit, cursor }: PageQuery): Promise<Page<TokenDto>> {
  const before = decodeCursor('tokens', cursor, [z.iso.datetime(), z.uuid()])
  const beyond = before ? { OR: [{ createdAt: { lt: before[0] } }, { createdAt: before[0], id: { lt: before[1] } }] } : {}
  const rows = await db.apiToken.findMany({
    where: { userId: actor.userId, revokedAt: null, ...beyond },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: COLUMNS,
  })
  return pageOf('tokens', rows, limit, { item: tokenDto, key: ({ createdAt, id }) => [createdAt.toISOString(), id] })
}

/** One of the actor's own. */
export async function getToken({ actor, db }: QueryContext, tokenId: string): Promise<TokenDto> {
  const token = await db.apiToken.findUnique({ where: { id: tokenId, userId: actor.userId, revokedAt: null }, select: COLUMNS })
  if (!token) throw new AppError('not-found')
  return tokenDto(token)
}

function tokenDto({ id, name, scopes, createdAt, lastUsedAt, expiresAt }: TokenRow): TokenDto {
  return {
    id,
    name,
    scopes: TOKEN_SCOPES.filter((scope) => scopes.includes(scope)),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
  }
}
