/** The updates of somebody who types at the end of a paragraph, made before the clock runs. */
import * as Y from 'yjs'
import { FRAGMENT } from '#lib/editor/schema.ts'

const COPY = 'The deal was reached on Friday after nine hours of talks, two officials said. '

export interface Typed {
  client: number
  /** One a key; the first has clock 0 and each one is one long. */
  updates: Uint8Array[]
}

/** Types into the `at`-th paragraph that holds text, counted around. */
export function typeAhead(state: Uint8Array, { at, keys, client }: { at: number; keys: number; client: number }): Typed {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  doc.clientID = client
  const texts = paragraphsOf(doc)
  const text = texts[at % texts.length]
  if (text === undefined) throw new Error('the document has no copy to type in')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let i = 0; i < keys; i++) text.insert(text.length, COPY[i % COPY.length] ?? ' ')
  doc.destroy()
  return { client, updates }
}

function paragraphsOf(doc: Y.Doc): Y.XmlText[] {
  return doc
    .getXmlFragment(FRAGMENT)
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement && block.nodeName === 'paragraph' && block.firstChild instanceof Y.XmlText ? [block.firstChild] : []))
}
