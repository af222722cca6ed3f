import { EditorState } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { copiedClaims, pastedWords } from '#components/editor/pasted-words.ts'
import { stripForeignClaims } from '#lib/editor/paste.ts'
import { schema } from '#lib/editor/schema.ts'
import { article, claim, p, t } from './documents.ts'

const source = schema.nodeFromJSON(
  article(
    p('He ', t('met Iranian', claim('c1')), t(' leaders', claim('c1'), claim('c2')), ' there.'),
    p(t('It was', claim('c3'))),
    p(t('his second', claim('c3'))),
  ),
)
const head = source.child(0).nodeSize + source.child(1).nodeSize
const all = source.slice(head, source.content.size)

describe('what was pasted from claims', () => {
  it('[CL-4e] is told by the marks that the paste takes off, with their words', () => {
    const other = schema.nodeFromJSON(article(p('another article')))
    expect(copiedClaims(all, stripForeignClaims(all, other, { issued: new Set() }))).toEqual([
      { id: 'c1', words: 'met Iranian leaders' },
      { id: 'c2', words: 'leaders' },
      { id: 'c3', words: 'It was\nhis second' },
    ])
    expect(copiedClaims(all, stripForeignClaims(all, other))).toEqual([])
  })

  it('[CL-4e] is found in what the paste put into the copy, with the copy around it, and not where it stood before', () => {
    const copied = copiedClaims(all, stripForeignClaims(all, source))
    const state = EditorState.create({ doc: source })
    const pasted = state.tr.replaceRange(source.content.size, source.content.size, stripForeignClaims(all, source))
    expect(pastedWords(pasted, copied)).toMatchObject([
      { sourceClaimId: 'c1', quote: 'met Iranian leaders', suffix: ' there.\nIt was\nhis second' },
      { sourceClaimId: 'c2', quote: 'leaders' },
      { sourceClaimId: 'c3', quote: 'It was\nhis second', prefix: 'd\nHe met Iranian leaders there.\n', suffix: '' },
    ])
  })

  it('[CL-4e] is nothing where the document took other words', () => {
    const state = EditorState.create({ doc: source })
    expect(pastedWords(state.tr.insertText('He met', head + 1), [{ id: 'c1', words: 'met Iranian leaders' }])).toEqual([])
    expect(pastedWords(state.tr, [{ id: 'c1', words: 'met Iranian leaders' }])).toEqual([])
  })
})
