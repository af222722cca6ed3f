import { ACT_KINDS, type ActKind } from '#lib/domain/audit/kinds.ts'

export type RecordSearch = Record<string, string | string[] | undefined>

export interface RecordWanted {
  limit: number
  order: 'oldest' | 'newest'
  cursor?: string
  claim?: string
  kind?: ActKind
}

const ACTS_A_PAGE = 200

/** What the address asks for; the newest acts first, unless it says otherwise. */
export function recordPageOf({ cursor, order, claim, kind }: RecordSearch): RecordWanted {
  return {
    limit: ACTS_A_PAGE,
    order: order === 'oldest' ? 'oldest' : 'newest',
    ...(typeof cursor === 'string' && { cursor }),
    ...(typeof claim === 'string' && /^[0-9a-f-]{36}$/i.test(claim) && { claim }),
    ...(isKind(kind) && { kind }),
  }
}

/** The same in an address. */
export function recordAddress(path: string, { order, cursor, claim, kind }: Omit<RecordWanted, 'limit'>): string {
  const search = new URLSearchParams({
    ...(order === 'oldest' && { order }),
    ...(claim !== undefined && { claim }),
    ...(kind !== undefined && { kind }),
    ...(cursor !== undefined && { cursor }),
  })
  return search.size === 0 ? path : `${path}?${search.toString()}`
}

function isKind(value: string | string[] | undefined): value is ActKind {
  return ACT_KINDS.some((kind) => kind === value)
}
