/** What an empty headline, an empty standfirst and an empty article say. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export interface Placeholders {
  headline: string
  standfirst: string
  /** Of an article's only paragraph. */
  body: string
}

/** The text for a child of the article; null: none. */
function textFor(node: Node, doc: Node, { headline, standfirst, body }: Placeholders): string | null {
  if (node.childCount > 0) return null
  if (node.type.name === 'headline') return headline
  if (node.type.name === 'standfirst') return standfirst
  return doc.childCount === 3 && node.type.name === 'paragraph' ? body : null
}

/** Looked for in the first three blocks alone, and only when one of them is another than before. */
export function placeholders(texts: Placeholders): Extension {
  return Extension.create({
    name: 'placeholders',
    addProseMirrorPlugins: () => {
      let seen: readonly Node[] = []
      let shown = DecorationSet.empty
      return [
        new Plugin({
          props: {
            decorations: ({ doc }) => {
              const first = doc.content.content.slice(0, 4)
              if (first.length !== seen.length || first.some((node, index) => node !== seen[index])) {
                seen = first
                shown = DecorationSet.create(doc, decorate(doc, texts))
              }
              return shown
            },
          },
        }),
      ]
    },
  })
}

function decorate(doc: Node, texts: Placeholders): Decoration[] {
  const found: Decoration[] = []
  let position = 0
  for (const node of doc.content.content.slice(0, 3)) {
    const text = textFor(node, doc, texts)
    if (text !== null) found.push(Decoration.node(position, position + node.nodeSize, { class: 'is-empty', 'data-placeholder': text }))
    position += node.nodeSize
  }
  return found
}
