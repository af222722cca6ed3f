import { describe, expect, it } from 'vitest'
import type { Node, Slice } from '@tiptap/pm/model'
import { stripForeignClaims } from '#lib/editor/paste.ts'
import { schema } from '#lib/editor/schema.ts'
import { article, block, claim, comment, p, t } from './documents.ts'

const source = schema.nodeFromJSON(
  article(
    p('He ', t('met Iranian', claim('c1')), t(' leaders', claim('c1'), claim('c2'))),
    block('bulletList', block('listItem', p(t('twice', comment('n1'), 'bold')))),
  ),
)
const all = source.slice(source.child(0).nodeSize + source.child(1).nodeSize, source.content.size)

function anchorsIn(slice: Slice): string[] {
  const found = new Set<string>()
  slice.content.descendants((node: Node) => node.marks.forEach((mark) => found.add(`${mark.type.name} ${mark.attrs.id ?? ''}`.trim())))
  return [...found].toSorted()
}

describe('pasting copy with claims', () => {
  it('[CL-4] [DO-7f] moves them when the text was cut', () => {
    const emptied = schema.nodeFromJSON(article(p('elsewhere')))
    expect(anchorsIn(stripForeignClaims(all, emptied))).toEqual(['bold', 'claim c1', 'claim c2', 'comment n1'])
    expect(stripForeignClaims(all, emptied)).toEqual(all)
  })

  it('[CL-4] [DO-7f] makes no second anchor of what still stands in the document', () => {
    const half = schema.nodeFromJSON(article(p(t('met', claim('c1'))), p(t('said', comment('n1')))))
    expect(anchorsIn(stripForeignClaims(all, half))).toEqual(['bold', 'claim c2'])
    expect(stripForeignClaims(all, half).content.textBetween(0, all.content.size, '|')).toBe(all.content.textBetween(0, all.content.size, '|'))
  })

  it('[CL-4] [DO-7f] keeps what stands only in the text that the paste replaces, as when copy is dragged', () => {
    expect(anchorsIn(stripForeignClaims(all, source, { replaced: { from: 0, to: source.content.size } }))).toEqual([
      'bold',
      'claim c1',
      'claim c2',
      'comment n1',
    ])
  })

  it('[CL-4] [DO-7f] drops the claims of another article', () => {
    const other = schema.nodeFromJSON(article(p('another article')))
    expect(anchorsIn(stripForeignClaims(all, other, { issued: new Set(['c2']) }))).toEqual(['bold', 'claim c2', 'comment n1'])
  })
})
