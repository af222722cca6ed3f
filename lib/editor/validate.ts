/**
 * Whether a shared document holds only what an honest client of this schema version can have written. The server
 * asks before it commits an update, so it walks the Yjs types as they are, converts nothing and changes nothing.
 *
 * Refused is what no editor of this version can produce, whatever others did at the same moment: another root,
 * an unknown node, mark or attribute, a value of the wrong type, a script address, a node inside a parent whose
 * content expression never names it, a document deeper than any real one.
 *
 * Tolerated is what honest editors can produce together: a wrong order or number of children. Two people who
 * both pull the standfirst into the headline leave two standfirsts; one who deletes the last item of a list while
 * another deletes the first leaves an empty list. Each of them was right alone, both updates stand, and the
 * binding repairs the result in every browser by the same rule (see read.ts).
 */
import type { NodeType } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { anchorAttribute } from './claim-marks.ts'
import { isAnchorId } from './marks.ts'
import { markNameOf } from './read.ts'
import { FRAGMENT, schema } from './schema.ts'
import { CELL_ALIGNMENTS, HEADING_LEVELS, LIST_TYPES, MAX_CELL_SPAN } from './tiptap-nodes.ts'
import { isEmbedUrl, isImageSrc, isLinkHref } from './urls.ts'

export type DocumentFaultCode =
  | 'unknown-root'
  | 'unknown-node'
  | 'unknown-mark'
  | 'unknown-attribute'
  | 'unknown-claim'
  | 'bad-value'
  | 'bad-link'
  | 'bad-content'
  | 'too-deep'

export interface DocumentFault {
  code: DocumentFaultCode
  /** For the log and the sender: what was found, shortened; never the copy itself. */
  detail: string
}

export interface CheckOptions {
  /** The claim ids that the server issued for this article; without them any well-formed id passes. */
  claimIds?: ReadonlySet<string> | undefined
}

export interface CheckTypesOptions extends CheckOptions {
  /**
   * State vector before the transaction (`transaction.beforeState`). With it, child types that are older are
   * taken as checked; without it, everything below a changed type is walked.
   */
  since?: ReadonlyMap<number, number> | undefined
  /** The change takes nothing away. With `since`, a second headline or standfirst is then no work of an editor. */
  insertsOnly?: boolean | undefined
}

/** Those that an article has exactly once. */
const SINGLE = ['headline', 'standfirst'] as const

export const MAX_DEPTH = 64

/** The first fault of the whole document, or null. */
export function checkDocument(ydoc: Y.Doc, options: CheckOptions = {}): DocumentFault | null {
  return firstFault(() => {
    for (const [name, root] of ydoc.share) {
      if (name !== FRAGMENT) refuse('unknown-root', name)
      checkRoot(root, options)
    }
  })
}

/** The first fault in the given types, such as the keys of `transaction.changed`, or null. */
export function checkTypes(types: Iterable<unknown>, options: CheckTypesOptions = {}): DocumentFault | null {
  return firstFault(() => {
    for (const type of types) {
      if (!(type instanceof Y.AbstractType)) refuse('unknown-node', 'not a Yjs type')
      else if (isLive(type)) checkInPlace(type, options)
    }
  })
}

class Refusal extends Error {
  readonly fault: DocumentFault
  constructor(fault: DocumentFault) {
    super(fault.detail)
    this.fault = fault
  }
}

function refuse(code: DocumentFaultCode, detail: string): never {
  throw new Refusal({ code, detail: detail.slice(0, 80) })
}

function firstFault(check: () => void): DocumentFault | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.fault
    throw error
  }
}

/** What any shared type has, whatever it is; roots are untyped until somebody asks for them by kind. */
interface AnyType {
  readonly doc: Y.Doc | null
  readonly parent: AnyType | null
  readonly _item: Y.Item | null
  readonly _map: ReadonlyMap<string, Y.Item>
  readonly _start: Y.Item | null
}

function checkInPlace(type: AnyType, options: CheckTypesOptions): void {
  const ancestors = ancestorsOf(type)
  const root = ancestors.at(-1) ?? type
  const name = rootName(root)
  if (name !== FRAGMENT) refuse('unknown-root', name ?? 'without a name')
  if (ancestors.length === 0) return checkRoot(type, options)
  const parent = ancestors[0]
  const parentType = ancestors.length === 1 ? schema.topNodeType : parent instanceof Y.XmlElement ? nodeTypeOf(parent) : null
  if (!parentType) return refuse('bad-content', 'a node inside a text')
  checkChild(type, parentType, ancestors.length, options)
}

/** From the parent up to the root; refuses chains deeper than any document. */
function ancestorsOf(type: AnyType): AnyType[] {
  const ancestors: AnyType[] = []
  for (let parent = type.parent; parent !== null; parent = parent.parent) {
    ancestors.push(parent)
    if (ancestors.length > MAX_DEPTH) refuse('too-deep', `deeper than ${MAX_DEPTH}`)
  }
  return ancestors
}

// A type stays in `transaction.changed` when it, or a parent of it, was deleted in the same transaction.
function isLive(type: AnyType): boolean {
  for (let at: AnyType | null = type; at !== null; at = at.parent) if (at._item?.deleted) return false
  return true
}

function rootName(root: AnyType): string | undefined {
  for (const [name, type] of root.doc?.share ?? []) if (type === root) return name
  return undefined
}

function checkRoot(root: AnyType, options: CheckTypesOptions): void {
  for (const key of liveKeys(root)) refuse('unknown-attribute', key)
  checkChildren(root, schema.topNodeType, 0, options)
  if (options.insertsOnly === true) for (const name of SINGLE) refuseSecond(root, name, options)
}

/** Editors replace a headline, and two who do it at once leave two; none adds one and takes nothing away. */
function refuseSecond(root: AnyType, name: (typeof SINGLE)[number], options: CheckTypesOptions): void {
  const items = [...liveItems(root)].filter(
    ({ content }) => content instanceof Y.ContentType && content.type instanceof Y.XmlElement && content.type.nodeName === name,
  )
  const isAdded = items.some((item) => !isOld(item, options))
  if (isAdded && items.length > 1) refuse('bad-content', `a second ${name}`)
}

function checkChildren(type: AnyType, nodeType: NodeType, depth: number, options: CheckTypesOptions): void {
  if (depth >= MAX_DEPTH) refuse('too-deep', `deeper than ${MAX_DEPTH}`)
  for (const item of liveItems(type)) {
    if (!(item.content instanceof Y.ContentType)) return refuse('bad-content', `loose content in ${nodeType.name}`)
    if (!isOld(item, options)) checkChild(item.content.type, nodeType, depth + 1, options)
  }
}

function isOld(item: Y.Item, { since }: CheckTypesOptions): boolean {
  return since !== undefined && item.id.clock < (since.get(item.id.client) ?? 0)
}

function checkChild(type: unknown, parent: NodeType, depth: number, options: CheckTypesOptions): void {
  if (type instanceof Y.XmlText) {
    if (!parent.inlineContent) refuse('bad-content', `text in ${parent.name}`)
    return checkText(type, options)
  }
  if (!(type instanceof Y.XmlElement)) return refuse('unknown-node', 'a shared type that is no node')
  const nodeType = nodeTypeOf(type)
  if (!childTypes(parent).has(nodeType)) refuse('bad-content', `${nodeType.name} in ${parent.name}`)
  checkAttributes(type, nodeType)
  checkChildren(type, nodeType, depth, options)
}

function nodeTypeOf(element: Y.XmlElement): NodeType {
  const type = Object.hasOwn(schema.nodes, element.nodeName) ? schema.nodes[element.nodeName] : undefined
  if (!type || type.isText || type === schema.topNodeType) return refuse('unknown-node', element.nodeName)
  return type
}

function checkAttributes(element: Y.XmlElement, type: NodeType): void {
  const rules = NODE_ATTRIBUTES.get(type.name)
  for (const [key, item] of element._map) {
    if (item.deleted) continue
    const rule = rules?.get(key)
    if (!rule) return refuse('unknown-attribute', `${key} on ${type.name}`)
    checkValue(rule, singleValue(item.content), `${key} of ${type.name}`)
  }
}

/** The value of an attribute's item; a nested type or several values at once are no value at all. */
function singleValue(content: unknown): unknown {
  if (content instanceof Y.ContentAny && content.arr.length === 1) return content.arr[0]
  return refuse('bad-value', 'an attribute that is not one plain value')
}

function checkText(ytext: Y.XmlText, options: CheckTypesOptions): void {
  for (const key of liveKeys(ytext)) refuse('unknown-attribute', `${key} on a text`)
  for (const { content } of liveItems(ytext)) {
    if (content instanceof Y.ContentFormat) checkMark(content.key, content.value, options)
    else if (!(content instanceof Y.ContentString)) refuse('bad-content', 'an object inside a text')
    else if (content.str.includes('\0')) refuse('bad-value', 'a NUL character, which no database stores')
  }
}

function checkMark(attribute: string, value: unknown, { claimIds }: CheckOptions): void {
  const name = markNameOf(attribute)
  const rules = MARK_ATTRIBUTES.get(name)
  if (!rules) return refuse('unknown-mark', attribute)
  const anchor = name === 'claim' || name === 'comment' ? name : null
  // Only marks that overlap themselves carry a hash; with one, another mark would be there twice.
  if ((attribute === name) === (anchor !== null)) refuse('unknown-mark', attribute)
  if (value === null) return
  if (!isRecord(value)) return refuse('bad-value', `${name} without attributes`)
  for (const [key, entry] of Object.entries(value)) {
    const rule = rules.get(key)
    if (!rule) return refuse('unknown-attribute', `${key} on ${name}`)
    checkValue(rule, entry, `${key} of ${name}`)
  }
  if (anchor) checkAnchor(anchor, attribute, value.id, claimIds)
}

function checkAnchor(name: 'claim' | 'comment', attribute: string, id: unknown, claimIds: ReadonlySet<string> | undefined): void {
  if (typeof id !== 'string') return refuse('bad-value', `${name} without an id`)
  if (name === 'claim' && claimIds && !claimIds.has(id)) refuse('unknown-claim', id)
  if (anchorAttribute(name, id) !== attribute) refuse('unknown-mark', `${attribute} is not the name of its ${name}`)
}

interface ValueRule {
  holds: (value: unknown) => boolean
  code: DocumentFaultCode
}

function checkValue(rule: ValueRule, value: unknown, what: string): void {
  if (value !== null && !rule.holds(value)) refuse(rule.code, what)
}

const TEXT: ValueRule = { code: 'bad-value', holds: (value) => typeof value === 'string' && value.length <= 10_000 && !value.includes('\0') }
const ID: ValueRule = { code: 'bad-value', holds: isAnchorId }
const SPAN: ValueRule = { code: 'bad-value', holds: (value) => isWhole(value, 1, MAX_CELL_SPAN) }
const HREF: ValueRule = { code: 'bad-link', holds: isLinkHref }
const SRC: ValueRule = { code: 'bad-link', holds: isImageSrc }
const URL_RULE: ValueRule = { code: 'bad-link', holds: isEmbedUrl }
const LEVEL = oneOf(HEADING_LEVELS)
// Typing "0. " or "1990. " begins a list at that number.
const START: ValueRule = { code: 'bad-value', holds: (value) => isWhole(value, 0, Number.MAX_SAFE_INTEGER) }
const LIST_TYPE = oneOf(LIST_TYPES)
const ALIGN = oneOf(CELL_ALIGNMENTS)
const WIDTHS: ValueRule = {
  code: 'bad-value',
  holds: (value) => Array.isArray(value) && value.length <= 1000 && value.every((width) => isWhole(width, 0, 100_000)),
}

const CELL = { colspan: SPAN, rowspan: SPAN, colwidth: WIDTHS, align: ALIGN }

const NODE_ATTRIBUTES = ruleTable({
  heading: { level: LEVEL },
  orderedList: { start: START, type: LIST_TYPE },
  image: { src: SRC, alt: TEXT, credit: TEXT, rights: TEXT },
  embed: { url: URL_RULE },
  tableCell: CELL,
  tableHeader: CELL,
})

const MARK_ATTRIBUTES = ruleTable({
  ...Object.fromEntries(Object.keys(schema.marks).map((name) => [name, {}])),
  link: { href: HREF, title: TEXT },
  claim: { id: ID },
  comment: { id: ID },
})

function oneOf(values: readonly unknown[]): ValueRule {
  return { code: 'bad-value', holds: (value) => values.includes(value) }
}

function ruleTable(table: Record<string, Record<string, ValueRule>>): ReadonlyMap<string, ReadonlyMap<string, ValueRule>> {
  return new Map(Object.entries(table).map(([name, rules]) => [name, new Map(Object.entries(rules))]))
}

const childTypesOf = new Map<NodeType, ReadonlySet<NodeType>>()

/** Every node type that some valid content of a node type can hold. */
function childTypes(parent: NodeType): ReadonlySet<NodeType> {
  const cached = childTypesOf.get(parent)
  if (cached) return cached
  const types = new Set<NodeType>()
  const seen = new Set([parent.contentMatch])
  for (const match of seen) {
    for (let index = 0; index < match.edgeCount; index++) {
      const edge = match.edge(index)
      types.add(edge.type)
      seen.add(edge.next)
    }
  }
  childTypesOf.set(parent, types)
  return types
}

function* liveItems(type: AnyType): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) yield item
}

function* liveKeys(type: AnyType): Generator<string> {
  for (const [key, item] of type._map) if (!item.deleted) yield key
}

function isWhole(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
