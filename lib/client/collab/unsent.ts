/** Which words of this tab the server is not known to hold, so that they can be shown when it will not take them. */
import * as Y from 'yjs'
import { FRAGMENT } from '#lib/editor/schema.ts'

/** Client id → clock up to which the server is known to hold everything. */
export type Confirmed = ReadonlyMap<number, number>

/** The text of the blocks that hold unconfirmed words, in order, a blank line between them. */
export function unsentText(doc: Y.Doc, confirmed: Confirmed): string {
  const blocks = doc.getXmlFragment(FRAGMENT).toArray()
  return blocks
    .filter((block) => holdsUnconfirmed(block, confirmed))
    .map(plainText)
    .filter((text) => text !== '')
    .join('\n\n')
}

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook

function holdsUnconfirmed(node: Node, confirmed: Confirmed): boolean {
  for (let item = node._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.id.clock + item.length > (confirmed.get(item.id.client) ?? 0)) return true
  }
  return node instanceof Y.XmlElement && node.toArray().some((child) => holdsUnconfirmed(child, confirmed))
}

function plainText(node: Node): string {
  if (node instanceof Y.XmlText)
    return node
      .toDelta()
      .map(({ insert }: { insert: unknown }) => (typeof insert === 'string' ? insert : ''))
      .join('')
  return node instanceof Y.XmlElement ? node.toArray().map(plainText).join('') : ''
}
