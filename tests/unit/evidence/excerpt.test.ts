import { expect, test } from 'vitest'
import { findExcerpt } from '#lib/domain/evidence/excerpt.ts'

const SOURCE = 'Asked again, he said:\n“We agreed — on\u00a0every point — in Tehran (twice).”\n\fNothing\nmore was said that day.'

function found(excerpt: string): string | null {
  const place = findExcerpt(SOURCE, excerpt)
  return place && SOURCE.slice(place.start, place.end)
}

test('[CL-7h] an excerpt is found whatever its quotes, dashes, case and line breaks', () => {
  expect(found('"we agreed - on every point')).toBe('“We agreed — on\u00a0every point')
  expect(found('Tehran (twice)."')).toBe('Tehran (twice).”')
  expect(found('Nothing more was said')).toBe('Nothing\nmore was said')
})

test('[CL-7h] an excerpt that leaves something out is found from its beginning to its end', () => {
  expect(found('We agreed … in Tehran')).toBe('We agreed — on\u00a0every point — in Tehran')
  expect(found('Asked again [...] (twice)')).toBe('Asked again, he said:\n“We agreed — on\u00a0every point — in Tehran (twice)')
})

test('[CL-7h] words that are not there are not found', () => {
  expect(found('We disagreed')).toBe(null)
  expect(found('   ')).toBe(null)
  expect(found('.*')).toBe(null)
})
