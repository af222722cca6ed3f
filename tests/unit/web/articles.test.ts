import { fc } from '#tests/support/property.ts'
import { describe, expect, test } from 'vitest'
import { diffBlocks, type CopyBlock } from '#lib/domain/articles/diff-blocks.ts'
import { freeSlug, saysSlug, slugOf } from '#lib/domain/articles/slug.ts'

describe('[AP-6] the slug of a title', () => {
  test.each([
    ['Putin in Tehran: Iran backs Moscow', 'putin-in-tehran-iran-backs-moscow'],
    ['  “It’s done,” she said  ', 'its-done-she-said'],
    ['Größe für Ørsted & Æsop', 'grosse-fur-orsted-aesop'],
    ['Новости дня', 'untitled'],
    ['', 'untitled'],
    [`${'word '.repeat(30)}`, Array.from({ length: 16 }, () => 'word').join('-')],
    ['x'.repeat(100), 'x'.repeat(80)],
  ])('%s', (title, slug) => expect(slugOf(title)).toBe(slug))

  test('is always short, plain and its own slug, and a taken one gets a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
        const slug = slugOf(title)
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slug.length).toBeLessThanOrEqual(80)
        expect(slugOf(slug)).toBe(slug)
      }),
    )
    expect(freeSlug('a', new Set(['a', 'a-2', 'a-4']))).toBe('a-3')
    expect(freeSlug('a', new Set(['b']))).toBe('a')
  })
})

describe('[RE-8] the diff of two versions', () => {
  const block = (text: string, type = 'paragraph'): CopyBlock => ({ type, text, key: `${type}:${text}` })

  test('shows blocks that stayed, came, went and changed, in the order of the newer', () => {
    const before = [block('Head', 'headline'), block('The trip was his second.'), block('Gone for good.'), block('End.')]
    const after = [block('Head', 'headline'), block('The trip was his third.'), block('End.'), block('Quite new.')]
    expect(diffBlocks(before, after)).toEqual([
      { type: 'headline', change: 'same', parts: [{ op: 'same', text: 'Head' }] },
      {
        type: 'paragraph',
        change: 'changed',
        parts: [
          { op: 'same', text: 'The trip was his ' },
          { op: 'removed', text: 'second' },
          { op: 'added', text: 'third' },
          { op: 'same', text: '.' },
        ],
      },
      { type: 'paragraph', change: 'removed', parts: [{ op: 'removed', text: 'Gone for good.' }] },
      { type: 'paragraph', change: 'same', parts: [{ op: 'same', text: 'End.' }] },
      { type: 'paragraph', change: 'added', parts: [{ op: 'added', text: 'Quite new.' }] },
    ])
  })

  test('a block whose formatting alone changed is changed, with no word touched', () => {
    expect(diffBlocks([block('Same words')], [{ ...block('Same words'), key: 'bold' }])).toEqual([
      { type: 'paragraph', change: 'changed', parts: [{ op: 'same', text: 'Same words' }] },
    ])
  })

  test('holds every word of both versions, each in its order', () => {
    const blocks = fc.array(
      fc
        .record({ text: fc.constantFrom('', 'one', 'one two', 'two three', 'three four five', 'six'), type: fc.constantFrom('paragraph', 'heading') })
        .map(({ text, type }) => block(text, type)),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        const parts = diffBlocks(before, after).map((change) => change.parts)
        const side = (op: 'removed' | 'added') =>
          parts
            .map((list) =>
              list
                .filter((part) => part.op === 'same' || part.op === op)
                .map(({ text }) => text)
                .join(''),
            )
            .filter((text) => text !== '')
        const texts = (list: CopyBlock[]) => list.map(({ text }) => text).filter((text) => text !== '')
        expect(side('added')).toEqual(texts(after))
        expect(side('removed').toSorted()).toEqual(texts(before).toSorted())
      }),
    )
  })
})

test('[RE-6a] a slug is told from those of other words', () => {
  expect(['grain', 'grain-2', 'grain-12', 'grain-02', 'grain-deal', 'grains'].map((slug) => saysSlug(slug, 'grain'))).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})
