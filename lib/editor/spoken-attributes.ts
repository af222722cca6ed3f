/** What a reader sees or hears of an article besides its text: what pictures and links say about themselves. */
import type { Node } from '@tiptap/pm/model'

export interface SpokenAttribute {
  of: 'picture' | 'link'
  text: string
}

/** In the order of the copy; editorial notes are not published. */
export function spokenAttributes(doc: Node): SpokenAttribute[] {
  const found: SpokenAttribute[] = []
  doc.descendants((node) => {
    if (node.type.name === 'note') return false
    const { alt, credit, rights } = node.attrs
    // Credit and rights are shown as one line.
    if (node.type.name === 'image') found.push(...spoken('picture', [[alt], [credit, rights]]))
    for (const { type, attrs } of node.marks) if (type.name === 'link') found.push(...spoken('link', [[attrs.title]]))
    return true
  })
  return found
}

function spoken(of: SpokenAttribute['of'], lines: readonly (readonly unknown[])[]): SpokenAttribute[] {
  return lines.map((line) => ({ of, text: line.filter((part) => typeof part === 'string').join(' · ') })).filter(({ text }) => text !== '')
}
