/**
 * CL-3m: what goes with words and is not among them: where the links in them lead, and the picture whose caption they are.
 * A reader takes it for part of what is said; the wording does not hold it.
 */
import { toHexString } from 'lib0/buffer'
import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import type { Node } from '@tiptap/pm/model'
import { claimAnchors, type DocRange } from './anchors.ts'
import { readDocument, type DocSource } from './read.ts'

const VERSION = 'stet-beside-v1'

/** By claim the hash of what goes with its words as they stand; of one whose words are gone there need be none. `wordings` as of `claimAnchors`. */
export function besideClaims(source: DocSource, wordings: ReadonlyMap<string, string>): Map<string, string> {
  const { doc } = readDocument(source)
  if (!goesWithWords(doc)) return new Map([...wordings.keys()].map((id) => [id, hashOf([])]))
  return new Map([...claimAnchors(source, wordings)].map(([id, anchor]) => [id, hashOf(besideIn(doc, anchor))]))
}

function goesWithWords(doc: Node): boolean {
  let found = false
  doc.descendants((node) => {
    found ||= node.type.name === 'image' || linkOf(node) !== null
    return !found
  })
  return found
}

function besideIn(doc: Node, { from, to }: DocRange): unknown[] {
  const beside: unknown[] = []
  let last: unknown = null
  doc.nodesBetween(from, to, (node) => {
    if (node.type.name === 'image') beside.push(['picture', node.attrs.src ?? null, node.attrs.alt ?? null])
    if (!node.isText) return
    const href = linkOf(node)
    // One link may be several stretches of text, with other formatting or another claim in it.
    if (href !== null && href !== last) beside.push(['link', href])
    last = href
  })
  return beside
}

function linkOf({ marks }: Node): unknown {
  return marks.find(({ type }) => type.name === 'link')?.attrs.href ?? null
}

function hashOf(beside: readonly unknown[]): string {
  return toHexString(digest(encodeUtf8(`${VERSION}\n${JSON.stringify(beside)}`)))
}
