import { expect, it } from 'vitest'
import { withoutOwnMarks } from '#lib/domain/claims/own-marks.ts'

it.each([
  ['"very, very positive approach"', 'very, very positive approach'],
  ['“very positive.”', 'very positive.'],
  ['« très positif »', 'très positif'],
  ['He said "yes"', 'He said "yes"'],
  ['"yes" and "no"', '"yes" and "no"'],
  ['"', '"'],
])('[UI-4a] %s is quoted as %s', (words, quoted) => {
  expect(withoutOwnMarks(words)).toBe(quoted)
})
