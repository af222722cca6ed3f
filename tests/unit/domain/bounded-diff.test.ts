import { describe, expect, it } from 'vitest'
import { diffBlocks } from '#lib/domain/articles/diff-blocks.ts'
import { boundedDiff } from '#lib/domain/bounded-diff.ts'
import { diffText } from '#lib/domain/claims/diff.ts'
import { fc } from '#tests/support/property.ts'

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 })

describe('a diff that is bounded', () => {
  it('[CL-3n] tells both texts, however few edits it may look for', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat({ max: 40 }), (before, after, most) => {
        const runs = boundedDiff(before, after, most)
        const without = (which: 'added' | 'removed') => runs.filter((run) => !run[which]).flatMap(({ value }) => value)
        expect([without('added'), without('removed')]).toEqual([before, after])
        expect(runs.every(({ value, count }) => value.length === count && count > 0)).toBe(true)
      }),
    )
  })

  it('[CL-3n] keeps what stands before and after when it is not worth the search', () => {
    const words = (name: string) => Array.from({ length: 3000 }, (_, index) => `${name}${index}`).join(' ')
    const parts = diffText(`The start. ${words('a')} The end.`, `The start. ${words('b')} The end.`)
    expect(parts.map(({ op }) => op)).toEqual(['same', 'removed', 'added', 'same'])
    expect([parts[0]?.text, parts.at(-1)?.text]).toEqual(['The start. ', ' The end.'])
  })

  it('[CL-3n] pairs the paragraphs of an article that was rewritten by the words that they share', () => {
    const paragraph = (name: string, index: number) => ({ type: 'paragraph', text: `${name}a ${name}b ${name}c ${name}d.`, key: `${name}${index}` })
    const before = Array.from({ length: 200 }, (_, index) => paragraph(`old${index}`, index))
    const after = Array.from({ length: 200 }, (_, index) => paragraph(`new${index}`, index))
    after[120] = { type: 'paragraph', text: 'old120a old120b mended old120d.', key: 'mended' }
    const changes = diffBlocks(before, after)
    expect(changes.filter(({ change }) => change === 'changed').map(({ parts }) => parts.map(({ text }) => text).join('|'))).toEqual([
      'old120a old120b |old120c|mended| old120d.',
    ])
  })
})
