/** RE-5g: where the published text of an article holds signs that show it in another order than it is written. */
import type * as Y from 'yjs'
import type { TurnedText } from '#lib/domain/gate/gate.ts'
import { turningSign } from '#lib/domain/gate/turned-text.ts'
import { readDocument } from './read.ts'
import { spokenAttributes } from './spoken-attributes.ts'

/** The first of each paragraph, and of each text about a picture or link. */
export function turnedText(source: Y.Doc): TurnedText[] {
  const { doc, blocks } = readDocument(source)
  const copy = blocks.flatMap(({ note, text }) => (note ? [] : [{ of: 'copy' as const, text }]))
  return [...copy, ...spokenAttributes(doc)].flatMap(({ of, text }) => {
    const found = turningSign(text)
    return found ? [{ ...found, of }] : []
  })
}
