/**
 * Pasting at the fixed head of an article. A headline and a standfirst are one line each and cannot be split, so
 * ProseMirror finds no place there for several blocks and takes none. Here the first line goes to the caret, and
 * what comes after it where an article goes on.
 */
import { Extension } from '@tiptap/core'
import { Fragment, type Node, type NodeType, Slice } from '@tiptap/pm/model'
import { Plugin, Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { isFixed } from './keys.ts'

export const HeadPaste = Extension.create({
  name: 'headPaste',
  priority: 1000,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPasted: (slice, { state }) => (isFixed(state, state.selection.$from.index(0)) ? slice : withoutHead(slice)),
        handlePaste: (view, _event, slice) => {
          const tr = pasteIntoHead(view.state, slice)
          if (tr) view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
          return tr !== null
        },
      },
    }),
  ],
})

/**
 * The paste at a caret or from a selection that begins in the headline or standfirst; null where the editor's own
 * way does (anywhere else, and for words without a block of their own). The second block fills an empty standfirst
 * below the headline, unless it is one that stands in the body only; the rest begins the body.
 */
function pasteIntoHead(state: EditorState, slice: Slice): Transaction | null {
  const { $from, $to } = state.selection
  if (!isFixed(state, $from.index(0))) return null
  const pasted = withoutEmptyStart(blocksOf(slice, state.schema.nodes))
  const isWords = pasted.length === 1 && (slice.openStart > 0 || slice.content.firstChild?.isInline === true) && !hasBreak(pasted[0])
  if (pasted.length === 0 || (isWords && $from.parent.isTextblock && $from.sameParent($to))) return null

  const tr = state.tr
  if (!state.selection.empty) clear(tr)
  const at = tr.selection.$from
  const { line, rest } = firstLine(pasted, state.schema.nodes)
  tr.insert(at.pos, line)
  let [end, left] = [at.pos + line.size, rest]
  const next = left[0]
  if (at.index(0) === 0 && next && fillsStandfirst(tr.doc, left)) {
    const { line: standfirst, rest: body } = firstLine(left, state.schema.nodes)
    const start = tr.doc.child(0).nodeSize + 1
    tr.insert(start, standfirst)
    ;[end, left] = [start + standfirst.size, body]
  }
  const body = left.flatMap((block) => asBody(block, tr.doc))
  if (body.length === 0) return tr.setSelection(TextSelection.create(tr.doc, end))
  return beginBody(tr, Fragment.from(body))
}

/** In the body a headline and a standfirst are paragraphs. */
function withoutHead({ content, openStart, openEnd }: Slice): Slice {
  const blocks = content.content.map((block) => (HEAD.has(block.type.name) ? paragraphOf(block.type.schema.nodes, block.content) : block))
  return new Slice(Fragment.from(blocks), openStart, openEnd)
}

const HEAD: ReadonlySet<string> = new Set(['headline', 'standfirst'])

type Nodes = Readonly<Record<string, NodeType>>

/** The slice as whole blocks; words without one are a paragraph. */
function blocksOf(slice: Slice, nodes: Nodes): Node[] {
  const blocks: Node[] = []
  let words: Node[] = []
  const end = () => {
    if (words.length > 0) blocks.push(paragraphOf(nodes, Fragment.from(words)))
    words = []
  }
  for (const node of slice.content.content) {
    if (node.isInline) words.push(node)
    else {
      end()
      blocks.push(node)
    }
  }
  end()
  return blocks
}

function withoutEmptyStart(blocks: readonly Node[]): readonly Node[] {
  const start = blocks.findIndex((block) => block.type.name !== 'paragraph' || block.content.size > 0)
  return start === -1 ? [] : blocks.slice(start)
}

/** Takes the selection out; the caret is then where it began. */
function clear(tr: Transaction): void {
  const { from } = tr.selection
  tr.deleteSelection()
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size))))
}

/** The first line of the copy, and the blocks without it. A picture, table or rule is none, and stays whole. */
function firstLine(blocks: readonly Node[], nodes: Nodes): { line: Fragment; rest: Node[] } {
  const [first, ...others] = blocks
  if (!first) return { line: Fragment.empty, rest: [] }
  if (first.isTextblock) {
    const at = first.content.content.findIndex(({ type }) => type.name === 'hardBreak')
    if (at === -1) return { line: first.content, rest: others }
    const after = Fragment.from(first.content.content.slice(at + 1))
    return { line: Fragment.from(first.content.content.slice(0, at)), rest: after.size > 0 ? [paragraphOf(nodes, after), ...others] : others }
  }
  if (!OPENED.has(first.type.name)) return { line: Fragment.empty, rest: [...blocks] }
  const inside = firstLine(first.content.content, nodes)
  const left = inside.rest.length > 0 ? first.type.createAndFill(first.attrs, inside.rest) : null
  return { line: inside.line, rest: left ? [left, ...others] : others }
}

const OPENED: ReadonlySet<string> = new Set(['bulletList', 'orderedList', 'listItem', 'blockquote'])

/** A standfirst that was copied goes to the standfirst; without one, and while there is none here, the paragraph below the headline. */
function fillsStandfirst(doc: Node, blocks: readonly Node[]): boolean {
  if (doc.child(1).content.size > 0) return false
  const has = blocks[0]?.type.name
  return has === 'standfirst' || has === 'paragraph'
}

/** As a block of the body; an empty headline or standfirst is none there. */
function asBody(block: Node, doc: Node): Node[] {
  const match = doc.contentMatchAt(2)
  if (match.matchType(block.type)) return [block]
  if (block.isTextblock) return block.content.size > 0 ? [paragraphOf(block.type.schema.nodes, block.content)] : []
  const around = match.findWrapping(block.type)
  return around ? [around.reduceRight((inner, type) => type.create(null, inner), block)] : []
}

/** Before the copy that stands there, or in place of the one empty paragraph that a new article has. */
function beginBody(tr: Transaction, blocks: Fragment): Transaction {
  const start = tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize
  const only = tr.doc.childCount === 3 ? tr.doc.child(2) : null
  const isEmpty = only?.type.name === 'paragraph' && only.content.size === 0
  tr.replaceWith(start, isEmpty ? tr.doc.content.size : start, blocks)
  return tr.setSelection(Selection.near(tr.doc.resolve(start + blocks.size), -1))
}

function paragraphOf(nodes: Nodes, content: Fragment): Node {
  const type = nodes.paragraph
  if (!type) throw new Error('the schema has paragraphs')
  return type.create(null, content)
}

function hasBreak(block: Node | undefined): boolean {
  return block?.content.content.some(({ type }) => type.name === 'hardBreak') ?? false
}
