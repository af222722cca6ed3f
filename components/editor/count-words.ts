import type { Node } from '@tiptap/pm/model'

// ProseMirror nodes never change, so what was counted for a block holds as long as the block is in the document.
const counted = new WeakMap<Node, number>()

/** Words of the copy by white space, headline and standfirst included, editorial notes not. */
export function countWords(node: Node): number {
  const known = counted.get(node)
  if (known !== undefined) return known
  const count = countOf(node)
  counted.set(node, count)
  return count
}

function countOf(node: Node): number {
  if (node.type.name === 'note') return 0
  if (node.isTextblock) return node.textBetween(0, node.content.size, undefined, ' ').match(/[^\s\u2013\u2014-]\S*/gu)?.length ?? 0
  let sum = 0
  node.forEach((child) => {
    sum += countWords(child)
  })
  return sum
}
