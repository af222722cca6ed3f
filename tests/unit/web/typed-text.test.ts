import { expect, test } from 'vitest'
import { typedText } from '#lib/api/schemas/common.ts'

test.each(['', '  ', '\u200b', '\u2800\u3164', '\u00ad \u2060', 'a\0b', 'half \ud83d'])('[AP-4] %j is no text that somebody typed', (text) => {
  expect(typedText(10).safeParse(text).success).toBe(false)
})

test('[AP-4] whatever can be seen is', () => {
  for (const text of [' x ', '?', '\u200bא', '😀', 'नहीं']) expect(typedText(10).safeParse(text).success).toBe(true)
})
