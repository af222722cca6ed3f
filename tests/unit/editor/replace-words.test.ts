import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { claimAnchors } from '#lib/editor/anchors.ts'
import { copyOf } from '#lib/editor/copy-text.ts'
import { replaceWords } from '#lib/editor/replace-words.ts'
import { checkDocument } from '#lib/editor/validate.ts'
import { docToJson } from '#lib/editor/ydoc.ts'
import { article, block, claim, comment, copyOfDoc, p, t, ydocOf, ytextAt } from './documents.ts'

function replaced(ydoc: Y.Doc, words: string, text: string, claimId = 'one'): Uint8Array | null {
  const start = copyOf(ydoc).text.indexOf(words)
  return replaceWords(ydoc, { start, end: start + words.length, text, claimId })
}

const wordings = (ydoc: Y.Doc) => Object.fromEntries([...claimAnchors(ydoc)].map(([id, { wording }]) => [id, wording]))

describe('replacing words of a claim', () => {
  it('[CL-11b] keeps what lies around them or on all of them, and their formatting', () => {
    const ydoc = ydocOf(
      article(
        p(
          t('It ', claim('two')),
          t('has sold ', claim('one'), claim('two')),
          t('20', 'bold', claim('one'), claim('two'), comment('note')),
          t(' drones', claim('one'), claim('three')),
          ' so far.',
        ),
      ),
    )
    expect(replaced(ydoc, '20', '24 or 25')).not.toBeNull()
    expect(wordings(ydoc)).toEqual({ one: 'has sold 24 or 25 drones', two: 'It has sold 24 or 25', three: ' drones' })
    const words = docToJson(ydoc).content?.[2]?.content?.find((node) => node.text === '24 or 25')
    expect(words?.marks?.map(({ type }) => type).toSorted()).toEqual(['bold', 'claim', 'claim', 'comment'])
    expect(checkDocument(ydoc)).toBeNull()
  })

  it('[CL-11b] puts what stands at the claim’s very edge into it, and into no claim that ends there', () => {
    const ydoc = ydocOf(article(p(t('before ', claim('two')), t('20 drones', claim('one')), ' after')))
    const { text } = copyOf(ydoc)
    const start = text.indexOf('20')
    replaceWords(ydoc, { start, end: start, text: 'some ', claimId: 'one' })
    const end = copyOf(ydoc).text.indexOf(' after')
    replaceWords(ydoc, { start: end, end, text: ' so far', claimId: 'one' })
    expect(wordings(ydoc)).toEqual({ one: 'some 20 drones so far', two: 'before ' })
  })

  it('[CL-11b] refuses words of two blocks, and loses nothing that others type beside them', () => {
    const ydoc = ydocOf(article(p(t('sold 20 drones', claim('one'))), block('blockquote', p(t('to them', claim('one'))))))
    expect(replaced(ydoc, 'drones\nto', 'x')).toBeNull()
    const other = copyOfDoc(ydoc, 9)
    ytextAt(other, 2).insert(14, ', he said')
    ydoc.clientID = 77
    replaced(ydoc, '20', '24')
    Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(other))
    expect(copyOf(ydoc).text).toContain('sold 24 drones, he said')
  })
})
