import { fc } from '#tests/support/property.ts'
import { expect, it } from 'vitest'
import { replacementBetween } from '#lib/domain/claims/replacement.ts'

it('[CL-11a] a proposed wording is one replacement of whole words', () => {
  expect(replacementBetween('has sold 20 drones', 'has sold 24 drones')).toEqual({ from: 9, to: 11, text: '24' })
  expect(replacementBetween('has sold 20 drones', 'has perhaps sold 20 drones')).toEqual({ from: 4, to: 4, text: 'perhaps ' })
  expect(replacementBetween('has sold', 'sold')).toEqual({ from: 0, to: 4, text: '' })
  expect(replacementBetween('the same', 'the same')).toBeNull()
})

it('[CL-11a] made, the replacement is the proposed wording', () => {
  const text = fc.array(fc.constantFrom('alpha', 'al', 'beta', ' ', ', ', '12', '120', '😀', 'é', 'e\u0301', 'd\u0336')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (present, proposed) => {
      const change = replacementBetween(present, proposed)
      const made = change ? present.slice(0, change.from) + change.text + present.slice(change.to) : present
      expect(made).toBe(proposed)
      if (change) expect(change.text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
    }),
  )
})
