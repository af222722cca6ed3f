/**
 * Reading a shared document without touching it.
 *
 * y-tiptap turns Yjs types into ProseMirror nodes and deletes, in the shared document itself, whatever the schema
 * refuses. Reading must not write, so this module makes the same nodes by the same rules on its own, leaves out
 * what y-tiptap would delete, and remembers which Yjs text each piece of copy came from.
 */
import { Fragment, Node, Slice } from '@tiptap/pm/model'
import type { Mark } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import * as Y from 'yjs'
import type { DocJson } from './doc-json.ts'
import { FRAGMENT, schema } from './schema.ts'

export type DocSource = Y.Doc | DocJson | Node

/** A stretch of a block's text that lies in one Yjs text. Offsets are counted from the start of the block. */
export interface TextSegment {
  ytext: Y.XmlText
  offset: number
  length: number
}

/** A block that holds text. `pos` is the ProseMirror position of its first character. */
export interface TextBlock {
  node: Node
  pos: number
  /** The block's text; a hard break is "\n", so that offsets into it are ProseMirror offsets. */
  text: string
  /** Whether the block is an editorial note, which is not part of the copy. */
  note: boolean
  /** Where the text lies in the Y.Doc; empty when the document was read from JSON. */
  segments: readonly TextSegment[]
}

export interface ReadDocument {
  doc: Node
  blocks: readonly TextBlock[]
}

/**
 * The document as checked ProseMirror nodes with its text blocks in order. Throws a RangeError for JSON that is
 * not a document of this schema; a Y.Doc is read as every browser would show it.
 */
export function readDocument(source: DocSource): ReadDocument {
  if (source instanceof Node) return { doc: source, blocks: textBlocks(source, new Map()) }
  if (source instanceof Y.Doc) return readYDoc(source)
  const doc = schema.nodeFromJSON(source)
  doc.check()
  return { doc, blocks: textBlocks(doc, new Map()) }
}

/** Name of the mark behind a Yjs text attribute: marks that overlap themselves carry a hash after `--`. */
export function markNameOf(attribute: string): string {
  return /^(.*)--[a-zA-Z0-9+/=]{8}$/.exec(attribute)?.[1] ?? attribute
}

/** One block of the shared document as every browser shows it; null for what it would not show. */
export function readBlock(element: Y.XmlElement): Node | null {
  return elementNode(element, new Map())
}

/** The same for a piece of text. */
export function readText(ytext: Y.XmlText): Node[] {
  return textNodes(ytext)
}

type Segments = Map<Node, TextSegment[]>

function readYDoc(ydoc: Y.Doc): ReadDocument {
  const segments: Segments = new Map()
  const children = ydoc.getXmlFragment(FRAGMENT).toArray()
  const nodes = children.map((child) => elementNode(child, segments)).filter((node) => node !== null)
  const doc = fittedRoot(nodes)
  return { doc, blocks: textBlocks(doc, segments) }
}

function textBlocks(doc: Node, segments: Segments): TextBlock[] {
  const blocks: TextBlock[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    blocks.push({
      node,
      pos: pos + 1,
      text: node.textBetween(0, node.content.size, undefined, '\n'),
      note: node.type.name === 'note',
      segments: segments.get(node) ?? [],
    })
    return false
  })
  return blocks
}

/**
 * Concurrent edits can leave a root that the schema refuses (two standfirsts, no body). The binding then lets
 * ProseMirror fit the blocks into a document; doing just that here shows what the browsers show.
 */
function fittedRoot(nodes: readonly Node[]): Node {
  const content = Fragment.from(nodes)
  if (schema.topNodeType.validContent(content)) return schema.topNodeType.create(null, content)
  const blank = schema.topNodeType.createAndFill()
  if (!blank) throw new Error('the schema has no smallest document')
  return new Transform(blank).replace(0, blank.content.size, new Slice(content, 0, 0)).doc
}

function elementNode(type: unknown, segments: Segments): Node | null {
  if (!(type instanceof Y.XmlElement)) return null
  const own: TextSegment[] = []
  const children: Node[] = []
  let offset = 0
  for (const child of type.toArray()) {
    const nodes = child instanceof Y.XmlText ? textNodes(child) : [elementNode(child, segments)].filter((n) => n !== null)
    const length = nodes.reduce((sum, node) => sum + node.nodeSize, 0)
    if (child instanceof Y.XmlText && length > 0) own.push({ ytext: child, offset, length })
    children.push(...nodes)
    offset += length
  }
  try {
    const node = nodeType(type.nodeName).createChecked(type.getAttributes(), children)
    if (own.length > 0) segments.set(node, own)
    return node
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function textNodes(ytext: Y.XmlText): Node[] {
  const nodes: Node[] = []
  for (const part of deltaOf(ytext)) {
    const marks = part.attributes.map(([name, value]) => markOf(name, value))
    if (part.text === null || marks.includes(null)) return []
    nodes.push(
      schema.text(
        part.text,
        marks.filter((mark) => mark !== null),
      ),
    )
  }
  return nodes
}

/** The text of a Yjs type in runs of equal formatting; `text` is null for anything that is not text. */
export function deltaOf(ytext: Y.XmlText): { text: string | null; attributes: [string, unknown][] }[] {
  const delta: { insert?: unknown; attributes?: Record<string, unknown> }[] = ytext.toDelta()
  return delta.map(({ insert, attributes }) => ({
    text: typeof insert === 'string' ? insert : null,
    attributes: Object.entries(attributes ?? {}),
  }))
}

function markOf(attribute: string, value: unknown): Mark | null {
  const name = markNameOf(attribute)
  const type = Object.hasOwn(schema.marks, name) ? schema.marks[name] : undefined
  return type ? type.create(isRecord(value) ? value : null) : null
}

function nodeType(name: string) {
  const type = Object.hasOwn(schema.nodes, name) ? schema.nodes[name] : undefined
  if (!type || type.isText) throw new RangeError(`Unknown node type: ${name}`)
  return type
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
