import type { Editor } from '@tiptap/core'
import { afterEach, expect, test } from 'vitest'
import { takeBack } from '#components/wording-proposals/take-back.ts'
import { claimAnchors } from '#lib/editor/anchors.ts'
import type { NodeJson } from '#lib/editor/doc-json.ts'
import { article, claim, p, t, ydocOf } from '#tests/unit/editor/documents.ts'
import { openEditor } from './editor/desk.ts'

let editor: Editor | undefined

afterEach(() => editor?.destroy())

/** What the claim and its paragraph say after the wording was taken back. */
function taken(paragraph: NodeJson, proposal: { before: string; after: string }) {
  editor = openEditor(ydocOf(article(paragraph)))
  const done = takeBack(editor, 'c1', proposal)
  return [done, claimAnchors(editor.state.doc).get('c1')?.wording, editor.state.doc.child(2).textContent]
}

test('[CL-11g] an accepted wording is taken back in the text, the claim on the old words', () => {
  const proposal = { before: 'his second visit', after: 'his third visit' }
  expect(taken(p('It was ', t('his third visit', claim('c1')), ' there.'), proposal)).toEqual([true, 'his second visit', 'It was his second visit there.'])
  expect(taken(p(t('third', claim('c1')), ' there.'), { before: 'second', after: 'third' })).toEqual([true, 'second', 'second there.'])
  expect(taken(p(t('his visit', claim('c1')), '.'), { before: 'his second visit', after: 'his visit' })).toEqual([
    true,
    'his second visit',
    'his second visit.',
  ])
  expect(taken(p(t('his second visit', claim('c1')), '.'), { before: 'his visit', after: 'his second visit' })).toEqual([true, 'his visit', 'his visit.'])
})

test('[CL-11g] not where the claim says something else by now', () => {
  expect(taken(p('It was ', t('his fourth visit', claim('c1')), '.'), { before: 'his second visit', after: 'his third visit' })).toEqual([
    false,
    'his fourth visit',
    'It was his fourth visit.',
  ])
})
