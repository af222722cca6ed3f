import { boardFilterSchema, type BoardFilter } from '#lib/api/schemas/board.ts'
import { PARAMETERS } from './board-address.ts'

/** What of an address is a filter of the board; what is none is left out, of several what is one stays. */
export function filterOf(search: Record<string, string | string[] | undefined>): BoardFilter {
  return Object.entries(PARAMETERS).reduce<BoardFilter>((filter, [part, name]) => ({ ...filter, ...read(part, search[name]) }), {})
}

function read(part: string, value: string | string[] | undefined): BoardFilter {
  if (value === undefined) return {}
  const whole = boardFilterSchema.safeParse({ [part]: value })
  if (whole.success) return whole.data
  const several = [value].flat().flatMap((each) => each.split(','))
  const fits = several.filter((each) => boardFilterSchema.safeParse({ [part]: [each] }).success)
  const some = boardFilterSchema.safeParse({ [part]: [...new Set(fits)] })
  return some.success ? some.data : {}
}
