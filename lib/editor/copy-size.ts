/** How much copy stands, counted on the shared types as they are. */
import * as Y from 'yjs'
import { FRAGMENT } from './schema.ts'

/**
 * Characters of the copy, editorial notes aside. With a state vector only those that were there at that state, so
 * that copy which was typed over counts as gone.
 */
export function copySize(ydoc: Y.Doc, since?: ReadonlyMap<number, number>): number {
  return sizeOf(ydoc.getXmlFragment(FRAGMENT), since)
}

function sizeOf(parent: Y.XmlFragment | Y.XmlElement, since: ReadonlyMap<number, number> | undefined): number {
  let size = 0
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) size += since === undefined ? child.length : oldPart(child, since)
    else if (child instanceof Y.XmlElement && child.nodeName !== 'note') size += sizeOf(child, since)
  }
  return size
}

function oldPart(ytext: Y.XmlText, since: ReadonlyMap<number, number>): number {
  let size = 0
  for (let item = ytext._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    size += Math.min(item.length, Math.max(0, (since.get(item.id.client) ?? 0) - item.id.clock))
  }
  return size
}
