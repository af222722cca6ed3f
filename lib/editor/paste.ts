/**
 * What happens to claim and comment marks in pasted copy. A cut and a paste move them; a copy and a paste must
 * not make a second anchor; a mark from another article means nothing in this one.
 */
import { Fragment, Slice } from '@tiptap/pm/model'
import type { Mark, Node } from '@tiptap/pm/model'
import type { DocRange } from './anchors.ts'

export interface PasteOptions {
  /** The claim ids of this article. Without them, a claim that the document does not hold is taken as cut from it. */
  issued?: ReadonlySet<string> | undefined
  /** What the paste or the drop takes out of the document: the selection. Marks that stand only there are moved. */
  replaced?: DocRange | undefined
}

/**
 * The slice without the marks of claims and comments that still stand in the document (it is a copy of them) and
 * of claims that are not this article's. Pass it to `transformPasted`.
 */
export function stripForeignClaims(slice: Slice, doc: Node, { issued, replaced }: PasteOptions = {}): Slice {
  const standing = anchorsOutside(doc, replaced)
  const stays = (mark: Mark) => {
    const anchor = anchorOf(mark)
    if (anchor === null) return true
    const foreign = anchor.name === 'claim' && issued !== undefined && !issued.has(anchor.id)
    return !foreign && !standing.has(keyOf(anchor))
  }
  return new Slice(withMarks(slice.content, stays), slice.openStart, slice.openEnd)
}

interface Anchor {
  name: string
  id: string
}

function anchorsOutside(doc: Node, replaced: DocRange | undefined): ReadonlySet<string> {
  const keys = new Set<string>()
  doc.descendants((node, pos) => {
    if (replaced && pos >= replaced.from && pos + node.nodeSize <= replaced.to) return false
    for (const mark of node.marks) {
      const anchor = anchorOf(mark)
      if (anchor) keys.add(keyOf(anchor))
    }
    return true
  })
  return keys
}

function withMarks(fragment: Fragment, stays: (mark: Mark) => boolean): Fragment {
  return Fragment.from(
    fragment.content.map((node) => {
      const marked = node.mark(node.marks.filter(stays))
      return node.isText ? marked : marked.copy(withMarks(node.content, stays))
    }),
  )
}

function anchorOf(mark: Mark): Anchor | null {
  const id: unknown = mark.attrs.id
  const name = mark.type.name
  return (name === 'claim' || name === 'comment') && typeof id === 'string' ? { name, id } : null
}

function keyOf({ name, id }: Anchor): string {
  return `${name} ${id}`
}
