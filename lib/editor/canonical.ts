/**
 * The canonical form of the copy: what an approval signs. Claims, comments and editorial notes are about the
 * copy and not part of it, so they leave no trace here; neither does anything that cannot be seen, such as the
 * order in which marks were put on.
 */
import canonicalize from 'canonicalize'
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import type { ContentMatch, NodeType } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { DocJson, MarkJson, NodeJson } from './doc-json.ts'
import { schema } from './schema.ts'
import { asDocJson, docToJson } from './ydoc.ts'

const VERSION = 'stet-content-v1'
const ANCHOR_MARKS: ReadonlySet<string> = new Set(['claim', 'comment'])

/**
 * The document without claim and comment marks, note blocks and default attributes, its remaining marks sorted
 * and equal neighbouring texts joined. Throws an Error for a node or mark that is not in the schema.
 */
export function canonicalDocument(doc: DocJson): DocJson {
  return asDocJson(canonicalNode(doc))
}

/** The canonical document in the serialisation of RFC 8785 (JCS). */
export function canonicalString(doc: DocJson): string {
  return serialise(canonicalDocument(doc))
}

/** sha256 of `"stet-content-v1\n"` and the canonical string, in lower-case hex. */
export function contentHash(source: DocJson | Y.Doc): string {
  const json = source instanceof Y.Doc ? docToJson(source) : source
  return toHexString(digest(encodeUtf8(`${VERSION}\n${canonicalString(json)}`)))
}

/** Equal for nodes, or stretches of text, that are the same copy. */
export function copyKey(nodes: readonly NodeJson[]): string {
  return serialise(joinTexts(nodes.map(canonicalNode)))
}

function canonicalNode(node: NodeJson): NodeJson {
  const type = own(schema.nodes, node.type)
  if (!type) throw new Error(`no node type ${node.type} in the schema`)
  if (type.isText) return canonicalText(node)
  const attrs = ownAttrs(node.attrs, type.spec.attrs)
  const content = joinTexts(withoutNotes(node.content ?? [], type).map(canonicalNode))
  return { type: node.type, ...(attrs && { attrs }), ...(content.length > 0 && { content }) }
}

/** Without its notes; where they were all a block held, an empty paragraph, so that the result is a document. */
function withoutNotes(children: readonly NodeJson[], parent: NodeType): NodeJson[] {
  const kept = children.filter((child) => child.type !== 'note')
  if (kept.length === children.length) return kept
  const end = kept.reduce<ContentMatch | null>((match, child) => {
    const type = own(schema.nodes, child.type)
    return match && type ? match.matchType(type) : null
  }, parent.contentMatch)
  return end === null || end.validEnd ? kept : [...kept, { type: 'paragraph' }]
}

function canonicalText(node: NodeJson): NodeJson {
  const marks = (node.marks ?? []).filter((mark) => !ANCHOR_MARKS.has(mark.type)).map(canonicalMark)
  const sorted = marks.map((mark) => ({ mark, key: serialise(mark) })).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  // A lone surrogate cannot be written as UTF-8; Yjs sends it as U+FFFD, and so it is hashed.
  const text = (node.text ?? '').replace(/\p{Surrogate}/gu, '\uFFFD')
  return { type: 'text', text, ...(sorted.length > 0 && { marks: sorted.map(({ mark }) => mark) }) }
}

function canonicalMark(mark: MarkJson): MarkJson {
  const type = own(schema.marks, mark.type)
  if (!type) throw new Error(`no mark type ${mark.type} in the schema`)
  const attrs = ownAttrs(mark.attrs, type.spec.attrs)
  return { type: mark.type, ...(attrs && { attrs }) }
}

/** The attributes that the schema knows and that differ from its default; undefined when none is left. */
function ownAttrs(
  attrs: Record<string, unknown> | undefined,
  specs: Record<string, { default?: unknown }> | null | undefined,
): Record<string, unknown> | undefined {
  const kept = Object.entries(specs ?? {}).flatMap(([name, spec]): [string, unknown][] => {
    const value = attrs && Object.hasOwn(attrs, name) ? attrs[name] : undefined
    const plain = value === undefined || value === null || value === spec.default || serialise(value) === serialise(spec.default ?? null)
    return plain ? [] : [[name, value]]
  })
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

function joinTexts(nodes: readonly NodeJson[]): NodeJson[] {
  const joined: NodeJson[] = []
  for (const node of nodes) {
    if (node.type === 'text' && !node.text) continue
    const last = joined.at(-1)
    if (last?.type === 'text' && node.type === 'text' && serialise(last.marks ?? []) === serialise(node.marks ?? []))
      joined[joined.length - 1] = { ...last, text: `${last.text ?? ''}${node.text ?? ''}` }
    else joined.push(node)
  }
  return joined
}

function own<T>(types: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(types, name) ? types[name] : undefined
}

function serialise(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new Error('only JSON values can be serialised')
  return text
}
