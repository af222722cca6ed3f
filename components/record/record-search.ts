export type RecordSearch = Record<string, string | string[] | undefined>

const ACTS_A_PAGE = 200

/** What the address asks for. */
export function recordPageOf({ cursor }: RecordSearch): { limit: number; cursor?: string } {
  return { limit: ACTS_A_PAGE, ...(typeof cursor === 'string' && { cursor }) }
}
