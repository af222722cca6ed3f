import { describe, expect, it } from 'vitest'
import { isReadable } from '#lib/editor/html-bounds.ts'
import { importHtml } from '#lib/editor/import.ts'

const many = (tags: string, times: number) => tags.repeat(times)

describe('HTML that is to be imported', () => {
  it.each([
    ['deep nesting', many('<div>', 5000)],
    ['nested lists', many('<ul><li>', 2000)],
    ['nested tables', many('<table><tr><td>', 300)],
    ['nesting in capitals, with attributes', many('<DIV class="a">', 300)],
    ['formatting that each block opens again', `${many('<b id=x>', 200)}${many('<p>x', 2000)}`],
    ['tags without an end', many('<div', 1000) + many('<x ', 1000)],
  ])('[DO-5d] is refused for %s, before it is taken apart', async (_, content) => {
    expect(isReadable(content)).toBe(false)
    await expect(importHtml({ title: 'T', content })).rejects.toMatchObject({ code: 'invalid-input', details: { errors: [{ field: 'content' }] } })
  })

  it.each([
    ['paragraphs that nobody closed', many('<p>One more line<br>', 20_000)],
    ['list items that nobody closed', `<ul>${many('<li>item', 5000)}</ul>`],
    ['formatting that is closed', many('<p><b>bold</b> and <i>italic</i></p>', 5000)],
    ['a page inside of fifty elements', `${many('<div>', 50)}<p>copy</p>${many('</div>', 50)}`],
    ['signs that are no tags', many('1 < 2 and 3 <4 ', 5000)],
  ])('[DO-5d] is taken with %s', (_, content) => {
    expect(isReadable(content)).toBe(true)
  })

  it('[DO-5d] nested as deep as it may be becomes a document', async () => {
    const doc = await importHtml({ title: 'T', content: `${many('<blockquote>', 250)}Said.` })
    expect(JSON.stringify(doc)).toContain('Said.')
  })
})
