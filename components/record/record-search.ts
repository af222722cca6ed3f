export type RecordSearch = Record<string, string | string[] | undefined>

export interface RecordWanted {
  limit: number
  order: 'oldest' | 'newest'
  cursor?: string
  claim?: string
}

const ACTS_A_PAGE = 200

/** What the address asks for; the newest acts first, unless it says otherwise. */
export function recordPageOf({ cursor, order, claim }: RecordSearch): RecordWanted {
  return {
    limit: ACTS_A_PAGE,
    order: order === 'oldest' ? 'oldest' : 'newest',
    ...(typeof cursor === 'string' && { cursor }),
    ...(typeof claim === 'string' && /^[0-9a-f-]{36}$/i.test(claim) && { claim }),
  }
}

/** The same in an address. */
export function recordAddress(path: string, { order, cursor, claim }: Omit<RecordWanted, 'limit'>): string {
  const search = new URLSearchParams({
    ...(order === 'oldest' && { order }),
    ...(claim !== undefined && { claim }),
    ...(cursor !== undefined && { cursor }),
  })
  return search.size === 0 ? path : `${path}?${search.toString()}`
}
